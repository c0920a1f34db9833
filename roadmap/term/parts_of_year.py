"""Parts of a year, which become days with a year: «май», «с 1 по 15 мая», «I квартал», «зимние каникулы»."""

from calendar import isleap, monthrange
from dataclasses import dataclass, replace
from datetime import date

from roadmap.term import doubts
from roadmap.term.spans import FIRST_YEAR, LAST_YEAR, DateSpan

END_OF_MONTH = 31


@dataclass(frozen=True)
class PartOfYear:
    """A part of a year from a first to a last (month, day); it goes over New Year if the last is before the first.

    `in_school_year` is what the same words mean in a school year, `until` the day that is meant by «до» with them.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    in_school_year: "PartOfYear | None" = None
    until: tuple[int, int] | None = None
    doubt: str = ""
    is_year: bool = False

    @property
    def is_one_day(self) -> bool:
        return self.first == self.last

    @property
    def is_over_new_year(self) -> bool:
        return self.last < self.first

    def meant(self, *, is_school: bool) -> "PartOfYear":
        return self.in_school_year if is_school and self.in_school_year else self

    def beginning_in(self, year: int) -> DateSpan | None:
        start = day_of(year, self.first)
        end = day_of(year + self.is_over_new_year, self.last)
        return DateSpan(start, end) if start and end else None

    def occurrences(self, window: DateSpan) -> list[DateSpan]:
        """Return the part in each year of the window, without cutting off days outside it.

        A part that goes over New Year counts only if it begins in the window, unless it is a whole year.
        """
        years = range(window.start.year - 1, window.end.year + 1)
        found = [span for span in map(self.beginning_in, years) if span and span.overlaps(window)]
        return [span for span in found if self.is_year or not self.is_over_new_year or span.start >= window.start]

    def place_in(self, window: DateSpan) -> DateSpan | None:
        """Return the part's one place in a window of about a year.

        A place inside the window is preferred, then (in a window from 1 January) one that begins in it, then the one
        with most months in it, then the one nearest to its beginning.
        """
        years = range(window.start.year - 1, window.end.year + 2)
        found = [span for span in map(self.beginning_in, years) if span]
        begins_with_year = (window.start.month, window.start.day) == (1, 1)

        def fitness(span: DateSpan) -> tuple:
            is_begun = begins_with_year and window.start <= span.start <= window.end
            distance = -abs((span.start - window.start).days)
            return window.holds(span), is_begun, _count_shared_months(span, window), distance

        return max(found, key=fitness, default=None)


def _count_shared_months(span: DateSpan, window: DateSpan) -> int:
    shared = span.clipped_to(window)
    return (
        0 if shared is None else (shared.end.year - shared.start.year) * 12 + shared.end.month - shared.start.month + 1
    )


def day_of(year: int, month_and_day: tuple[int, int]) -> date | None:
    """Return the day in that year; None for 29 February in most years, and for years out of range.

    Day 31 means the last day of the month.
    """
    month, day = month_and_day
    if not FIRST_YEAR - 1 <= year <= LAST_YEAR + 1 or ((month, day) == (2, 29) and not isleap(year)):
        return None
    return date(year, month, min(day, monthrange(year, month)[1]))


def month_length(month: int) -> int:
    return monthrange(2001, month)[1]


def is_day(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(2000, month)[1]


def months(first: int, last: int | None = None, **more) -> PartOfYear:
    return PartOfYear((first, 1), (last or first, END_OF_MONTH), **more)


def days(month: int, first: int, last: int) -> PartOfYear:
    return PartOfYear((month, first), (month, last))


def joined(first: PartOfYear, last: PartOfYear) -> PartOfYear:
    """Return the part from the beginning of the one to the end of the other."""
    in_school_year = None
    if first.in_school_year or last.in_school_year:
        in_school_year = joined(
            replace(first.meant(is_school=True), in_school_year=None),
            replace(last.meant(is_school=True), in_school_year=None),
        )
    return PartOfYear(
        first.first, max(last.last, last.until or last.last), in_school_year, doubt=first.doubt or last.doubt
    )


SCHOOL_YEAR = months(9, 8, is_year=True)
YEAR = months(1, 12, is_year=True, in_school_year=SCHOOL_YEAR)
CALENDAR_YEAR = months(1, 12, is_year=True)

QUARTERS = [months(month, month + 2) for month in (1, 4, 7, 10)]
_SCHOOL_HALVES = [
    months(first, last, doubt=doubts.school_division("учебного полугодия")) for first, last in ((9, 12), (1, 5))
]
HALVES = [months(1, 6, in_school_year=_SCHOOL_HALVES[0]), months(7, 12, in_school_year=_SCHOOL_HALVES[1])]
SCHOOL_QUARTERS = [
    months(first, last, doubt=doubts.school_division("учебной четверти"))
    for first, last in ((9, 10), (11, 12), (1, 3), (4, 5))
]
TRIMESTERS = [
    months(first, last, doubt=doubts.school_division("учебного триместра"))
    for first, last in ((9, 11), (12, 2), (3, 5))
]
HOLIDAYS = {
    9: PartOfYear((10, 25), (11, 8), doubt=doubts.holidays()),
    12: PartOfYear((12, 28), (1, 10), doubt=doubts.holidays()),
    3: PartOfYear((3, 22), (4, 2), doubt=doubts.holidays()),
    6: months(6, 8),
}
DECADES = [(1, 10), (11, 20), (21, END_OF_MONTH)]
WEEKS = [(1, 7), (8, 14), (15, 21), (22, 28), (29, END_OF_MONTH)]
HALVES_OF_MONTH = [(1, 15), (16, END_OF_MONTH)]


def edge(part: PartOfYear, which: str) -> PartOfYear:
    """Return the «начало», «середина» or «конец» of a month, of a longer part or of a year, with a doubt."""
    if part.is_year:
        return _find_edge_of_year(part, which)
    first, last = part.first[0], part.last[0]
    if first == last:
        found = days(first, *DECADES[("start", "middle", "end").index(which)])
    elif which == "middle":
        found = months((first + (last - first) // 2) if last > first else first)
    else:
        found = months(first if which == "start" else last)
    until = {"start": part.first, "middle": found.last, "end": part.last}[which]
    school = edge(part.in_school_year, which) if part.in_school_year else None
    return replace(found, until=until, in_school_year=school, doubt=doubts.about())


def _find_edge_of_year(part: PartOfYear, which: str) -> PartOfYear:
    calendar = {"start": months(1), "middle": months(6, 7), "end": months(12)}[which]
    school = {"start": months(9), "middle": months(12, 1), "end": months(5)}[which]
    calendar_until = {"start": (1, 1), "middle": (6, 30), "end": (12, 31)}[which]
    school_until = {"start": (9, 1), "middle": (1, 15), "end": (8, 31)}[which]
    calendar = replace(calendar, until=calendar_until, doubt=doubts.about())
    school = replace(school, until=school_until, doubt=doubts.about())
    if part.first == SCHOOL_YEAR.first:
        return school
    return replace(calendar, in_school_year=school) if part.in_school_year else calendar
