"""The kinds of meaning a written value can have: one class for each kind, and `Quantity` for any of them."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar

from indicators.quantity.intervals import Interval
from indicators.quantity.units import PERCENT, is_counted_in_whole, units_agree


@dataclass(frozen=True)
class Previous:
    """The value of an earlier period that is written beside the value: «63 балла (в 2017-2018г – 69)»."""

    period: str  # «2024», «2017-2018», or "" for «было 61»
    number: Decimal


@dataclass(frozen=True)
class WrittenValue:
    """The base of all kinds: the text as it was typed, and `doubts`, sentences for the person who typed it."""

    kind: ClassVar[str]  # the kind's name in JSON

    text: str
    doubts: tuple[str, ...] = field(default=(), kw_only=True)

    def __str__(self) -> str:
        return self.text

    def interval_in(self, unit: str) -> Interval | None:
        """The interval of numbers the value may stand for in that unit; None if it has no number in that unit."""
        return None

    def as_json(self) -> dict:
        """The meaning without the text; every kind has the same keys, and figures are strings with a decimal point."""
        return _EMPTY_JSON | {"kind": self.kind, "doubts": list(self.doubts)} | self._own_json()

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
    """Words, and any other text that the rules do not understand as a whole; no number is read from it."""

    kind = "text"


@dataclass(frozen=True)
class MeasuredValue(WrittenValue):
    """A value in a unit, perhaps with the value of an earlier period (`previous`) written beside it.

    `unit` is the one written in the cell, under the portal's name for it («балл» for «балла»); if the cell names none,
    it is the indicator's unit as that was given.
    """

    unit: str = field(default="", kw_only=True)
    previous: Previous | None = field(default=None, kw_only=True)

    def is_in(self, unit: str) -> bool:
        """Return whether the value is measured in that unit; also true if the value or the caller names no unit."""
        return units_agree(self.unit, unit)

    def _own_json(self) -> dict:
        previous = self.previous and {"period": self.previous.period, "number": _format_for_json(self.previous.number)}
        return {"unit": self.unit, "previous": previous}


@dataclass(frozen=True)
class NumericValue(MeasuredValue):
    """A value with a number that can be compared and calculated with."""

    number: Decimal

    @property
    def interval(self) -> Interval:
        """The interval of numbers the value may stand for, in its own unit."""
        return Interval(self.number, self.number)

    def interval_in(self, unit: str) -> Interval | None:
        return self.interval if self.is_in(unit) else None

    def _own_json(self) -> dict:
        return super()._own_json() | {"number": _format_for_json(self.number)}


class Number(NumericValue):
    """One exact number: «63», «7 чел.»."""

    kind = "number"


@dataclass(frozen=True)
class Bound(NumericValue):
    """«не менее 70»: any number for which `comparison` (">=", ">", "<=" or "<") with `number` holds."""

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
    """«70–80»: any number from `number` to `upper`, both ends included."""

    kind = "range"

    upper: Decimal

    @property
    def interval(self) -> Interval:
        return Interval(self.number, self.upper)

    def _own_json(self) -> dict:
        return super()._own_json() | {"upper": _format_for_json(self.upper)}


@dataclass(frozen=True)
class Share(NumericValue):
    """«12 из 40», «1 (9%)»: `number` is the per cent, `count` the part, `total` the whole if it is written."""

    kind = "share"

    count: Decimal
    total: Decimal | None = None
    unit: str = field(default=PERCENT, kw_only=True)

    def interval_in(self, unit: str) -> Interval | None:
        return super().interval_in(unit) or _count_interval(unit, self.count)

    def _own_json(self) -> dict:
        return super()._own_json() | {"count": _format_for_json(self.count), "total": _format_for_json(self.total)}


@dataclass(frozen=True)
class ShareOfNothing(MeasuredValue):
    """«0 из 0»: a share without a number, because its total is zero."""

    kind = "share"

    count: Decimal
    total: Decimal
    unit: str = field(default=PERCENT, kw_only=True)

    def interval_in(self, unit: str) -> Interval | None:
        return None if self.is_in(unit) else _count_interval(unit, self.count)

    def _own_json(self) -> dict:
        return super()._own_json() | {"count": _format_for_json(self.count), "total": _format_for_json(self.total)}


Quantity = Number | Bound | Range | Share | ShareOfNothing | NotApplicable | NoData | Empty | PlainText

_EMPTY_JSON = {
    **{"kind": None, "number": None, "upper": None, "comparison": None, "unit": ""},
    **{"count": None, "total": None, "previous": None, "doubts": []},
}


def _count_interval(unit: str, count: Decimal) -> Interval | None:
    """The count of a share as an interval, if the unit counts people or pieces; else None."""
    return Interval(count, count) if is_counted_in_whole(unit) else None


def _format_for_json(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")
