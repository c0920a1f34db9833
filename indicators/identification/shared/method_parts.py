"""The building blocks of a method as data: figures, texts, names of indicators.

A figure is a decimal string with a point («30», «0.5»), or the name of a parameter behind an «@» («@share»); a
parameter is a threshold with a title that is meant to be changed.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, get_args

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from indicators.quantity import write_number
from schools.methods.data import MethodData

_FIGURE = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?|@[a-z][a-z0-9_]*")


def _check_figure(value: object) -> object:
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
    """Marks a field as a figure; `fault` returns a sentence about what is wrong with its number, or ""."""

    fault: Callable[[Decimal], str] = lambda number: ""


def _count_fault(number: Decimal) -> str:
    is_count = number >= 1 and not number % 1
    return "" if is_count else f"Сколько из них: целое число от 1, а стоит {write_number(number)}."


def _participants_fault(number: Decimal) -> str:
    return f"Число участников не меньше нуля: {write_number(number)}." if number < 0 else ""


FigureText = Annotated[str, BeforeValidator(_check_figure), FigureMark()]
CountText = Annotated[str, BeforeValidator(_check_figure), FigureMark(_count_fault)]
ParticipantsText = Annotated[str, BeforeValidator(_check_figure), FigureMark(_participants_fault)]
ShortText = Annotated[str, Field(min_length=1, max_length=500)]

# Returns the number of a figure, looking up the parameter if it names one.
NumberOf = Callable[[str], Decimal]


class MethodPart(MethodData):
    def figures(self) -> Iterator[tuple[str, str, FigureMark]]:
        """The fields that are figures and not empty: their names, contents and marks."""
        for name, field in type(self).model_fields.items():
            marks = [*field.metadata, *(mark for each in get_args(field.annotation) for mark in get_args(each))]
            value = getattr(self, name)
            for mark in marks:
                if isinstance(mark, FigureMark) and value is not None:
                    yield name, value, mark


class IndicatorName(MethodPart):
    """An indicator by its words, not by its id, so that one method serves many municipalities."""

    heading: str = ""
    name: ShortText
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.heading}: {self.name}" if self.heading else self.name
