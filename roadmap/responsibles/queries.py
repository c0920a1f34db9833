"""Collects what words of responsibles are compared with: the municipality's schools, department and people."""

import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field, replace
from hashlib import sha256

from roadmap.responsibles.people import KnownPerson, doubt_unasked_directors, match_people, names_department, people_of
from roadmap.responsibles.read_responsible import READER, Responsible, people_alone, read_responsible
from schools.directory.models import Department, Municipality
from schools.directory.queries import telling_former_names


@dataclass(frozen=True)
class ReadAgainst:
    """The names in a municipality that words are compared with: its schools' by id, its department's, its own.

    `former` are former names of schools, by ids of the names, each with the id of the school. `people` are those with
    a role in the department or as directors.
    """

    schools: Mapping[int, str]
    own_names: tuple[str, ...] = ()
    municipality: str = ""
    former: Mapping[int, tuple[str, int]] = field(default_factory=dict)
    people: tuple[KnownPerson, ...] = ()

    def read(self, words: str) -> Responsible:
        """Return whom the words mean in the municipality."""
        names = {-pk: name for pk, (name, _) in self.former.items()}
        meant = read_responsible(words, {**self.schools, **names}, self.own_names, self.municipality)
        schools = frozenset(pk if pk > 0 else self.former[-pk][1] for pk in meant.schools)
        return self._add_people(words, replace(meant, schools=schools))

    def _add_people(self, words: str, meant: Responsible) -> Responsible:
        if not self.people:
            return meant
        named = match_people(meant.others, self.people, dict(self.schools))
        schools = meant.schools | named.schools
        doubts = [*meant.doubts, *named.doubts]
        if not meant.all_schools:
            doubts += doubt_unasked_directors(words, self.people, dict(self.schools), schools)
        return replace(
            meant,
            department=meant.department or named.department or names_department(people_alone(words), self.people),
            schools=schools,
            others=named.left,
            doubts=tuple(dict.fromkeys(doubts)),
        )

    @property
    def key(self) -> str:
        """Return a digest that changes whenever the reader or one of the names does."""
        known = [sorted(self.schools.items()), self.own_names, self.municipality, sorted(self.former.values())]
        known += [sorted(map(astuple, self.people), key=str)] if self.people else []
        names = json.dumps(known, ensure_ascii=False)
        return f"{READER} {sha256(names.encode()).hexdigest()[:12]}"


def directory_of(municipality: Municipality) -> ReadAgainst:
    schools = dict(municipality.schools.by_themselves().values_list("pk", "name"))
    former = telling_former_names(municipality, schools)
    own_names, people = names_of_department(municipality), people_of(municipality)
    return ReadAgainst(schools, own_names, municipality.name, former, people)


def names_of_department(municipality: Municipality) -> tuple[str, ...]:
    """Return the names by which documents may call the municipality's own education department."""
    department = Department.objects.filter(municipality=municipality).first()
    if department is None:
        return ()
    return tuple(filter(None, (department.name, department.full_name, department.short_name)))
