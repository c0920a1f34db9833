"""A date as it is written: parts of a year, with years where they are named."""

from dataclasses import dataclass

from roadmap.term.parts_of_year import PartOfYear
from roadmap.term.spans import DateSpan
from roadmap.term.written_years import WrittenYears


@dataclass(frozen=True)
class WrittenDate:
    """Parts of a year with the years behind them; `is_bad` if it names a day that the month doesn't have."""

    parts: tuple[PartOfYear, ...]
    years: tuple[WrittenYears, ...] = ()
    is_range: bool = False
    is_bad: bool = False

    @property
    def span(self) -> DateSpan | None:
        """Return its days if it is one part of one year, else None."""
        if len(self.parts) != 1 or len(self.years) != 1 or self.is_bad:
            return None
        [years], [part] = self.years, self.parts
        if years.is_school:
            return part.meant(is_school=True).place_in(years.span()) if years.last == years.first + 1 else None
        return part.beginning_in(years.first) if years.first == years.last else None
