"""Intervals of numbers, for values known only within limits: «более 70» is any number above 70, «63» is 63 alone."""

from dataclasses import dataclass
from decimal import Decimal

ENDLESS = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `low` to `high`; an open end does not belong to it.

    A comparison with a threshold has three answers: True if every number of the interval fulfils it, False if none
    does, None if some do and some do not.
    """

    low: Decimal = -ENDLESS
    high: Decimal = ENDLESS
    is_low_open: bool = False
    is_high_open: bool = False

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    def is_within(self, other: "Interval") -> bool:
        above = self.low > other.low or (self.low == other.low and (self.is_low_open or not other.is_low_open))
        below = self.high < other.high or (self.high == other.high and (self.is_high_open or not other.is_high_open))
        return above and below

    def is_at_least(self, threshold: Decimal) -> bool | None:
        if self.low >= threshold:
            return True
        return False if self.high < threshold or (self.high == threshold and self.is_high_open) else None

    def is_above(self, threshold: Decimal) -> bool | None:
        if self.low > threshold or (self.low == threshold and self.is_low_open):
            return True
        return False if self.high <= threshold else None

    def is_below(self, threshold: Decimal) -> bool | None:
        if self.high < threshold or (self.high == threshold and self.is_high_open):
            return True
        return False if self.low >= threshold else None

    def is_at_most(self, threshold: Decimal) -> bool | None:
        if self.high <= threshold:
            return True
        return False if self.low > threshold or (self.low == threshold and self.is_low_open) else None

    def is_between(self, lowest: Decimal, highest: Decimal) -> bool | None:
        answers = self.is_at_least(lowest), self.is_at_most(highest)
        if False in answers:
            return False
        return None if None in answers else True

    def is_zero(self) -> bool | None:
        return self.is_between(Decimal(0), Decimal(0))

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.is_low_open or other.is_low_open,
            self.is_high_open or other.is_high_open,
        )

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low, self.is_high_open, self.is_low_open)

    def __sub__(self, other: "Interval") -> "Interval":
        return self + -other

    def times(self, factor: Decimal) -> "Interval":
        """The interval multiplied by a factor, which must not be negative."""
        if factor == 0:
            return Interval(Decimal(0), Decimal(0))
        return Interval(self.low * factor, self.high * factor, self.is_low_open, self.is_high_open)

    def divided_by(self, other: "Interval") -> "Interval | None":
        """The interval of all quotients; None if the divisor may be zero or negative."""
        if other.low < 0 or (other.low == 0 and not other.is_low_open):
            return None
        low, is_low_open = _quotient(self.low, self.is_low_open, other, is_lower=True)
        high, is_high_open = _quotient(self.high, self.is_high_open, other, is_lower=False)
        return Interval(low, high, is_low_open, is_high_open)


def _quotient(edge: Decimal, is_open: bool, divisor: Interval, *, is_lower: bool) -> tuple[Decimal, bool]:
    """One end of a quotient, and whether that end is open.

    The edge is divided by the end of the divisor that moves it furthest outwards: down for a lower edge, up for an
    upper one.
    """
    if edge == 0:
        return edge, is_open
    if (edge > 0) == is_lower:
        return edge / divisor.high, is_open or divisor.is_high_open or not divisor.high.is_finite()
    if divisor.low == 0:
        return ENDLESS.copy_sign(edge), True
    return edge / divisor.low, is_open or divisor.is_low_open
