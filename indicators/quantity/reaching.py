"""Whether a plan is reached by a fact."""

from dataclasses import dataclass
from decimal import Decimal

from indicators import units
from indicators.quantity.meaning import Kind, Quantity

_ENDLESS = Decimal("Infinity")
_VALUES = (Kind.NUMBER, Kind.BOUND, Kind.RANGE, Kind.SHARE)


@dataclass(frozen=True)
class _Interval:
    low: Decimal = -_ENDLESS
    high: Decimal = _ENDLESS
    is_low_open: bool = False
    is_high_open: bool = False

    def is_within(self, other: "_Interval") -> bool:
        above = self.low > other.low or (self.low == other.low and (self.is_low_open or not other.is_low_open))
        below = self.high < other.high or (self.high == other.high and (self.is_high_open or not other.is_high_open))
        return above and below


def is_reached(plan: Quantity, fact: Quantity, direction: str) -> bool | None:
    """Whether the fact reaches the plan; None where that can't be told.

    `direction` is the indicator's: "more" or "less" is better, or "neither". «Более 70» is reached by 70,5 and not
    by 70: a comparison written in the plan overrides the direction. A range is reached from its lower bound up, of a
    decreasing indicator from its upper bound down; without a direction a value beyond its end is not judged. A plan
    of 0 is reached only at 0 by a decreasing indicator and not assessed of a growing one. A fact that is itself a
    bound or a range counts where each value in it would give the same answer. A fact with a count is compared by
    it with a plan in people or pieces; other different units are not compared.
    """
    if plan.kind not in _VALUES or fact.kind not in _VALUES or plan.number is None:
        return None
    reached, missed = _judgement(plan, direction)
    found = _interval_in_unit(fact, plan.unit)
    if reached is None or found is None:
        return None
    if found.is_within(reached):
        return True
    return False if any(found.is_within(each) for each in missed) else None


def _judgement(plan: Quantity, direction: str) -> tuple[_Interval | None, list[_Interval]]:
    """The values that reach the plan, and those that don't."""
    if plan.kind is Kind.BOUND:
        reached = _interval(plan)
    elif direction == "less":
        reached = _Interval(high=plan.number if plan.upper is None else plan.upper)
    elif plan.kind is Kind.RANGE:
        reached = _interval(plan) if direction == "neither" else _Interval(low=plan.number)
    elif direction == "more" and plan.number != 0:
        reached = _Interval(low=plan.number)
    else:
        return None, []
    below = _Interval(high=reached.low, is_high_open=not reached.is_low_open)
    above = _Interval(low=reached.high, is_low_open=not reached.is_high_open)
    return reached, [below] if plan.kind is Kind.RANGE and direction == "neither" else [below, above]


def _interval(quantity: Quantity) -> _Interval:
    if quantity.kind is Kind.RANGE:
        return _Interval(quantity.number, quantity.upper)
    if quantity.kind is Kind.BOUND and quantity.comparison.startswith(">"):
        return _Interval(low=quantity.number, is_low_open=quantity.comparison == ">")
    if quantity.kind is Kind.BOUND:
        return _Interval(high=quantity.number, is_high_open=quantity.comparison == "<")
    return _Interval(quantity.number, quantity.number)


def _interval_in_unit(fact: Quantity, unit: str) -> _Interval | None:
    if not fact.unit or not unit or units.read_measure(unit).is_like(units.read_measure(fact.unit).name):
        return None if fact.number is None else _interval(fact)
    if fact.count is not None and units.is_counted_in_whole(unit):
        return _Interval(fact.count, fact.count)
    return None
