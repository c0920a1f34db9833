"""Reads a value as signs compare it: as the interval of numbers it may stand for, or the reason why it has none."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from indicators.quantity import (
    Empty,
    NoData,
    NotApplicable,
    NumericValue,
    PlainText,
    Previous,
    Share,
    ShareOfNothing,
    read_quantity,
    write_number,
)
from indicators.quantity.intervals import Interval
from indicators.quantity.values_in_words import says_none

_FEW = 10  # participants; with fewer, a note says what one person amounts to
_BEFORE_LAST_VALUE = re.compile(r".*[–—−:-]\s*(?=\S)", re.DOTALL)


class ValueState(StrEnum):
    """Return whether a value has a number, or why not; a sign with a dropped value doesn't apply to the school."""

    VALUE = "value"
    NOT_APPLICABLE = "not_applicable"
    MISSING = "missing"
    MISSING_DROPPED = "missing_dropped"  # missing, and the sign says to drop it then
    FEW = "few"  # fewer took part than the sign wants
    FEW_DROPPED = "few_dropped"  # the same, and the sign says to drop it then
    UNCLEAR = "unclear"  # something is written, but no number that can be compared

    @property
    def applies(self) -> bool:
        return self not in (ValueState.NOT_APPLICABLE, ValueState.MISSING_DROPPED, ValueState.FEW_DROPPED)

    @property
    def is_missing(self) -> bool:
        return self in (ValueState.MISSING, ValueState.MISSING_DROPPED)


@dataclass(frozen=True, slots=True)
class ComparedValue:
    """A value as signs compare it; `why` says why it has no number, `notes` are questions about the number it has."""

    text: str
    state: ValueState
    interval: Interval | None = None
    why: str = ""
    notes: tuple[str, ...] = ()
    count: Decimal | None = None
    total: Decimal | None = None
    previous: Previous | None = None
    says_none: bool = False  # «нет», «отсутствует»

    def without_number(self, state: ValueState, why: str) -> "ComparedValue":
        return replace(self, state=state, why=why, interval=None)


NOTHING = ComparedValue("", ValueState.MISSING, why="значение не внесено")
NOT_IN_CATALOGUE = ComparedValue("", ValueState.MISSING, why="такого показателя нет в каталоге")


@lru_cache(maxsize=50_000)
def read(text: str, unit: str) -> ComparedValue:
    """Read the text of a value of an indicator with that unit."""
    quantity = read_quantity(text, unit)
    match quantity:
        case Empty():
            return NOTHING
        case NoData():
            return ComparedValue(text, ValueState.MISSING, why="данных нет", notes=quantity.doubts)
        case NotApplicable():
            return ComparedValue(text, ValueState.NOT_APPLICABLE, why="к школе не относится")
        case PlainText():
            why = "текст с числом не сравнивается"
            return ComparedValue(text, ValueState.UNCLEAR, why=why, notes=quantity.doubts, says_none=says_none(text))
        case ShareOfNothing():
            return ComparedValue(text, ValueState.NOT_APPLICABLE, why="участников не было", previous=quantity.previous)
    return _read_number(quantity, unit)


def _read_number(quantity: NumericValue, unit: str) -> ComparedValue:
    """The value with its interval in that unit; a note is added if a share is of fewer than ten people."""
    text = quantity.text
    interval = quantity.interval_in(unit)
    if interval is None:
        why = f"значение в других единицах: «{quantity.unit}», а показатель в «{unit}»"
        return ComparedValue(text, ValueState.UNCLEAR, why=why, notes=quantity.doubts, previous=quantity.previous)
    notes = list(quantity.doubts)
    count, total = (quantity.count, quantity.total) if isinstance(quantity, Share) else (None, None)
    if total is None and count and quantity.number:
        total = Decimal(round(count * 100 / quantity.number))
    if count is not None and total and total < _FEW:
        one = write_number(round(Decimal(100) / total, 1).normalize() + 0)
        notes.append(f"участников всего {total:f}: один человек — это {one} %")
    return ComparedValue(text, ValueState.VALUE, interval, "", tuple(notes), count, total, quantity.previous)


@lru_cache(maxsize=5_000)
def read_in_text(text: str, unit: str) -> ComparedValue:
    """`read`, but a text without other figures may end with the value: «Подтвердили оценки – 67%»."""
    whole = read(text, unit)
    if whole.state is not ValueState.UNCLEAR or whole.interval or not (found := _BEFORE_LAST_VALUE.match(text)):
        return whole
    tail = read(text[found.end() :], unit)
    if tail.state is not ValueState.VALUE or any(map(str.isdigit, found[0])):
        return whole
    return replace(tail, text=text, notes=(*tail.notes, f"число взято из текста: «{tail.text}»"))
