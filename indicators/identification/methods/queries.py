"""Reads what the form of a method needs of the catalogue."""

from indicators.catalogue.models import Indicator
from indicators.identification.format.shape import IndicatorName
from schools.directory.models import Municipality


def catalogue_names(municipality: Municipality) -> list[IndicatorName]:
    """A municipality's indicators as methods name them."""
    found = Indicator.objects.filter(municipality=municipality).values_list("heading", "name", "unit")
    return [IndicatorName(heading=heading, name=name[:500], unit=unit) for heading, name, unit in found if name]
