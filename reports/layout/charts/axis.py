"""The axis of values: round ticks that enclose every figure, computed in decimals, so exact for figures of any size."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import count, takewhile

from reports.blocks.content import Chart
from reports.layout.charts.figures_in_words import EXACT, figures_of, known

_INTERVALS = 5
_ROUND = tuple(map(Decimal, ("1", "2", "2.5", "5", "1E+1")))
# Figures that differ by a smaller part of themselves get an axis from zero: lines would only magnify noise.
_LEAST_SPREAD = Decimal("0.000001")


@dataclass(frozen=True)
class Axis:
    """An axis of at least two ticks, in ascending order."""

    ticks: tuple[Decimal, ...]

    @property
    def lowest(self) -> Decimal:
        return self.ticks[0]

    @property
    def highest(self) -> Decimal:
        return self.ticks[-1]

    @property
    def base(self) -> Decimal:
        """Return where bars begin: zero, which their axis always includes."""
        return min(max(Decimal(0), self.lowest), self.highest)

    @property
    def step(self) -> Decimal:
        return EXACT.subtract(self.ticks[1], self.ticks[0])

    def share(self, value: Decimal) -> float:
        """Return how far along the axis the value is, from 0 to 1."""
        length = EXACT.subtract(self.highest, self.lowest)
        return float(EXACT.divide(EXACT.subtract(value, self.lowest), length))


def value_axis(chart: Chart) -> Axis:
    """Return the chart's axis. It includes zero, except for lines whose figures all lie far from it."""
    limit = known(chart.limit)
    numbers = [each for series in chart.series for each in figures_of(chart, series) if each is not None]
    numbers += [] if limit is None else [limit]
    low, high = min(numbers, default=Decimal(0)), max(numbers, default=Decimal(0))
    if chart.kind != "lines" or not _is_far_from_zero(low, high):
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        high = Decimal(1)
    are_whole = all(each == EXACT.to_integral_value(each) for each in numbers)
    return Axis(_ticks(low, high, are_whole))


def _is_far_from_zero(low: Decimal, high: Decimal) -> bool:
    largest = max(EXACT.abs(low), EXACT.abs(high))
    spread = EXACT.subtract(high, low)
    return spread < EXACT.divide(largest, Decimal(2)) and spread > EXACT.multiply(largest, _LEAST_SPREAD)


def _ticks(low: Decimal, high: Decimal, are_whole: bool) -> tuple[Decimal, ...]:
    step = _round_up(EXACT.divide(EXACT.subtract(high, low), Decimal(_INTERVALS)))
    if are_whole:
        step = max(Decimal(1), step)
        step = Decimal(3) if step == Decimal("2.5") else step
    first = EXACT.divide(low, step).to_integral_value(ROUND_FLOOR, EXACT)
    last = EXACT.divide(high, step).to_integral_value(ROUND_CEILING, EXACT)
    numbers = takewhile(lambda number: number <= last, count(first))
    return tuple(EXACT.multiply(number, step) for number in numbers)


def _round_up(raw: Decimal) -> Decimal:
    power = raw.adjusted()
    return next(step for each in _ROUND if (step := EXACT.scaleb(each, power)) >= raw)
