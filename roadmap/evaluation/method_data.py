"""The types that a method's JSON is made of: figures and names as strings that are checked.

Figures are decimal strings with a point, in per cent or, where the method counts in shares, as shares of one («0.95»);
limits of a single indicator are always in per cent.
"""

import re
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

_FIGURE = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")


def is_figure(text: str) -> bool:
    return bool(_FIGURE.fullmatch(text))


def _check_figure(value: object) -> object:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        value = format(value, "f") if isinstance(value, Decimal) else str(value)
    if not isinstance(value, str) or not is_figure(value):
        raise PydanticCustomError(
            "figure", "Нужно число не меньше нуля («90», «0.95»), а стоит «{value}».", {"value": str(value)}
        )
    return value


FigureText = Annotated[str, BeforeValidator(_check_figure)]
NameText = Annotated[str, Field(min_length=1, max_length=500)]
# The name of a figure in formulas: «P», «Цели».
FigureKey = Annotated[str, Field(pattern=r"^[A-Za-zА-Яа-яЁё][A-Za-zА-Яа-яЁё0-9]{0,7}$")]
