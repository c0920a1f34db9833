"""Matches the school names in a document with the municipality's schools."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from portal.text.keys import natural_key
from roadmap.exchange.names_meant import NamesMeant
from roadmap.intake.named_fields import field_of
from roadmap.responsibles.school_mentions import mentions_of
from schools.directory.models import Municipality, School
from schools.directory.name_words import is_total, own_words
from schools.directory.names import SchoolNames
from schools.directory.queries import schools_by_key


@dataclass(frozen=True)
class NamedInDocument:
    """A school as the document names it, and the stored school that it seems to mean.

    `same_as` is an earlier name in the document under which the same new school stands.
    """

    name: str
    school: School | None
    doubts: tuple[str, ...] = ()
    same_as: str = ""

    @property
    def key(self) -> str:
        """Return the name of the form field in which the answer is sent."""
        return field_of("school", self.name)

    @property
    def is_new(self) -> bool:
        return self.school is None and not self.same_as and not self.doubts


def match_school_names(names: Iterable[str], municipality: Municipality | None) -> list[NamedInDocument]:
    """Match each name once: by the whole name, else by the words that make it distinctive, as responsibles are read."""
    names = list(dict.fromkeys(str(each) for each in names if str(each).strip()))
    by_key = schools_by_key(municipality, beside=names) if municipality else {}
    schools = {school.pk: school for school in by_key.values()}
    known = SchoolNames((pk, each.name, each.full_name, each.address) for pk, each in schools.items())
    found: list[NamedInDocument] = []
    new: list[str] = []
    for name in names:
        each = _match_known(name, by_key.get(natural_key(name)), schools, known)
        if each.school is None and not each.doubts:
            each = _match_new(name, new)
            if not each.same_as:
                new.append(name)
        found.append(each)
    return found


def settled_without_a_person(names: Iterable[NamedInDocument]) -> NamesMeant:
    """Return what the names mean if nobody can be asked: a doubtful name is a new school, a total is no school."""
    names = list(names)
    return NamesMeant(
        schools={each.name: each.school for each in names if each.school and not each.doubts},
        same={each.name: each.same_as for each in names if each.same_as and not each.doubts},
        no_schools=frozenset(each.name for each in names if is_total(each.name)),
    )


def _match_known(name: str, named: School | None, schools: dict[int, School], known: SchoolNames) -> NamedInDocument:
    """Match one name with stored schools; `named` is the school that is called exactly so, if there is one."""
    if named:
        return NamedInDocument(name, named)
    if is_total(name):
        return NamedInDocument(name, None, ("Похоже на итог, а не на школу.",))
    match = known.match(name)
    if match.sure is not None:
        return NamedInDocument(name, schools[match.sure])
    (mention,) = mentions_of([name], known.names)
    likely = next(iter(mention.schools)) if len(mention.schools) == 1 else match.likely
    doubts = () if mention.is_of_nobody_here else mention.doubts  # a new school is nothing to doubt
    if likely is None:
        return NamedInDocument(name, None, doubts)
    return NamedInDocument(name, schools[likely], (f"Может быть, это «{schools[likely]}»: названа не так.",))


def _match_new(name: str, new: list[str]) -> NamedInDocument:
    """Match a name with new schools that the document named before: «Луговская СОШ» with «МБОУ «Луговская СОШ»»."""
    (mention,) = mentions_of([name], dict(enumerate(new)))
    if len(mention.schools) == 1 and not mention.doubts:
        other = new[next(iter(mention.schools))]
        doubts = () if own_words(name) == own_words(other) else (f"Может быть, это «{other}», названная выше.",)
        return NamedInDocument(name, None, doubts, same_as=other)
    if mention.schools or not mention.is_of_nobody_here:
        return NamedInDocument(name, None, tuple(mention.doubts))
    return NamedInDocument(name, None)
