"""Where a school stands among the others of its municipality: what rankings and comparisons with the mean need."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from decimal import Decimal

from indicators.identification.shared.compared_value import ComparedValue, ValueState
from indicators.quantity.intervals import Interval

_UNKNOWN = Interval()
# Shares are read to four decimals: what is nearer together than this differs by rounding alone.
ROUNDING = Decimal("0.0002")


@dataclass
class SchoolRanking:
    """All schools' values as the edges of their intervals; a school whose value is not known may stand anywhere.

    An edge is paired with −1 or 1 where it doesn't belong to the interval: so pairs sort as the values beside them.
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
        """How many schools have less than this one: at least, at most."""
        surely = bisect_left(self.highs, _low(interval))
        possibly = bisect_left(self.lows, (interval.high, -1))
        return surely, possibly - (interval.low < interval.high)

    def above(self, interval: Interval) -> tuple[int, int]:
        surely = len(self.lows) - bisect_right(self.lows, _high(interval))
        possibly = len(self.highs) - bisect_left(self.highs, (interval.low, 2))
        return surely, possibly - (interval.low < interval.high)


def _low(interval: Interval) -> tuple[Decimal, int]:
    return interval.low, 1 if interval.is_low_open else 0


def _high(interval: Interval) -> tuple[Decimal, int]:
    return interval.high, -1 if interval.is_high_open else 0


@dataclass
class SchoolMean:
    """Over schools whose value is one number; `pooled`: of their summed parts. The others are counted as left out.

    So are those of whose pupils too few took part: what is no value of the school is none of the municipality's.
    `keeps_numbers`: those of the schools, to tell how far they spread.
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
        """The standard deviation: of all schools, or, of them as a sample, by one less; None of a single one then."""
        divisor = self.schools - is_sample
        if divisor < 1:
            return None
        found = (self.squares / divisor).sqrt()
        return Decimal(0) if found < ROUNDING else found


@dataclass
class BestOfSchools:
    """The highest value of a school, or the lowest, of those that are one number; the others are counted."""

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
