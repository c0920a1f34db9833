"""What a written value can mean: one class for each, and `Quantity` for any of them."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar

from indicators.quantity.intervals import Interval
from indicators.quantity.units import PERCENT, is_counted_in_whole, units_agree


@dataclass(frozen=True)
class Previous:
    """The value of an earlier period that stands in brackets: «63 балла (в 2017-2018г – 69)»."""

    period: str  # «2024», «2017-2018», or "" for «было 61»
    number: Decimal


@dataclass(frozen=True)
class WrittenValue:
    """A value as it is written; `doubts` are sentences for the person who typed it. Each kind of value adds its own."""

    kind: ClassVar[str]  # as JSON has it

    text: str
    doubts: tuple[str, ...] = field(default=(), kw_only=True)

    def __str__(self) -> str:
        return self.text

    def interval_in(self, unit: str) -> Interval | None:
        """The numbers that the value may be in that unit; None where they can't be told in it."""
        return None

    def as_json(self) -> dict:
        """The meaning without the text, each kind with the same keys, figures as strings with a decimal point."""
        return _NOTHING_MEANT | {"kind": self.kind, "doubts": list(self.doubts)} | self._own_json()

    def _own_json(self) -> dict:
        return {}


class Empty(WrittenValue):
    """Nothing is written."""

    kind = "empty"


class NotApplicable(WrittenValue):
    """«-», «х», «не оценивается»: no value is due here."""

    kind = "not_applicable"


class NoData(WrittenValue):
    """«н/д», «…»: a value is due and is not known."""

    kind = "no_data"


class PlainText(WrittenValue):
    """Words, and whatever is not understood as a whole."""

    kind = "text"


@dataclass(frozen=True)
class MeasuredValue(WrittenValue):
    """In a unit: the cell's own by the name of the portal («балл» for «балла»), else the indicator's as it was given.

    `previous` is the value of an earlier period that stands beside it.
    """

    unit: str = field(default="", kw_only=True)
    previous: Previous | None = field(default=None, kw_only=True)

    def is_in(self, unit: str) -> bool:
        """Whether its numbers are numbers of that unit; without a unit of its own, or of the other's, they are."""
        return units_agree(self.unit, unit)

    def _own_json(self) -> dict:
        previous = self.previous and {"period": self.previous.period, "number": _plain(self.previous.number)}
        return {"unit": self.unit, "previous": previous}


@dataclass(frozen=True)
class NumericValue(MeasuredValue):
    """What has a number to compare and to calculate with."""

    number: Decimal

    @property
    def interval(self) -> Interval:
        """The numbers that it may be, in its own unit."""
        return Interval(self.number, self.number)

    def interval_in(self, unit: str) -> Interval | None:
        return self.interval if self.is_in(unit) else None

    def _own_json(self) -> dict:
        return super()._own_json() | {"number": _plain(self.number)}


class Number(NumericValue):
    """«63», «7 чел.»."""

    kind = "number"


@dataclass(frozen=True)
class Bound(NumericValue):
    """«не менее 70»: all numbers for which the comparison with `number` holds."""

    kind = "bound"

    comparison: str

    @property
    def is_lower(self) -> bool:
        return self.comparison.startswith(">")

    @property
    def interval(self) -> Interval:
        if self.is_lower:
            return Interval(low=self.number, is_low_open=self.comparison == ">")
        return Interval(high=self.number, is_high_open=self.comparison == "<")

    def _own_json(self) -> dict:
        return super()._own_json() | {"comparison": self.comparison}


@dataclass(frozen=True)
class Range(NumericValue):
    """«70–80»: from `number` to `upper`, both belonging to it."""

    kind = "range"

    upper: Decimal

    @property
    def interval(self) -> Interval:
        return Interval(self.number, self.upper)

    def _own_json(self) -> dict:
        return super()._own_json() | {"upper": _plain(self.upper)}


@dataclass(frozen=True)
class Share(NumericValue):
    """«12 из 40», «1 (9%)»: `number` per cent, `count` out of `total` where that is said."""

    kind = "share"

    count: Decimal
    total: Decimal | None = None
    unit: str = field(default=PERCENT, kw_only=True)

    def interval_in(self, unit: str) -> Interval | None:
        return super().interval_in(unit) or _count_in(unit, self.count)

    def _own_json(self) -> dict:
        return super()._own_json() | {"count": _plain(self.count), "total": _plain(self.total)}


@dataclass(frozen=True)
class ShareOfNothing(MeasuredValue):
    """«0 из 0»: a share that has no number, for nobody is counted."""

    kind = "share"

    count: Decimal
    total: Decimal
    unit: str = field(default=PERCENT, kw_only=True)

    def interval_in(self, unit: str) -> Interval | None:
        return None if self.is_in(unit) else _count_in(unit, self.count)

    def _own_json(self) -> dict:
        return super()._own_json() | {"count": _plain(self.count), "total": _plain(self.total)}


Quantity = Number | Bound | Range | Share | ShareOfNothing | NotApplicable | NoData | Empty | PlainText

_NOTHING_MEANT = {
    **{"kind": None, "number": None, "upper": None, "comparison": None, "unit": ""},
    **{"count": None, "total": None, "previous": None, "doubts": []},
}


def _count_in(unit: str, count: Decimal) -> Interval | None:
    """The people or pieces of a share, where the unit counts such."""
    return Interval(count, count) if is_counted_in_whole(unit) else None


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")
