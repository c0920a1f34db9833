"""Collects the values of all schools of a municipality, for rankings and for comparisons with the mean or the best."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from decimal import Decimal

from indicators.identification.shared.compared_value import ComparedValue, ValueState
from indicators.quantity.intervals import Interval

_UNKNOWN = Interval()
# Values nearer together than this differ by rounding only.
ROUNDING = Decimal("0.0002")


@dataclass
class SchoolRanking:
    """The ends of the intervals of all schools' values; a school whose value is not known may stand anywhere.

    Each end is paired with 0, or with −1 (a high one) or 1 (a low one) if it is open, so that pairs sort as the values
    just inside the interval.
    """

    lows: list[tuple[Decimal, int]] = field(default_factory=list)
    highs: list[tuple[Decimal, int]] = field(default_factory=list)

    def add(self, reading: ComparedValue) -> None:
        if reading.state.applies:
            interval = reading.interval or _UNKNOWN
            self.lows.append(_low(interval))
            self.highs.append(_high(interval))

    def settle(self) -> None:
        self.lows.sort()
        self.highs.sort()

    @property
    def schools(self) -> int:
        return len(self.lows)

    def below(self, interval: Interval) -> tuple[int, int]:
        """How many schools have less than this one: at least, and at most."""
        surely = bisect_left(self.highs, _low(interval))
        possibly = bisect_left(self.lows, (interval.high, -1))
        return surely, possibly - (interval.low < interval.high)

    def above(self, interval: Interval) -> tuple[int, int]:
        """How many schools have more than this one: at least, and at most."""
        surely = len(self.lows) - bisect_right(self.lows, _high(interval))
        possibly = len(self.highs) - bisect_left(self.highs, (interval.low, 2))
        return surely, possibly - (interval.low < interval.high)


def _low(interval: Interval) -> tuple[Decimal, int]:
    return interval.low, 1 if interval.is_low_open else 0


def _high(interval: Interval) -> tuple[Decimal, int]:
    return interval.high, -1 if interval.is_high_open else 0


@dataclass
class SchoolMean:
    """The mean over the schools whose value is one number; other schools to which it applies are counted as left out.

    If `pooled`, it is the share of summed numerators in summed denominators. Schools with too few participants are
    left out too. If `keeps_numbers`, the schools' numbers are kept for their standard deviation.
    """

    pooled: bool = False
    keeps_numbers: bool = False
    numbers: list[Decimal] = field(default_factory=list)
    count: Decimal = Decimal(0)
    total: Decimal = Decimal(0)
    schools: int = 0
    left_out: int = 0

    def add(self, reading: ComparedValue) -> None:
        if not reading.state.applies:
            return
        if self.pooled and reading.state is ValueState.VALUE and reading.count is not None and reading.total:
            self._add(reading.count * 100, reading.total)
        elif not self.pooled and reading.interval and reading.interval.is_exact:
            self._add(reading.interval.low, Decimal(1))
        else:
            self.left_out += 1

    def _add(self, count: Decimal, total: Decimal) -> None:
        self.count += count
        self.total += total
        self.schools += 1
        if self.keeps_numbers:
            self.numbers.append(count)

    def settle(self) -> None:
        self.figure = self.count / self.total if self.total else None
        self.squares = sum(((number - self.figure) ** 2 for number in self.numbers), Decimal(0))

    def deviation(self, *, is_sample: bool) -> Decimal | None:
        """The standard deviation of all schools (divisor n), or of them as a sample (divisor n − 1).

        None if the divisor would be zero.
        """
        divisor = self.schools - is_sample
        if divisor < 1:
            return None
        found = (self.squares / divisor).sqrt()
        return Decimal(0) if found < ROUNDING else found


@dataclass
class BestOfSchools:
    """The highest value of a school (the lowest if `is_lowest`) among those that are one number.

    Schools without one number are counted as left out.
    """

    is_lowest: bool
    number: Decimal | None = None
    schools: int = 0
    left_out: int = 0

    def add(self, reading: ComparedValue) -> None:
        if reading.interval and reading.interval.is_exact:
            number = reading.interval.low
            is_better = self.number is None or (number < self.number if self.is_lowest else number > self.number)
            self.number = number if is_better else self.number
            self.schools += 1
        elif reading.state.applies:
            self.left_out += 1
