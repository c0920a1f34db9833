"""Rows of programmes tied to the municipality's catalogue of indicators."""

from dataclasses import dataclass
from difflib import get_close_matches

from indicators.catalogue.models import Indicator
from indicators.quantity.units import unit_in_name
from indicators.workbooks.models import NameChoice
from portal.history.actions import Recorded, record_changes
from portal.text.keys import natural_key
from schools.directory.models import Municipality

_ALIKE = 0.7


@dataclass(frozen=True)
class DescribedIndicator:
    """What a person says of a name that the catalogue doesn't know: the indicator that it means, or a new one's data.

    `unit` is None where nothing was said of it, "" where there is none.
    """

    direction: str = ""
    unit: str | None = None
    means: int | None = None


class CatalogueRows:
    """The municipality's indicators by heading and name, or by a name that a person said means one; read once."""

    def __init__(self, municipality: Municipality):
        self.municipality = municipality
        self.all = {each.pk: each for each in municipality.indicators.all()}
        self.known = {(each.heading_key, each.name_key): each for each in self.all.values()}
        choices = NameChoice.objects.filter(
            municipality=municipality, what=NameChoice.What.INDICATOR, of_school=None
        ).values_list("name_key", "indicator_id")
        self.added: list[Indicator] = []
        self.said = {key: self.all[pk] for key, pk in choices if pk in self.all}

    def find(self, heading: str | None, name: str | None) -> Indicator | None:
        key = natural_key(heading or ""), natural_key(name or "")
        return self.known.get(key) or (self.said.get(natural_key(titled(heading, name))) if key[1] else None)

    def near(self, heading: str | None, name: str | None) -> list[Indicator]:
        """Whose names are much like it: offered, never taken for it."""
        by_key = {natural_key(str(each)): each for each in self.all.values()}
        keys = get_close_matches(natural_key(titled(heading, name)), by_key, n=4, cutoff=_ALIKE)
        return [by_key[key] for key in keys]

    def meant_by(
        self, heading: str | None, name: str | None, group: str | None, described: DescribedIndicator | None = None
    ) -> Indicator | None:
        """The indicator of that heading and name; one that the catalogue doesn't have yet is added."""
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
            position=len(self.all),
        )
        self.all[self.known[key].pk] = self.known[key]
        self.added.append(self.known[key])
        return self.known[key]

    def record_added(self, *, by) -> None:
        """After the last `meant_by`."""
        record_changes((Recorded(each, "показатель заведён", {}, {"name": str(each)}) for each in self.added), by=by)


def titled(heading: str | None, name: str | None) -> str:
    """As the catalogue shows it: «Средний балл: Русский язык»."""
    return f"{heading}: {name}" if heading else name or ""
