"""What the names in a document mean, as a person said before the document is taken in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from indicators.catalogue.models import Indicator
from portal.text.keys import natural_key
from schools.directory.models import School


@dataclass(frozen=True)
class NamesMeant:
    """What names mean, by the names as the document has them.

    `schools` are known schools, `same` is another name of the document for the same school, and `no_schools` are names
    that aren't of schools. `indicators` are those of the catalogue, by heading and name (`titled`). A name that isn't
    here means what bears that name, or else something new.
    """

    schools: Mapping[str, School] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)
    no_schools: frozenset[str] = frozenset()
    indicators: Mapping[str, Indicator] = field(default_factory=dict)

    def named(self, names: Iterable[str]) -> list[str]:
        """Return the names of schools, without further names of the same school."""
        return [name for name in names if name not in self.no_schools and name not in self.same]

    def schools_by_key(self) -> dict[str, School | None]:
        """Return the known schools by the keys of their names; None for a name that isn't of a school."""
        nobody: dict[str, School | None] = {natural_key(name): None for name in self.no_schools}
        return nobody | {natural_key(name): school for name, school in self.schools.items()}

    def names_by_key(self) -> dict[str, str]:
        return {natural_key(name): other for name, other in self.same.items()}
