"""Finds or creates the indicators of the municipality's catalogue that rows of programmes mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from indicators.catalogue.likeness import AlikeNames
from indicators.catalogue.models import Indicator
from indicators.quantity.units import unit_in_name
from indicators.workbooks.models import NameChoice
from portal.history.actions import Recorded, record_changes
from portal.text.keys import natural_key
from schools.directory.models import Municipality

_ALIKE = 0.7
_MOST_OFFERED = 4
_LONGEST_UNIT = 60


@dataclass(frozen=True)
class DescribedIndicator:
    """What a person says about a name that isn't in the catalogue: the indicator that it means, or data of a new one.

    `unit` is None if nothing was said about it, "" if the indicator has no unit.
    """

    direction: str = ""
    unit: str | None = None
    means: int | None = None

    @classmethod
    def of_unit(cls, unit: str | None) -> "DescribedIndicator":
        """Build it from the cell of a table's column of units; a text too long for a unit is ignored."""
        unit = " ".join((unit or "").split())
        return cls(unit=unit if unit and len(unit) <= _LONGEST_UNIT else None)


class CatalogueRows:
    """The municipality's indicators by heading and name, and by names that people said mean one of them.

    `said` is what a person says of the document's names now, besides what is remembered.
    """

    def __init__(self, municipality: Municipality, *, said: Mapping[str, Indicator] | None = None):
        self.municipality = municipality
        self.all = {each.pk: each for each in municipality.indicators.all()}
        self.known = {(each.heading_key, each.name_key): each for each in self.all.values()}
        choices = NameChoice.objects.filter(
            municipality=municipality, what=NameChoice.What.INDICATOR, of_school=None
        ).values_list("name_key", "indicator_id")
        self.added: list[Indicator] = []
        self.said = {key: self.all[pk] for key, pk in choices if pk in self.all}
        self.said |= {natural_key(name): indicator for name, indicator in (said or {}).items()}

    def find(self, heading: str | None, name: str | None) -> Indicator | None:
        key = natural_key(heading or ""), natural_key(name or "")
        return self.known.get(key) or (self.said.get(natural_key(titled(heading, name))) if key[1] else None)

    def near(self, heading: str | None, name: str | None) -> list[Indicator]:
        """Return indicators with similar names, those with the same words first, to be offered to a person."""
        name = titled(heading, name)
        by_key = {natural_key(str(each)): each for each in self.all.values()}
        keys = get_close_matches(natural_key(name), by_key, n=_MOST_OFFERED, cutoff=_ALIKE)
        near = [*self._alike_names.near(name), *(by_key[key] for key in keys)]
        return list(dict.fromkeys(near))[:_MOST_OFFERED]

    @cached_property
    def _alike_names(self) -> AlikeNames[Indicator]:
        return AlikeNames(self.all.values())

    def meant_by(
        self, heading: str | None, name: str | None, group: str | None, described: DescribedIndicator | None = None
    ) -> Indicator | None:
        """Return the indicator with that heading and name, created if the catalogue has none; None without a name."""
        if not natural_key(name or ""):
            return None
        if found := self.find(heading, name):
            return found
        described = described or DescribedIndicator()
        key = natural_key(heading or ""), natural_key(name)
        if described.means in self.all:
            self.known[key] = self.all[described.means]
            return self.known[key]
        self.known[key] = Indicator.objects.create(
            municipality=self.municipality,
            heading=heading or "",
            name=name,
            unit=unit_in_name(name) if described.unit is None else described.unit,
            direction=described.direction,
            group=group or "",
            position=max((each.position for each in self.all.values()), default=0) + 1,
        )
        self.all[self.known[key].pk] = self.known[key]
        self.added.append(self.known[key])
        return self.known[key]

    def record_added(self, *, by) -> None:
        """Record all created indicators in the history; to be called after the last `meant_by`."""
        record_changes((Recorded(each, "показатель заведён", {}, {"name": str(each)}) for each in self.added), by=by)


def titled(heading: str | None, name: str | None) -> str:
    """Return the name as the catalogue shows it: «Средний балл: Русский язык»."""
    return f"{heading}: {name}" if heading else name or ""
