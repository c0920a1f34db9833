"""Whether a plan is reached by a fact."""

from indicators.quantity.intervals import Interval
from indicators.quantity.judged_plans import judged_plan
from indicators.quantity.quantities import Bound, NumericValue, Quantity, Range


def is_reached(plan: Quantity, fact: Quantity, direction: str, meaning: str = "") -> bool | None:
    """Whether the fact reaches the plan; None where that can't be told.

    `direction` is the indicator's: "more" or "less" is better, or neither of them is said. «Более 70» is reached by
    70,5 and not by 70; «до 75» of an indicator of which more is better is a goal of 75 (`judged_plan`, which also
    says what `meaning` is). A range is reached from its lower bound up, of a
    decreasing indicator from its upper bound down; without a direction a value beyond its end is not judged. A plan
    of 0 is reached only at 0 by a decreasing indicator and not assessed of a growing one. A fact that is itself a
    bound or a range counts where each value in it would give the same answer. A fact with a count is compared by
    it with a plan in people or pieces; other different units are not compared.
    """
    judged = judged_plan(plan, direction, meaning)
    plan, direction = judged.quantity, judged.direction
    if not isinstance(plan, NumericValue):
        return None
    reached, missed = _judgement(plan, direction)
    found = fact.interval_in(plan.unit)
    if reached is None or found is None:
        return None
    if found.is_within(reached):
        return True
    return False if any(found.is_within(each) for each in missed) else None


def _judgement(plan: NumericValue, direction: str) -> tuple[Interval | None, list[Interval]]:
    """The values that reach the plan, and those that don't."""
    within = isinstance(plan, Range) and direction not in ("more", "less")
    if isinstance(plan, Bound) or within:
        reached = plan.interval
    elif direction == "less":
        reached = Interval(high=plan.interval.high)
    elif isinstance(plan, Range) or (direction == "more" and plan.number != 0):
        reached = Interval(low=plan.number)
    else:
        return None, []
    below = Interval(high=reached.low, is_high_open=not reached.is_low_open)
    above = Interval(low=reached.high, is_low_open=not reached.is_high_open)
    return reached, [below] if within else [below, above]
