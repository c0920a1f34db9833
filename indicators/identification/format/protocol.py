"""The protocol of a judgement about a school, as dataclasses that are also stored as JSON.

Figures stand in JSON as decimal strings with a point, rounded to six decimals.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any

from pydantic import PlainSerializer, TypeAdapter

from indicators.identification.shared.answers import SchoolVerdict

StoredFigure = Annotated[Decimal, PlainSerializer(lambda number: format(number, "f"), return_type=str)]


def stored_figure(number: Decimal | None) -> Decimal | None:
    """The number as it will be read from JSON again: rounded to six decimals, without trailing zeros."""
    if number is None:
        return None
    rounded = round(number, 6) if number.as_tuple().exponent < -6 else number
    return Decimal(format(rounded.normalize() + 0, "f"))


@dataclass(frozen=True, slots=True)
class SignFinding:
    """What was found about a sign in a year; `place` and `title` tell it from the method's other signs.

    `number`, with `upper` for a range or `comparison` for a bound, is the value as understood; `threshold` is the
    number that it was compared with.
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
        """The value if it is one number, else None."""
        return self.number if self.upper is None and self.comparison is None else None


@dataclass(frozen=True, slots=True)
class ContextFinding:
    """What was found about the context, which is judged beside the rule: social conditions."""

    met: bool | None
    sentence: str
    signs: list[SignFinding]


@dataclass(frozen=True, slots=True)
class SchoolProtocol:
    """All that was found about a school; `doubts` are questions about the values that it was judged by.

    `context` is None if the method has none, or isn't for this kind of school.
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
    """A value that the method reads, as written.

    `text` is None if nothing was ever entered, `unit` if the indicator is not in the catalogue.
    """

    heading: str
    name: str
    unit: str | None
    year: str
    text: str | None


@dataclass(frozen=True, slots=True)
class MunicipalFigure:
    """A figure of the method about the whole municipality."""

    name: str
    number: StoredFigure | None
    sentence: str


PROTOCOL = TypeAdapter(SchoolProtocol)
USED_VALUES = TypeAdapter(list[UsedValue])
MUNICIPAL_FIGURES = TypeAdapter(list[MunicipalFigure])
