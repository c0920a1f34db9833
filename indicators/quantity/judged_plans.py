"""Settles what a plan means before facts are compared with it: which way is better, whether it is a goal or a limit.

The catalogue's direction overrules a word: if more is better, «до 75 %» is a goal of 75, and «с 71 % до 79 %» is a way
to 79. A person who knows the indicator can say once whether such words in its plans are a goal or limits.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from indicators.quantity import doubts
from indicators.quantity.figures import shown
from indicators.quantity.quantities import Bound, Number, Previous, Quantity, Range


class PlanMeaning(StrEnum):
    """What «до 75 %» and «с 71 % до 79 %» mean in the plans of an indicator; "" if nobody has said it yet."""

    GOAL = "goal"
    LIMIT = "limit"


_WAYS = ("more", "less")
_UNTIL = re.compile(r"\bдо\b", re.IGNORECASE)
_FROM_TO = re.compile(r"\bот\b.*\bдо\b", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class JudgedPlan:
    """A plan as facts are compared with it.

    `direction` is "more" or "less", or another string if nothing says which is better. `is_word_overruled` is true if
    the catalogue's direction was preferred to the plan's own word; `asks_meaning`, if a person should say whether the
    words are a goal or limits.
    """

    quantity: Quantity
    direction: str
    doubts: tuple[str, ...] = ()
    is_word_overruled: bool = False
    asks_meaning: bool = False


def judged_plan(plan: Quantity, direction: str, meaning: str = "") -> JudgedPlan:
    """Settle a plan by the catalogue's `direction` and by `meaning`, a `PlanMeaning` or "" (see `JudgedPlan`)."""
    if way := _find_way_doubt(plan):
        return _judge_way(plan, direction, meaning, way)
    if isinstance(plan, Range) and _FROM_TO.search(plan.text):
        return _judge_range(plan, direction, meaning)
    stated = stated_direction(plan)
    if not stated:
        return JudgedPlan(plan, direction, (*plan.doubts, *_find_course_doubts(plan, direction)))
    if direction not in _WAYS:
        is_open = bool(_UNTIL.search(plan.text)) and not meaning
        if meaning == PlanMeaning.GOAL and _UNTIL.search(plan.text):
            return JudgedPlan(_build_goal(plan), "more", plan.doubts, is_word_overruled=True)
        doubted = (doubts.until_without_direction(plan.text.strip()),) if is_open else ()
        return JudgedPlan(plan, stated, (*plan.doubts, *doubted), asks_meaning=is_open)
    if stated == direction:
        return JudgedPlan(plan, direction, plan.doubts)
    if meaning == PlanMeaning.LIMIT:
        return JudgedPlan(plan, stated, plan.doubts)
    is_open = not meaning
    doubted = (doubts.word_against_direction(plan.text.strip(), shown(plan.number), direction),) if is_open else ()
    return JudgedPlan(
        _build_goal(plan), direction, (*plan.doubts, *doubted), is_word_overruled=True, asks_meaning=is_open
    )


def stated_direction(plan: Quantity) -> str:
    """Which is better by the plan's own words: "more" for «не менее 70», "less" for «не более 70», else ""."""
    if not isinstance(plan, Bound):
        return ""
    return "more" if plan.is_lower else "less"


def _build_goal(plan: Bound) -> Number:
    return Number(plan.text, plan.number, unit=plan.unit, previous=plan.previous, doubts=plan.doubts)


def _find_way_doubt(plan: Quantity) -> str:
    """The doubt that the reader left on «с 71 % до 79 %», whether it is a way or a range; "" for other plans."""
    if not isinstance(plan, Number) or plan.previous is None:
        return ""
    doubt = doubts.way_or_range(shown(plan.previous.number), shown(plan.number))
    return doubt if doubt in plan.doubts else ""


def _judge_way(plan: Number, direction: str, meaning: str, way: str) -> JudgedPlan:
    others = tuple(each for each in plan.doubts if each != way)
    if meaning == PlanMeaning.LIMIT:
        limits = Range(plan.text, plan.previous.number, plan.number, unit=plan.unit, doubts=others)
        return JudgedPlan(limits, direction, others)
    settled = replace(plan, doubts=others)
    if meaning == PlanMeaning.GOAL:
        return JudgedPlan(settled, direction, (*others, *_find_course_doubts(plan, direction)))
    return JudgedPlan(plan, direction, (*plan.doubts, *_find_course_doubts(plan, direction)), asks_meaning=True)


def _judge_range(plan: Range, direction: str, meaning: str) -> JudgedPlan:
    """Settle «от 71 % до 79 %»: a range, unless `meaning` says that it is a way to its end.

    The reader has turned a falling one («от 79 % до 71 %») round; as a way it is turned back.
    """
    low, high = plan.number, plan.upper
    if meaning == PlanMeaning.GOAL:
        falls = doubts.reversed_range(shown(low), shown(high)) in plan.doubts
        start, end = (high, low) if falls else (low, high)
        goal = Number(plan.text, end, unit=plan.unit, previous=Previous("", start))
        others = tuple(each for each in plan.doubts if each != doubts.reversed_range(shown(low), shown(high)))
        return JudgedPlan(replace(goal, doubts=others), direction, (*others, *_find_course_doubts(goal, direction)))
    is_open = not meaning
    doubted = (doubts.range_or_way(shown(low), shown(high)),) if is_open else ()
    return JudgedPlan(plan, direction, (*plan.doubts, *doubted), asks_meaning=is_open)


def _find_course_doubts(plan: Quantity, direction: str) -> tuple[str, ...]:
    """A doubt about a plan whose earlier value was better already: «с 79 % до 71 %» where more is better."""
    if direction not in _WAYS or not isinstance(plan, Number) or plan.previous is None:
        return ()
    before, after = plan.previous.number, plan.number
    if before == after or (after > before) == (direction == "more"):
        return ()
    return (doubts.plan_gets_worse(shown(before), shown(after), direction),)
