"""What words are read against: the municipality's schools, and the names of its department."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from roadmap.responsibles.read_responsible import READER, Responsible, read_responsible
from schools.directory.models import Department, Municipality
from schools.directory.queries import telling_former_names


@dataclass(frozen=True)
class ReadAgainst:
    """A municipality's own schools by id, the names and abbreviations of its department, its own name.

    `former`: names that schools had before, by ids of their own, each with the school that is meant.
    """

    schools: Mapping[int, str]
    own_names: tuple[str, ...] = ()
    municipality: str = ""
    former: Mapping[int, tuple[str, int]] = field(default_factory=dict)

    def read(self, words: str) -> Responsible:
        names = {-pk: name for pk, (name, _) in self.former.items()}
        meant = read_responsible(words, {**self.schools, **names}, self.own_names, self.municipality)
        schools = frozenset(pk if pk > 0 else self.former[-pk][1] for pk in meant.schools)
        return replace(meant, schools=schools)

    @property
    def key(self) -> str:
        """Another one wherever the reader or a name has changed since."""
        known = [sorted(self.schools.items()), self.own_names, self.municipality, sorted(self.former.values())]
        names = json.dumps(known, ensure_ascii=False)
        return f"{READER} {sha256(names.encode()).hexdigest()[:12]}"


def directory_of(municipality: Municipality) -> ReadAgainst:
    schools = dict(municipality.schools.by_themselves().values_list("pk", "name"))
    former = telling_former_names(municipality, schools)
    return ReadAgainst(schools, names_of_department(municipality), municipality.name, former)


def names_of_department(municipality: Municipality) -> tuple[str, ...]:
    """The names under which documents may mean the municipality's own education department."""
    department = Department.objects.filter(municipality=municipality).first()
    if department is None:
        return ()
    return tuple(filter(None, (department.name, department.full_name, department.short_name)))
