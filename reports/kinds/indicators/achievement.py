"""Counts the degree to which a fact achieves its plan, in per cent, and how many indicators reached their plans."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indicators.catalogue.models import Indicator
from roadmap.evaluation.degrees import AchievementState, IndicatorRules, StatedIndicator, degree_of
from roadmap.evaluation.rounded_figures import number_in_words
from roadmap.targets.queries.doubts import JudgedText, ValueDoubt, doubts_of

NOT_ASSESSED = "–"
_REACHED = {AchievementState.REACHED: True, AchievementState.NOT_REACHED: False}


@dataclass(frozen=True)
class PlanAchievement:
    """How far a plan was achieved.

    `words` stand in the table: «96,5», «–» where the indicator is left out, empty where nothing can be told.
    `reached` is None where it can't be told.
    """

    words: str = ""
    reached: bool | None = None
    is_left_out: bool = False
    doubts: tuple[ValueDoubt, ...] = ()


def achievement(
    plan: str | None, fact: str | None, indicator: Indicator | None, notes: Sequence[str] = ()
) -> PlanAchievement:
    """Return the degree as an evaluation with default rules has it: fact divided by plan, not capped at 100 %.

    Where less is better, plan is divided by fact. `notes` are the questions asked about the fact when it was entered.
    """
    stated = StatedIndicator(plan or "", fact or "")
    if indicator:
        own = {"unit": indicator.unit, "direction": indicator.direction, "meaning": indicator.plan_words}
        stated = replace(stated, **own)
    degree = degree_of(stated, IndicatorRules())
    if degree.state is AchievementState.LEFT_OUT:
        return PlanAchievement(NOT_ASSESSED if stated.plan and stated.fact else "", is_left_out=True)
    reached = _REACHED.get(degree.state)
    words = "" if degree.share is None else number_in_words(degree.share * 100)
    if reached is False and degree.share is not None and degree.share >= 1:
        words += " (не достигнут)"  # a plan of «Более 70» with a fact of 70
    values = [JudgedText("план", stated.plan, is_plan=True), JudgedText("факт", stated.fact, notes=notes)]
    doubts = doubts_of(indicator, values) if stated.plan and stated.fact else ()
    return PlanAchievement(words, reached, doubts=doubts)


def reached_sentence(label: str, achieved: list[PlanAchievement]) -> str:
    """Sum up a period: «2025 год: достигнуто показателей – 3 из 5, не достигнуто – 1, нельзя определить – 1.»"""
    counted = Counter(each.reached for each in achieved if not each.is_left_out)
    parts = [f"достигнуто показателей – {counted[True]} из {counted.total()}"]
    parts += [f"{words} – {counted[key]}" for key, words in ((False, "не достигнуто"), (None, "нельзя определить"))
              if counted[key]]  # fmt: skip
    return f"{label}: {', '.join(parts)}."
