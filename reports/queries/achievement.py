"""To which degree a plan was achieved, in per cent, and how many indicators reached theirs."""

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from indicators.models import Indicator
from indicators.quantity import Kind, Quantity, is_reached, read_quantity, write_number
from indicators.quantity.intervals import interval_in_unit

NOT_ASSESSED = "–"
_TENTH = Decimal("0.1")
_WITHOUT = (Kind.EMPTY, Kind.NO_DATA)


@dataclass(frozen=True)
class Achievement:
    """`words` as the table has them: «96,5», «–» for what is left out, nothing for what can't be told."""

    words: str = ""
    reached: bool | None = None
    is_left_out: bool = False


def achievement(plan: str | None, fact: str | None, indicator: Indicator | None) -> Achievement:
    """Fact to plan of a growing indicator, plan to fact of a decreasing one; text isn't calculated.

    A comparison in the plan overrides the indicator's direction, an interval is reached from its better bound. Plan 0
    is reached by 0 where less is better, and not assessed where more is.
    """
    unit, direction = (indicator.unit, indicator.direction) if indicator else ("", "neither")
    planned, found = read_quantity(plan or "", unit), read_quantity(fact or "", unit)
    if Kind.NOT_APPLICABLE in (planned.kind, found.kind):
        return Achievement(NOT_ASSESSED, is_left_out=True)
    if planned.kind in _WITHOUT:
        return Achievement(is_left_out=True)
    if planned.kind is Kind.BOUND:
        direction = "more" if planned.comparison.startswith(">") else "less"
    edge = planned.upper if planned.upper is not None and direction == "less" else planned.number
    if edge == 0 and direction == "more" and planned.comparison != ">":
        return Achievement(NOT_ASSESSED, is_left_out=True)
    reached = is_reached(planned, found, direction)
    return Achievement(_per_cent(edge, planned, found, direction, reached=reached), reached)


def _per_cent(
    edge: Decimal | None, plan: Quantity, fact: Quantity, direction: str, *, reached: bool | None
) -> str:  # fmt: skip
    measured = interval_in_unit(fact, plan.unit) if fact.kind in (Kind.NUMBER, Kind.SHARE) else None
    if edge is None or measured is None or direction == "neither" or edge < 0 or measured.low < 0:
        return ""
    if edge == 0:
        return "100" if reached else "0"
    if direction == "less" and not measured.low:
        return "100"
    share = edge / measured.low if direction == "less" else measured.low / edge
    # What isn't reached is never rounded up to 100.
    shown = (share * 100).quantize(_TENTH, ROUND_DOWN if share < 1 and share > Decimal("0.99") else ROUND_HALF_UP)
    words = write_number(shown.normalize() + 0 if shown % 10 else shown.quantize(Decimal(1)))
    return f"{words} (не достигнут)" if shown >= 100 and reached is False else words


def reached_sentence(label: str, achieved: list[Achievement]) -> str:
    """«2025 год: достигнуто показателей – 3 из 5, не достигнуто – 1, нельзя определить – 1.»"""
    counted = Counter(each.reached for each in achieved if not each.is_left_out)
    parts = [f"достигнуто показателей – {counted[True]} из {counted.total()}"]
    parts += [f"{words} – {counted[key]}" for key, words in ((False, "не достигнуто"), (None, "нельзя определить"))
              if counted[key]]  # fmt: skip
    return f"{label}: {', '.join(parts)}."
