"""To which degree a plan was achieved, in per cent, and how many indicators reached theirs."""

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
    """`words` as the table has them: «96,5», «–» for what is left out, nothing for what can't be told."""

    words: str = ""
    reached: bool | None = None
    is_left_out: bool = False
    doubts: tuple[ValueDoubt, ...] = ()


def achievement(
    plan: str | None, fact: str | None, indicator: Indicator | None, notes: Sequence[str] = ()
) -> PlanAchievement:
    """As an evaluation by no method of its own tells it: fact to plan, turned round where less is better, uncapped."""
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
        words += " (не достигнут)"  # «Более 70» at 70
    values = [JudgedText("план", stated.plan, is_plan=True), JudgedText("факт", stated.fact, notes=notes)]
    doubts = doubts_of(indicator, values) if stated.plan and stated.fact else ()
    return PlanAchievement(words, reached, doubts=doubts)


def reached_sentence(label: str, achieved: list[PlanAchievement]) -> str:
    """«2025 год: достигнуто показателей – 3 из 5, не достигнуто – 1, нельзя определить – 1.»"""
    counted = Counter(each.reached for each in achieved if not each.is_left_out)
    parts = [f"достигнуто показателей – {counted[True]} из {counted.total()}"]
    parts += [f"{words} – {counted[key]}" for key, words in ((False, "не достигнуто"), (None, "нельзя определить"))
              if counted[key]]  # fmt: skip
    return f"{label}: {', '.join(parts)}."
