from indicators.identification.format import IndicatorName
from indicators.models import Indicator
from schools.models import Municipality


def catalogue_names(municipality: Municipality) -> list[IndicatorName]:
    """A municipality's indicators by the words by which methods name them."""
    found = Indicator.objects.filter(municipality=municipality).values_list("heading", "name", "unit")
    return [IndicatorName(heading=heading, name=name[:500], unit=unit) for heading, name, unit in found if name]
