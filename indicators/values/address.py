"""The address of a cell in the grid of values, the same for the server, forms, JSON and the browser.

As text it is «12:3:2026:fact»: indicator, school, period and kind; «12::2026:fact» is the municipality's own cell. A
table, a column or a row gives a part of it and leaves the rest blank: «12:::». The browser's counterpart is
static/indicators/values/grid/table/address.js.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self

from indicators.catalogue.models import Period, previous_label
from indicators.values.models import Value

_LONGEST_NUMBER = 18  # digits that every database has room for


@dataclass(frozen=True, slots=True)
class CellAddress:
    """The address of one cell; `period` is the period's label, and a `school_id` of None is the municipality itself."""

    indicator_id: int
    period: str
    school_id: int | None = None
    kind: str = Value.Kind.FACT

    @classmethod
    def of(cls, value: Value) -> Self:
        return cls(value.indicator_id, value.period.label, value.school_id, value.kind)

    @classmethod
    def parse(cls, text: object) -> Self:
        """Read an address, whose school and indicator need not exist. Raises ValueError if the text is none."""
        parts = text.split(":") if isinstance(text, str) else []
        if len(parts) != 4:
            raise ValueError(f"«{text}» is no address of a cell")
        indicator, school, period, kind = parts
        if not is_period(period):
            raise ValueError(f"«{period}» is no period")
        return cls(_number(indicator), period, _number(school) if school else None, Value.Kind(kind))

    def __str__(self) -> str:
        return f"{self.indicator_id}:{self.school_id or ''}:{self.period}:{self.kind}"

    @property
    def a_year_before(self) -> Self:
        return replace(self, period=previous_label(self.period))

    @property
    def as_fact(self) -> Self:
        """The cell of the fact for the same indicator, period and school."""
        return self if self.kind == Value.Kind.FACT else replace(self, kind=Value.Kind.FACT)


@dataclass(frozen=True, slots=True)
class AddressPart:
    """The part of its cells' addresses that a table, a column or a row gives; `school_id` counts if `has_school`."""

    indicator_id: int | None = None
    has_school: bool = False
    school_id: int | None = None
    period: str = ""
    kind: str = ""

    @classmethod
    def of_school(cls, school_id: int | None) -> Self:
        """The part that gives a school; for None, the municipality itself."""
        return cls(has_school=True, school_id=school_id)

    def __bool__(self) -> bool:
        """Return whether it gives any part of an address."""
        return bool(self.indicator_id or self.has_school or self.period or self.kind)

    def __str__(self) -> str:
        """The part as text («12:::»), "" if it is empty; the municipality itself leaves its place blank."""
        parts = (str(self.indicator_id or ""), str(self.school_id or ""), self.period, str(self.kind))
        return ":".join(parts) if any(parts) else ""

    def with_those_of(self, other: "AddressPart") -> "AddressPart":
        """Both parts joined; where both give the same thing, the other's wins."""
        return AddressPart(
            other.indicator_id or self.indicator_id,
            other.has_school or self.has_school,
            other.school_id if other.has_school else self.school_id,
            other.period or self.period,
            other.kind or self.kind,
        )

    @property
    def address(self) -> CellAddress | None:
        """The whole address, or None if something is still missing."""
        is_whole = self.indicator_id and self.has_school and self.period and self.kind
        return CellAddress(self.indicator_id, self.period, self.school_id, self.kind) if is_whole else None


@lru_cache(maxsize=1_000)
def is_period(label: str) -> bool:
    try:
        Period.from_label(label)
    except ValueError:
        return False
    return True


def _number(text: str) -> int:
    if not text.isdecimal() or not text.isascii() or len(text) > _LONGEST_NUMBER:
        raise ValueError(f"«{text}» is no number of an indicator or a school")
    return int(text)
