"""Spans of days, between the first and the last year that the portal knows."""

from dataclasses import dataclass
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 1901, 2199

_LONGEST_YEAR = 366


@dataclass(frozen=True, order=True)
class DateSpan:
    """The days from `start` to `end`, both included."""

    start: date
    end: date

    @property
    def is_within_one_year(self) -> bool:
        return (self.end - self.start).days < _LONGEST_YEAR

    def overlaps(self, other: "DateSpan") -> bool:
        return self.start <= other.end and other.start <= self.end

    def holds(self, other: "DateSpan") -> bool:
        return self.start <= other.start and other.end <= self.end

    def clipped_to(self, other: "DateSpan") -> "DateSpan | None":
        return DateSpan(max(self.start, other.start), min(self.end, other.end)) if self.overlaps(other) else None


def day_after(day: date) -> date:
    return day + timedelta(days=1)
