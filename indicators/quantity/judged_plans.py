"""A plan as facts are judged by it: which way is better, what its words mean then, and what is doubtful in them.

The catalogue's direction wins over a word: «до 75 %» of an indicator of which more is better is a goal of 75, and
«с 71 % до 79 %» is a way to 79. Whoever knows the indicator says once whether such words are a goal or limits.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from indicators.quantity import doubts
from indicators.quantity.figures import shown
from indicators.quantity.quantities import Bound, Number, Previous, Quantity, Range


class PlanMeaning(StrEnum):
    """What «до 75 %» and «с 71 % до 79 %» mean in the plans of an indicator; "" where nobody has said it."""

    GOAL = "goal"
    LIMIT = "limit"


_WAYS = ("more", "less")
_UNTIL = re.compile(r"\bдо\b", re.IGNORECASE)
_FROM_TO = re.compile(r"\bот\b.*\bдо\b", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class JudgedPlan:
    """`direction` is "more", "less", or neither of them where nothing says it.

    `is_word_overruled`: what the plan compares by its word is judged by the catalogue's direction. `asks_meaning`: a
    person must say whether its words are a goal or limits.
    """

    quantity: Quantity
    direction: str
    doubts: tuple[str, ...] = ()
    is_word_overruled: bool = False
    asks_meaning: bool = False


def judged_plan(plan: Quantity, direction: str, meaning: str = "") -> JudgedPlan:
    """`direction` is the catalogue's, `meaning` what a person has said of such words in its plans."""
    if way := _way_doubt(plan):
        return _judged_way(plan, direction, meaning, way)
    if isinstance(plan, Range) and _FROM_TO.search(plan.text):
        return _judged_range(plan, direction, meaning)
    stated = stated_direction(plan)
    if not stated:
        return JudgedPlan(plan, direction, (*plan.doubts, *_course_doubts(plan, direction)))
    if direction not in _WAYS:
        is_open = bool(_UNTIL.search(plan.text)) and not meaning
        if meaning == PlanMeaning.GOAL and _UNTIL.search(plan.text):
            return JudgedPlan(_goal(plan), "more", plan.doubts, is_word_overruled=True)
        doubted = (doubts.until_without_direction(plan.text.strip()),) if is_open else ()
        return JudgedPlan(plan, stated, (*plan.doubts, *doubted), asks_meaning=is_open)
    if stated == direction:
        return JudgedPlan(plan, direction, plan.doubts)
    if meaning == PlanMeaning.LIMIT:
        return JudgedPlan(plan, stated, plan.doubts)
    is_open = not meaning
    doubted = (doubts.word_against_direction(plan.text.strip(), shown(plan.number), direction),) if is_open else ()
    return JudgedPlan(_goal(plan), direction, (*plan.doubts, *doubted), is_word_overruled=True, asks_meaning=is_open)


def stated_direction(plan: Quantity) -> str:
    """What is better by the plan's own words, «more» or «less»; "" where it doesn't say."""
    return "" if not isinstance(plan, Bound) else "more" if plan.is_lower else "less"


def _goal(plan: Bound) -> Number:
    return Number(plan.text, plan.number, unit=plan.unit, previous=plan.previous, doubts=plan.doubts)


def _way_doubt(plan: Quantity) -> str:
    """The reader's own doubt whether «с 71 % до 79 %» is a way or a range; "" of other plans."""
    if not isinstance(plan, Number) or plan.previous is None:
        return ""
    doubt = doubts.way_or_range(shown(plan.previous.number), shown(plan.number))
    return doubt if doubt in plan.doubts else ""


def _judged_way(plan: Number, direction: str, meaning: str, way: str) -> JudgedPlan:
    others = tuple(each for each in plan.doubts if each != way)
    if meaning == PlanMeaning.LIMIT:
        limits = Range(plan.text, plan.previous.number, plan.number, unit=plan.unit, doubts=others)
        return JudgedPlan(limits, direction, others)
    settled = replace(plan, doubts=others)
    if meaning == PlanMeaning.GOAL:
        return JudgedPlan(settled, direction, (*others, *_course_doubts(plan, direction)))
    return JudgedPlan(plan, direction, (*plan.doubts, *_course_doubts(plan, direction)), asks_meaning=True)


def _judged_range(plan: Range, direction: str, meaning: str) -> JudgedPlan:
    """«от 71 % до 79 %» is a range, but may be meant as a way; where it falls, its end was read as its beginning."""
    low, high = plan.number, plan.upper
    if meaning == PlanMeaning.GOAL:
        falls = doubts.reversed_range(shown(low), shown(high)) in plan.doubts
        start, end = (high, low) if falls else (low, high)
        goal = Number(plan.text, end, unit=plan.unit, previous=Previous("", start))
        others = tuple(each for each in plan.doubts if each != doubts.reversed_range(shown(low), shown(high)))
        return JudgedPlan(replace(goal, doubts=others), direction, (*others, *_course_doubts(goal, direction)))
    is_open = not meaning
    doubted = (doubts.range_or_way(shown(low), shown(high)),) if is_open else ()
    return JudgedPlan(plan, direction, (*plan.doubts, *doubted), asks_meaning=is_open)


def _course_doubts(plan: Quantity, direction: str) -> tuple[str, ...]:
    """A plan beside an earlier value that was better already: «с 79 % до 71 %» where more is better."""
    if direction not in _WAYS or not isinstance(plan, Number) or plan.previous is None:
        return ()
    before, after = plan.previous.number, plan.number
    if before == after or (after > before) == (direction == "more"):
        return ()
    return (doubts.plan_gets_worse(shown(before), shown(after), direction),)
