"""Whether a plan is reached by a fact."""

from indicators.quantity.intervals import Interval, interval_in_unit
from indicators.quantity.meaning import Kind, Quantity

_VALUES = (Kind.NUMBER, Kind.BOUND, Kind.RANGE, Kind.SHARE)


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
    found = interval_in_unit(fact, plan.unit)
    if reached is None or found is None:
        return None
    if found.is_within(reached):
        return True
    return False if any(found.is_within(each) for each in missed) else None


def _judgement(plan: Quantity, direction: str) -> tuple[Interval | None, list[Interval]]:
    """The values that reach the plan, and those that don't."""
    if plan.kind is Kind.BOUND:
        reached = Interval.of(plan)
    elif direction == "less":
        reached = Interval(high=plan.number if plan.upper is None else plan.upper)
    elif plan.kind is Kind.RANGE:
        reached = Interval.of(plan) if direction == "neither" else Interval(low=plan.number)
    elif direction == "more" and plan.number != 0:
        reached = Interval(low=plan.number)
    else:
        return None, []
    below = Interval(high=reached.low, is_high_open=not reached.is_low_open)
    above = Interval(low=reached.high, is_low_open=not reached.is_high_open)
    return reached, [below] if plan.kind is Kind.RANGE and direction == "neither" else [below, above]
