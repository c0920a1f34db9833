"""Years as they are written in a term, and the days that they span."""

from dataclasses import dataclass
from datetime import date

from roadmap.term.spans import FIRST_YEAR, LAST_YEAR, DateSpan
from roadmap.term.term import OwnYear


@dataclass(frozen=True)
class WrittenYears:
    """A calendar year, a school year, or a range of them, as written."""

    first: int
    last: int
    is_school: bool = False
    is_range: bool = False

    def span(self) -> DateSpan:
        if self.is_school:
            return DateSpan(date(self.first, 9, 1), date(self.last, 8, 31))
        return DateSpan(date(self.first, 1, 1), date(self.last, 12, 31))

    def __iter__(self):
        """Iterate over the years, of school years over those in which they begin."""
        return iter(range(self.first, self.last + (not self.is_school)))

    def own(self) -> OwnYear:
        return OwnYear(self.span(), self.is_school)


def is_year(number: int | None) -> bool:
    return number is not None and FIRST_YEAR <= number <= LAST_YEAR
