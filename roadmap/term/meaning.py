"""What a written term means, and what has to be known to understand it."""

from dataclasses import dataclass
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 1901, 2199

_LONGEST_YEAR = 366


@dataclass(frozen=True, order=True)
class Span:
    """From the first day to the last, both belonging to it."""

    start: date
    end: date

    @property
    def is_within_one_year(self) -> bool:
        return (self.end - self.start).days < _LONGEST_YEAR

    def overlaps(self, other: "Span") -> bool:
        return self.start <= other.end and other.start <= self.end

    def holds(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def clipped_to(self, other: "Span") -> "Span | None":
        return Span(max(self.start, other.start), min(self.end, other.end)) if self.overlaps(other) else None


@dataclass(frozen=True)
class OwnYear:
    """The calendar or school year (or years) that a plan is made for."""

    span: Span
    is_school: bool = False

    def __str__(self) -> str:
        first, last = self.span.start.year, self.span.end.year
        if self.is_school:
            return f"{first}-{last} учебный год"
        return f"{first} год" if first == last else f"{first}-{last} годы"


@dataclass(frozen=True)
class Setting:
    """The programme's period and the plan's own year; raises ValueError outside 1901-2199 and for a reversed period."""

    period: Span
    own: OwnYear | None = None

    def __post_init__(self):
        if self.period.end < self.period.start:
            raise ValueError("Период программы кончается раньше, чем начинается.")
        for span in (self.period, *([self.own.span] if self.own else [])):
            if span.start.year < FIRST_YEAR or span.end.year > LAST_YEAR:
                raise ValueError(f"Годы программы и плана — от {FIRST_YEAR} до {LAST_YEAR}.")

    @property
    def window(self) -> Span:
        return self.own.span if self.own else self.period


@dataclass(frozen=True)
class Term:
    """A term as written, and its meaning: `spans` sorted, each once; `doubts` are sentences for its writer."""

    text: str
    spans: tuple[Span, ...] = ()
    doubts: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        """Can't be dated, so it is never overdue."""
        return not self.spans

    def as_json(self) -> dict:
        return {
            "spans": [[span.start.isoformat(), span.end.isoformat()] for span in self.spans],
            "open": self.is_open,
            "doubts": list(self.doubts),
        }


def day_after(day: date) -> date:
    return day + timedelta(days=1)
