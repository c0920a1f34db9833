"""What a written value means."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    NUMBER = "number"
    BOUND = "bound"  # «не менее 70»: `number` and `comparison`
    RANGE = "range"  # «70–80»: `number` to `upper`, both belonging to it
    SHARE = "share"  # «12 из 40», «1 (9%)»: `number` per cent, `count` out of `total` as far as they are said
    NOT_APPLICABLE = "not_applicable"
    NO_DATA = "no_data"
    EMPTY = "empty"
    TEXT = "text"


@dataclass(frozen=True)
class Previous:
    """The value of an earlier period that stands in brackets: «63 балла (в 2017-2018г – 69)»."""

    period: str  # «2024», «2017-2018», or "" for «было 61»
    number: Decimal


@dataclass(frozen=True)
class Quantity:
    """A value as written, and its meaning.

    `unit` is the cell's own by the name of the portal («балл» for «балла»), else the indicator's as it was given.
    A share is in per cent; one without a number has a total of 0. `doubts` are sentences for the person who typed it.
    """

    text: str
    kind: Kind
    number: Decimal | None = None
    upper: Decimal | None = None
    comparison: str | None = None
    unit: str = ""
    count: Decimal | None = None
    total: Decimal | None = None
    previous: Previous | None = None
    doubts: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.text

    def as_json(self) -> dict:
        """The meaning without the text, figures as strings with a decimal point."""
        previous = self.previous and {"period": self.previous.period, "number": _plain(self.previous.number)}
        return {
            "kind": self.kind.value,
            "number": _plain(self.number),
            "upper": _plain(self.upper),
            "comparison": self.comparison,
            "unit": self.unit,
            "count": _plain(self.count),
            "total": _plain(self.total),
            "previous": previous,
            "doubts": list(self.doubts),
        }


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")
