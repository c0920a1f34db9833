"""Reads a value in per cent of the best value of all schools, which counts as 100."""

from dataclasses import dataclass, replace
from decimal import Decimal

from indicators.identification.numbers_in_words import figure, in_limits
from indicators.identification.shared.compared_value import ComparedValue, ValueState
from indicators.identification.shared.ranking import BestOfSchools
from indicators.identification.shared.value_layout import IndicatorReader, JudgedCase
from indicators.quantity.intervals import Interval
from portal.text.plurals import plural

_HUNDRED = Interval(Decimal(100), Decimal(100))


@dataclass(eq=False)
class BesideBestReader:
    """Gives value / best · 100, or, if less is better (`is_lowest`), best / value · 100."""

    source: IndicatorReader
    is_lowest: bool

    def at(self, case: JudgedCase, offset: int) -> ComparedValue:
        reading, best = self.source.at(case, offset), case.standings[self, offset]
        if reading.interval is None:
            return reading
        if best.number is None:
            return reading.without_number(ValueState.UNCLEAR, "сравнить не с чем: ни у одной школы нет числа")
        if best.number < 0 or (best.number == 0 and not self.is_lowest):
            why = f"лучшее значение {figure(best.number)}: на него не делят"
            return reading.without_number(ValueState.UNCLEAR, why)
        found, arithmetic = self._divide(reading.interval, best.number)
        if found is None:
            why = "значение может быть нулём, а на ноль не делят"
            if best.number == 0:
                why = "лучшее значение — 0, рядом с ним у любой другой школы вышло бы 0"
            return reading.without_number(ValueState.UNCLEAR, why)
        note = f"{_best_in_words(best)}{arithmetic}"
        return replace(reading, interval=found, count=None, notes=(*reading.notes, note))

    def _divide(self, value: Interval, best: Decimal) -> tuple[Interval | None, str]:
        """The value beside the best, and its calculation in words, if there was one; None if it can't be divided."""
        edge = Interval(best, best)
        if self.is_lowest and best == 0:
            return (_HUNDRED, ", это оно и есть: 100") if value == edge else (None, "")
        above, below = (edge, value) if self.is_lowest else (value, edge)
        found = above.times(Decimal(100)).divided_by(below)
        if found is None or not value.is_exact:
            return found, ""
        number, other = (in_limits(each) for each in (above, below))
        return found, f": {number} / {other} · 100 = {in_limits(found)}".replace("= ≈", "≈")


def _best_in_words(best: BestOfSchools) -> str:
    schools = plural(best.schools, "школе", "школам", "школам")
    left_out = f", без чисел {best.left_out}" if best.left_out else ""
    return f"лучшее значение — {figure(best.number)} (по {best.schools} {schools}{left_out})"
