"""Rows of programmes tied to the municipality's catalogue of indicators."""

from indicators.models import Indicator
from indicators.units import unit_in_name
from portal.text import natural_key
from schools.models import Municipality


class Catalogue:
    """The municipality's indicators by heading and name, read once."""

    def __init__(self, municipality: Municipality):
        self.municipality = municipality
        self.known = {(each.heading_key, each.name_key): each for each in municipality.indicators.all()}

    def meant_by(self, heading: str | None, name: str | None, group: str | None) -> Indicator | None:
        """The indicator of that heading and name; one that the catalogue doesn't have yet is added."""
        if not natural_key(name or ""):
            return None
        key = natural_key(heading or ""), natural_key(name)
        if key not in self.known:
            self.known[key] = Indicator.objects.create(
                municipality=self.municipality,
                heading=heading or "",
                name=name,
                unit=unit_in_name(name),
                group=group or "",
                position=len(self.known),
            )
        return self.known[key]
