"""Indicators that a method reads and the municipality's catalogue lacks, made as the method needs them."""

from collections.abc import Mapping

from indicators.catalogue.facts import IndicatorFacts
from indicators.catalogue.models import Indicator
from indicators.catalogue.queries import missing_indicators
from indicators.catalogue.ready import ready_by_key
from indicators.identification.format.shape import IdentificationShape, names_of
from indicators.identification.judging.inquiry import named_indicators
from indicators.identification.shared.method_parts import IndicatorName
from schools.directory.models import Municipality

Direction = Indicator.Direction
_WORSE_ABOVE = (">", ">=", "highest", "above_mean", "rose")
_WORSE_BELOW = ("<", "<=", "lowest", "below_mean", "fell")


def lacking_indicators(method: IdentificationShape, municipality: Municipality) -> list[IndicatorFacts]:
    """As the ready catalogue has them; others with the method's unit, and better where its sign isn't."""
    names, known = names_of(method), named_indicators(municipality, names_of(method))
    directions = _directions(method)
    needed = [_facts(name, directions) for name in names if name not in known]
    return missing_indicators(municipality, needed)


def _facts(name: IndicatorName, directions: Mapping[IndicatorName, str]) -> IndicatorFacts:
    facts = IndicatorFacts(
        name.name, name.heading, name.unit, {"group": name.heading, "direction": directions.get(name, "")}
    )
    return ready_by_key().get(facts.key, facts)


def _directions(method: IdentificationShape) -> dict[IndicatorName, str]:
    """Of what is compared as it is: a list of schools with low results is of those on the worse side."""
    found = {}
    for sign in method.rule.walk():
        if sign.is_sign and sign.kind == "sign" and sign.measure.kind == "indicator":
            if sign.compare in _WORSE_ABOVE:
                found[sign.measure.indicator] = Direction.LESS_IS_BETTER
            elif sign.compare in _WORSE_BELOW:
                found[sign.measure.indicator] = Direction.MORE_IS_BETTER
    return found
