"""What a judgement found about a school, as it is told and as it is stored: dataclasses, and the same as JSON.

Figures stand in JSON as decimal strings with a point, rounded to six decimals.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any

from pydantic import PlainSerializer, TypeAdapter

from indicators.identification.shared.answers import SchoolVerdict

StoredFigure = Annotated[Decimal, PlainSerializer(lambda number: format(number, "f"), return_type=str)]


def stored_figure(number: Decimal | None) -> Decimal | None:
    """As it will be read again."""
    if number is None:
        return None
    rounded = round(number, 6) if number.as_tuple().exponent < -6 else number
    return Decimal(format(rounded.normalize() + 0, "f"))


@dataclass(frozen=True, slots=True)
class SignFinding:
    """A sign in a year; `place` and `title` tell it from the method's other signs.

    `number` with `upper` or with `comparison` is the value as understood; `threshold` is what it was compared with.
    """

    place: int
    title: str
    name: str
    year: str
    value: str
    number: StoredFigure | None
    upper: StoredFigure | None
    comparison: str | None
    threshold: StoredFigure | None
    met: bool | None
    applies: bool
    is_missing: bool
    sentence: str

    @property
    def exact_number(self) -> Decimal | None:
        """Where the value is one number."""
        return self.number if self.upper is None and self.comparison is None else None


@dataclass(frozen=True, slots=True)
class ContextFinding:
    """What was judged beside the rule: social conditions."""

    met: bool | None
    sentence: str
    signs: list[SignFinding]


@dataclass(frozen=True, slots=True)
class SchoolProtocol:
    """`context` is None where the method has none, or isn't for this kind of school.

    `doubts`: what is odd about the values that it was judged by.
    """

    school: str
    verdict: SchoolVerdict
    sentence: str
    signs: list[SignFinding]
    context: ContextFinding | None = None
    doubts: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return PROTOCOL.dump_python(self, mode="json", exclude_defaults=True)


@dataclass(frozen=True, slots=True)
class UsedValue:
    """A value that the method reads, as written; None where nothing was ever entered. No unit: not in the catalogue."""

    heading: str
    name: str
    unit: str | None
    year: str
    text: str | None


@dataclass(frozen=True, slots=True)
class MunicipalFigure:
    """The method's figure about the whole municipality."""

    name: str
    number: StoredFigure | None
    sentence: str


PROTOCOL = TypeAdapter(SchoolProtocol)
USED_VALUES = TypeAdapter(list[UsedValue])
MUNICIPAL_FIGURES = TypeAdapter(list[MunicipalFigure])
