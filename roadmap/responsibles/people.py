"""Recognises people of the department and directors of schools, where a plan names a person and no post.

The name of a director means the school, which makes a doubt. A person without a role in the portal is «вне портала».
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from portal.accounts.roles import Role
from portal.text.keys import natural_key
from roadmap.responsibles.school_mentions import PERSON
from schools.access.models import Membership
from schools.directory.models import Municipality

_OF_DEPARTMENT = [Role.COORDINATOR, Role.SPECIALIST]
_WORD = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?|[А-ЯЁ]")


@dataclass(frozen=True)
class KnownPerson:
    """A person with a role in the portal; `school` is the one that they direct, None for the department's people."""

    surname: str
    initials: str
    school: int | None = None

    @classmethod
    def named(cls, full_name: str, school: int | None = None) -> KnownPerson:
        surname, *names = natural_key(full_name).split() or [""]
        return cls(surname, "".join(name[0] for name in names), school)

    def is_called(self, words: str) -> bool:
        """Return whether the words may name the person.

        Фомина Светлана Олеговна is named by «Фомина С.О.», «С.О. Фоминой» and «Фомина Светлана Олеговна».
        """
        parts = [natural_key(each) for each in _WORD.findall(words)]
        initials = "".join(each for each in parts if len(each) == 1)
        if not initials:
            parts, initials = parts[:1], "".join(each[0] for each in parts[1:])
        surname = next((each for each in parts if len(each) > 1), "")
        together = min(len(initials), len(self.initials))
        return (
            bool(together)
            and surname in _decline_surname(self.surname)
            and initials[:together] == self.initials[:together]
        )


@dataclass(frozen=True)
class NamedPeople:
    """Whom the names of people mean; `left` are words that name nobody known, or several people."""

    department: bool
    schools: frozenset[int]
    left: tuple[str, ...]
    doubts: tuple[str, ...]


def people_of(municipality: Municipality) -> tuple[KnownPerson, ...]:
    """Return the coordinators and specialists of the department and the directors of its schools."""
    roles = Q(municipality=municipality, role__in=_OF_DEPARTMENT)
    roles |= Q(school__municipality=municipality, role=Role.DIRECTOR)
    found = Membership.objects.filter(roles, user__is_active=True).values_list("user__full_name", "school_id")
    return tuple(KnownPerson.named(name, school) for name, school in sorted(found, key=str))


def match_people(others: Iterable[str], people: Iterable[KnownPerson], schools: dict[int, str]) -> NamedPeople:
    """Find those among `others`, whom the portal took for outsiders, who have a role in it."""
    department, meant, left, doubts = False, set(), [], []
    for words in others:
        posts = _find_posts(words, people) if PERSON.fullmatch(words.strip()) else set()
        if len(posts) > 1:
            doubts.append(f"«{words}»: так зовут нескольких, или у человека несколько ролей.")
        if len(posts) != 1:
            left.append(words)
            continue
        (school,) = posts
        if school is None:
            department = True
        elif school in schools:
            meant.add(school)
            doubts.append(f"«{words}» — директор: понято как «{schools[school]}».")
        else:
            left.append(words)
    return NamedPeople(department, frozenset(meant), tuple(left), tuple(doubts))


def names_department(alone: Iterable[str], people: Iterable[KnownPerson]) -> bool:
    """Return whether one of the parties that are only a name is somebody of the department."""
    return any(_find_posts(words, people) == {None} for words in alone)


def doubt_unasked_directors(
    words: str, people: Iterable[KnownPerson], schools: dict[int, str], meant: frozenset[int]
) -> tuple[str, ...]:
    """Return a doubt for each director who is named in the words but whose school is not among those meant."""
    return tuple(
        f"«{found[0]}» — директор: «{schools[school]}» не спрашивается."
        for found in PERSON.finditer(words)
        for school in _find_posts(found[0], people)
        if school in schools and school not in meant
    )


def _decline_surname(surname: str) -> set[str]:
    """Return the cases in which lists of responsibles have the surname.

    The genitive «Фомина» of «Фомин» is left out, as it is another person's nominative.
    """
    for ending, stem in (("ая", surname[:-2]), ("а", surname[:-1])):
        if surname.endswith(ending):
            return {surname, f"{stem}ой", f"{stem}ую" if ending == "ая" else f"{stem}у"}
    return {surname, f"{surname}у", f"{surname}ым", f"{surname}ом"}


def _find_posts(words: str, people: Iterable[KnownPerson]) -> set[int | None]:
    """Return the schools of all people who may be named by the words; None stands for the department."""
    return {person.school for person in people if person.is_called(words)}
