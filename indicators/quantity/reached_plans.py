"""Whether a plan is reached by a fact."""

from indicators.quantity.intervals import Interval
from indicators.quantity.judged_plans import judged_plan
from indicators.quantity.quantities import Bound, NumericValue, Quantity, Range


def is_reached(plan: Quantity, fact: Quantity, direction: str, meaning: str = "") -> bool | None:
    """Whether the fact reaches the plan; None if that can't be told. `direction` and `meaning` are as in `judged_plan`.

    «Более 70» is reached by 70,5 and not by 70. If more is better, a range is reached from its lower end up and a plan
    of 0 is not judged; if less is better, a range is reached from its upper end down and a plan of 0 only at 0. With no
    direction a range is reached within it, and a value outside it is not judged. A fact that is a bound or a range
    counts only if all its values give the same answer. The count of a share is compared with a plan in people or
    pieces; other values in different units are not compared.
    """
    judged = judged_plan(plan, direction, meaning)
    plan, direction = judged.quantity, judged.direction
    if not isinstance(plan, NumericValue):
        return None
    reached, missed = _split_values(plan, direction)
    found = fact.interval_in(plan.unit)
    if reached is None or found is None:
        return None
    if found.is_within(reached):
        return True
    return False if any(found.is_within(each) for each in missed) else None


def _split_values(plan: NumericValue, direction: str) -> tuple[Interval | None, list[Interval]]:
    """The values that reach the plan, and the intervals of those that miss it; None and [] if it can't be judged."""
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
