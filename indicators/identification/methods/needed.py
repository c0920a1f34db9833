"""Finds the indicators that a method reads and the municipality's catalogue lacks, so that they can be created."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indicators.catalogue.actions import CatalogueRefused
from indicators.catalogue.facts import IndicatorFacts
from indicators.catalogue.likeness import own_words
from indicators.catalogue.models import Indicator
from indicators.catalogue.queries import missing_indicators
from indicators.catalogue.ready import ready_by_key
from indicators.identification.format.shape import IdentificationShape, names_of
from indicators.identification.judging.inquiry import named_indicators
from indicators.identification.shared.method_parts import IndicatorName
from portal.forms import sent_number
from schools.directory.models import Municipality

Direction = Indicator.Direction
_ALIKE = 0.5
_EXAMS = frozenset(("впр", "огэ", "егэ"))
_WORSE_ABOVE = (">", ">=", "highest", "above_mean", "rose")
_WORSE_BELOW = ("<", "<=", "lowest", "below_mean", "fell")


def lacking_indicators(method: IdentificationShape, municipality: Municipality) -> list[IndicatorFacts]:
    """The lacking indicators, as the ready catalogue has them.

    Others get the method's unit, and the direction away from the method's sign.
    """
    names, known = names_of(method), named_indicators(municipality, names_of(method))
    directions = _directions_by_signs(method)
    needed = [_make_facts(name, directions) for name in names if name not in known]
    return missing_indicators(municipality, needed)


@dataclass(frozen=True)
class LackingIndicator:
    """An indicator that the catalogue lacks, and own ones that may be the same under another name."""

    facts: IndicatorFacts
    near: list[Indicator]


def lacking_with_near(method: IdentificationShape, municipality: Municipality) -> list[LackingIndicator]:
    lacking = lacking_indicators(method, municipality)
    own = list(municipality.indicators.collected()) if lacking else []
    return [LackingIndicator(facts, _find_near(facts, own)) for facts in lacking]


def same_as_wanted(said: Iterable[str], lacking: Iterable[IndicatorFacts]) -> dict[int, IndicatorFacts]:
    """The wanted indicators by the ids of the own ones that a person ticked as the same, «12:Название».

    Raises CatalogueRefused if an own indicator is ticked for two.
    """
    wanted, same = {str(facts): facts for facts in lacking}, {}
    for number, _, title in (each.partition(":") for each in said):
        own = sent_number(number)
        if own is None or title not in wanted:
            continue
        if own in same:
            raise CatalogueRefused(f"Один показатель отмечен дважды: «{same[own]}» и «{title}». Оставьте одно.")
        same[own] = wanted[title]
    return same


def _find_near(facts: IndicatorFacts, own: Iterable[Indicator]) -> list[Indicator]:
    """Up to two own indicators that share at least half of their words, to ask a person whether they are the same.

    One of another subject, exam or unit is never offered.
    """
    words, subject = own_words(str(facts)), own_words(facts.name)
    alike = []
    for each in own:
        others = own_words(str(each))
        is_of_it = words & _EXAMS == others & _EXAMS or not (words & _EXAMS and others & _EXAMS)
        if subject <= others and is_of_it and each.unit in ("", facts.unit):
            alike.append((-len(words & others) / len(words | others), str(each), each))
    return [each for likeness, _, each in sorted(alike, key=lambda one: one[:2])[:2] if likeness <= -_ALIKE]


def _make_facts(name: IndicatorName, directions: Mapping[IndicatorName, str]) -> IndicatorFacts:
    facts = IndicatorFacts(
        name.name, name.heading, name.unit, {"group": name.heading, "direction": directions.get(name, "")}
    )
    return ready_by_key().get(facts.key, facts)


def _directions_by_signs(method: IdentificationShape) -> dict[IndicatorName, str]:
    """The directions that follow from signs about one indicator: a sign of low results holds on the worse side."""
    found = {}
    for sign in method.rule.walk():
        if sign.is_sign and sign.kind == "sign" and sign.measure.kind == "indicator":
            if sign.compare in _WORSE_ABOVE:
                found[sign.measure.indicator] = Direction.LESS_IS_BETTER
            elif sign.compare in _WORSE_BELOW:
                found[sign.measure.indicator] = Direction.MORE_IS_BETTER
    return found
