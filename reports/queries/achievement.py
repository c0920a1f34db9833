"""To which degree a plan was achieved, in per cent, and how many indicators reached theirs."""

from collections import Counter
from dataclasses import dataclass

from indicators.models import Indicator
from roadmap.evaluation.degrees import State, Stated, degree_of
from roadmap.evaluation.format import IndicatorRules
from roadmap.evaluation.writing import number_in_words

NOT_ASSESSED = "–"
_REACHED = {State.REACHED: True, State.NOT_REACHED: False}


@dataclass(frozen=True)
class Achievement:
    """`words` as the table has them: «96,5», «–» for what is left out, nothing for what can't be told."""

    words: str = ""
    reached: bool | None = None
    is_left_out: bool = False


def achievement(plan: str | None, fact: str | None, indicator: Indicator | None) -> Achievement:
    """As an evaluation by no method of its own tells it: fact to plan, turned round where less is better, uncapped."""
    unit, direction = (indicator.unit, indicator.direction) if indicator else ("", Indicator.Direction.NEITHER)
    stated = Stated(plan or "", fact or "", unit=unit, direction=str(direction))
    degree = degree_of(stated, IndicatorRules())
    if degree.state is State.LEFT_OUT:
        return Achievement(NOT_ASSESSED if stated.plan and stated.fact else "", is_left_out=True)
    reached = _REACHED.get(degree.state)
    words = "" if degree.share is None else number_in_words(degree.share * 100)
    if reached is False and degree.share is not None and degree.share >= 1:
        words += " (не достигнут)"  # «Более 70» at 70
    return Achievement(words, reached)


def reached_sentence(label: str, achieved: list[Achievement]) -> str:
    """«2025 год: достигнуто показателей – 3 из 5, не достигнуто – 1, нельзя определить – 1.»"""
    counted = Counter(each.reached for each in achieved if not each.is_left_out)
    parts = [f"достигнуто показателей – {counted[True]} из {counted.total()}"]
    parts += [f"{words} – {counted[key]}" for key, words in ((False, "не достигнуто"), (None, "нельзя определить"))
              if counted[key]]  # fmt: skip
    return f"{label}: {', '.join(parts)}."
