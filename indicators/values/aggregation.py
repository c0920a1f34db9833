"""Computes the municipality's value from its schools' by the indicator's rule; shares are never averaged.

A share is computed from the sums of numerators and denominators.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from indicators.catalogue.models import Indicator
from indicators.values.models import Value
from indicators.values.understanding import current, is_in_unit_of, is_plain

Rule = Indicator.Rule


@dataclass(frozen=True)
class Aggregate:
    """A computed figure, its numerator and denominator if it is a share, how many schools it counts and leaves out."""

    number: Decimal
    schools: int
    left_out: int = 0
    count: Decimal | None = None
    total: Decimal | None = None
    doubted: int = 0  # how many of the counted values have notes that question them


def aggregate(
    indicator: Indicator, values: Iterable[Value], weights: Mapping[int, Decimal] | None = None
) -> Aggregate | None:
    """Compute the value by the indicator's rule; None if the rule is «by hand» or no value can be used.

    Used are plain numbers in the indicator's unit; for a share of sums, shares with both numerator and denominator; for
    a weighted mean, schools with a weight (`weights` by school). All other written values are counted as left out.
    """
    if indicator.rule == Rule.BY_HAND:
        return None
    stated = [current(value, indicator) for value in values if value.text]
    plain = [value for value in stated if is_plain(value)]
    used = _select_usable(indicator, plain, weights or {})
    if not used:
        return None
    number, count, total = _COMPUTATIONS[indicator.rule](indicator, used, weights or {})
    doubted = sum(bool(value.notes) for value in used)
    return Aggregate(number, len(used), len(stated) - len(used), count, total, doubted)


def _select_usable(indicator: Indicator, values: list[Value], weights: Mapping[int, Decimal]) -> list[Value]:
    if indicator.rule == Rule.SHARE_OF_SUMS:
        return [value for value in values if value.count is not None and value.total]
    if indicator.rule == Rule.WEIGHTED_MEAN:
        return [value for value in values if weights.get(value.school_id) and is_in_unit_of(indicator, value)]
    return [value for value in values if is_in_unit_of(indicator, value)]


def _sum(indicator, values, weights):
    return sum(value.number for value in values), None, None


def _share_of_sums(indicator, values, weights):
    count, total = sum(value.count for value in values), sum(value.total for value in values)
    return count / total * 100, count, total


def _weighted_mean(indicator, values, weights):
    weighed = sum(value.number * weights[value.school_id] for value in values)
    return weighed / sum(weights[value.school_id] for value in values), None, None


def _mean(indicator, values, weights):
    return sum(value.number for value in values) / len(values), None, None


def _maximum(indicator, values, weights):
    return max(value.number for value in values), None, None


def _share_of_schools(indicator, values, weights):
    """The share of schools that reach the threshold: from above, or from below if less is better."""
    if indicator.direction == Indicator.Direction.LESS_IS_BETTER:
        reached = [value for value in values if value.number <= indicator.threshold]
    else:
        reached = [value for value in values if value.number >= indicator.threshold]
    count, total = Decimal(len(reached)), Decimal(len(values))
    return count / total * 100, count, total


_COMPUTATIONS = {
    Rule.SUM: _sum,
    Rule.SHARE_OF_SUMS: _share_of_sums,
    Rule.WEIGHTED_MEAN: _weighted_mean,
    Rule.MEAN: _mean,
    Rule.MAXIMUM: _maximum,
    Rule.SHARE_OF_SCHOOLS: _share_of_schools,
}
