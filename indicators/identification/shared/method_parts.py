"""What parts of a method as data are made of.

Figures are decimal strings with a point («30», «0.5»), or the name of a parameter behind an «@» («@share»): a
parameter is a threshold that has a title and is meant to be changed.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from indicators.quantity import write_number

_FIGURE = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?|@[a-z][a-z0-9_]*")


def _figure(value: object) -> object:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        value = format(value, "f") if isinstance(value, Decimal) else str(value)
    if not isinstance(value, str) or not _FIGURE.fullmatch(value):
        raise PydanticCustomError(
            "figure", "Нужно число с точкой («30», «0.5») или имя параметра («@share»), а стоит «{value}».",
            {"value": str(value)},
        )  # fmt: skip
    return value


@dataclass(frozen=True)
class FigureMark:
    """Marks a field as a figure; `fault` says what is wrong with its number, or nothing."""

    fault: Callable[[Decimal], str] = lambda number: ""


def _no_count(number: Decimal) -> str:
    is_count = number >= 1 and not number % 1
    return "" if is_count else f"Сколько из них: целое число от 1, а стоит {write_number(number)}."


def _below_zero(number: Decimal) -> str:
    return f"Число участников не меньше нуля: {write_number(number)}." if number < 0 else ""


FigureText = Annotated[str, BeforeValidator(_figure), FigureMark()]
CountText = Annotated[str, BeforeValidator(_figure), FigureMark(_no_count)]
ParticipantsText = Annotated[str, BeforeValidator(_figure), FigureMark(_below_zero)]
ShortText = Annotated[str, Field(min_length=1, max_length=500)]

# The number that a figure states, or that of its parameter.
NumberOf = Callable[[str], Decimal]


class MethodPart(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    def as_json(self) -> dict:
        return self.model_dump(mode="json", exclude_defaults=True)

    def figures(self) -> Iterator[tuple[str, str, FigureMark]]:
        """Its own fields that are figures, with what is written in them."""
        for name, field in type(self).model_fields.items():
            marks = [*field.metadata, *(mark for each in get_args(field.annotation) for mark in get_args(each))]
            value = getattr(self, name)
            for mark in marks:
                if isinstance(mark, FigureMark) and value is not None:
                    yield name, value, mark


class IndicatorName(MethodPart):
    """An indicator by the words of a catalogue, so that one method serves many municipalities."""

    heading: str = ""
    name: ShortText
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.heading}: {self.name}" if self.heading else self.name
