"""A value as a sign takes it: the numbers that it may be, or why there is none."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from indicators.quantity import Kind, Previous, Quantity, read_quantity, write_number
from indicators.quantity.intervals import Interval, interval_in_unit
from indicators.quantity.reading import NONE_OR_ZERO

_FEW = 10
_BEFORE_LAST_VALUE = re.compile(r".*[–—−:-]\s*(?=\S)", re.DOTALL)


class State(StrEnum):
    VALUE = "value"
    NOT_APPLICABLE = "not_applicable"  # leaves the rule
    MISSING = "missing"
    MISSING_DROPPED = "missing_dropped"  # leaves it because the sign says so
    FEW = "few"  # too few took part
    FEW_DROPPED = "few_dropped"
    UNCLEAR = "unclear"  # something is written, but no number that can be compared

    @property
    def applies(self) -> bool:
        return self not in (State.NOT_APPLICABLE, State.MISSING_DROPPED, State.FEW_DROPPED)

    @property
    def is_missing(self) -> bool:
        return self in (State.MISSING, State.MISSING_DROPPED)


@dataclass(frozen=True, slots=True)
class Reading:
    """`why` says why there is no number; `notes` ask about one that there is."""

    text: str
    state: State
    interval: Interval | None = None
    why: str = ""
    notes: tuple[str, ...] = ()
    count: Decimal | None = None
    total: Decimal | None = None
    previous: Previous | None = None
    says_none: bool = False  # «нет», «отсутствует»

    def without_number(self, state: State, why: str) -> "Reading":
        return replace(self, state=state, why=why, interval=None)


NOTHING = Reading("", State.MISSING, why="значение не внесено")
NOT_IN_CATALOGUE = Reading("", State.MISSING, why="такого показателя нет в каталоге")


@lru_cache(maxsize=50_000)
def read(text: str, unit: str) -> Reading:
    quantity = read_quantity(text, unit)
    match quantity.kind:
        case Kind.EMPTY:
            return NOTHING
        case Kind.NO_DATA:
            return Reading(text, State.MISSING, why="данных нет", notes=quantity.doubts)
        case Kind.NOT_APPLICABLE:
            return Reading(text, State.NOT_APPLICABLE, why="к школе не относится")
        case Kind.TEXT:
            says_none = text.strip(" .;,").casefold() in NONE_OR_ZERO
            why = "текст с числом не сравнивается"
            return Reading(text, State.UNCLEAR, why=why, notes=quantity.doubts, says_none=says_none)
    return _number(quantity, unit)


def _number(quantity: Quantity, unit: str) -> Reading:
    text = quantity.text
    if quantity.number is None:
        return Reading(text, State.NOT_APPLICABLE, why="участников не было", previous=quantity.previous)
    interval = interval_in_unit(quantity, unit)
    if interval is None:
        why = f"значение в других единицах: «{quantity.unit}», а показатель в «{unit}»"
        return Reading(text, State.UNCLEAR, why=why, notes=quantity.doubts, previous=quantity.previous)
    total, notes = quantity.total, list(quantity.doubts)
    if total is None and quantity.count and quantity.number:
        total = Decimal(round(quantity.count * 100 / quantity.number))
    if quantity.count is not None and total and total < _FEW:
        one = write_number(round(Decimal(100) / total, 1).normalize() + 0)
        notes.append(f"участников всего {total:f}: один человек — это {one} %")
    return Reading(text, State.VALUE, interval, "", tuple(notes), quantity.count, total, quantity.previous)


@lru_cache(maxsize=5_000)
def read_in_text(text: str, unit: str) -> Reading:
    """The value that a text without other figures ends with: «Подтвердили оценки – 67%»."""
    whole = read(text, unit)
    if whole.state is not State.UNCLEAR or whole.interval or not (found := _BEFORE_LAST_VALUE.match(text)):
        return whole
    tail = read(text[found.end() :], unit)
    if tail.state is not State.VALUE or any(map(str.isdigit, found[0])):
        return whole
    return replace(tail, text=text, notes=(*tail.notes, f"число взято из текста: «{tail.text}»"))
