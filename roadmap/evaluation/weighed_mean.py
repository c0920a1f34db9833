"""Calculates a mean of components, weighted or not, with its arithmetic; an absent component is left out entirely."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from roadmap.evaluation.counted_figures import CountedFigure, FigureCounter
from roadmap.evaluation.rounded_figures import number_in_words


def mean_of(
    components: Sequence[CountedFigure], counter: FigureCounter, weights_by_key: Mapping[str, str] | None = None
) -> CountedFigure:
    """Return the mean; it is unknown if a component isn't known, or if there is none."""
    unknown = [figure for figure in components if figure.share is None and not figure.is_absent]
    present = [figure for figure in components if figure.share is not None]
    if unknown or not present:
        return counter.unknown_without(unknown or components)
    weights = [Decimal(1) if weights_by_key is None else Decimal(weights_by_key[each.key]) for each in present]
    total = Fraction(sum(weights))
    if not total:
        return counter.unknown("у составляющих, которые известны, нет веса")
    summed = sum(Fraction(each.share) * Fraction(weight) for each, weight in zip(present, weights, strict=True))
    share = counter.rounded(summed / total)
    divisor = "" if total == 1 else f" / {number_in_words(sum(weights))}"
    sides = []
    for terms in ([each.key for each in present], [counter.bare(each.share) for each in present]):
        side = " + ".join(terms if weights_by_key is None else map(_write_weighed, terms, weights))
        sides.append(f"({side}){divisor}" if divisor and len(present) > 1 else f"{side}{divisor}")
    if sides[1] == counter.bare(share):  # one component alone
        sides.pop()
    return CountedFigure(counter.key, share, " = ".join([counter.key, *sides, counter.shown(share)]))


def highest(limits: Mapping[str, Decimal | None]) -> Decimal | None:
    """Return the highest limit of the components, which their mean can't exceed; None if one has no limit."""
    return None if None in limits.values() else max(limits.values())


def _write_weighed(term: str, weight: Decimal) -> str:
    return f"{number_in_words(weight)} · {term}"
