"""The dated things of a term, and which years belong to which of them."""

from dataclasses import dataclass, replace
from enum import Enum, auto

from roadmap.term import doubts
from roadmap.term.frequency import TimeUnit
from roadmap.term.parts_of_year import PartOfYear
from roadmap.term.spans import DateSpan
from roadmap.term.written_years import WrittenYears


class Edge(Enum):
    UNTIL = auto()
    SINCE = auto()
    AFTER = auto()


@dataclass(frozen=True)
class ReportedTime:
    """The times after each of which something is due: those of a unit, or the one named `part` of each year.

    `month` counts from the last month of such a time, `days` are of that month. Without a unit the term's frequency
    says it, else `otherwise`.
    """

    unit: TimeUnit | None = None
    otherwise: TimeUnit | None = None
    part: PartOfYear | None = None
    years: tuple[WrittenYears, ...] = ()
    is_last: bool = False  # only the programme's last year
    month: int = 0
    days: tuple[int, int] | None = None


@dataclass
class DatedItem:
    """One dated thing: parts of years, years, a ready span, the whole period, or days after what is reported on."""

    parts: tuple[PartOfYear, ...] = ()
    years: tuple[WrittenYears, ...] = ()
    span: DateSpan | None = None
    edge: Edge | None = None
    is_whole: bool = False
    reported: ReportedTime | None = None
    is_heading: bool = False  # years for what stands behind them: «2020 г. – май, август»

    @property
    def needs_years(self) -> bool:
        return bool(self.parts) and not self.years and not self.reported


def with_years(items: list[DatedItem]) -> tuple[list[DatedItem], list[str]]:
    """The items, each part with the years that stand for it: behind it, or before it as a heading, or nearby."""
    found, waiting, heading, doubted = [], [], None, []
    for place, item in enumerate(items):
        if item.needs_years and heading:
            item = replace(item, years=heading.years)
            heading.parts = (*heading.parts, *item.parts)
        elif item.needs_years:
            waiting.append(item)
        elif item.years and waiting and item.edge is not Edge.SINCE:
            for each in waiting:
                each.years = item.years
            waiting = []
            if not item.parts:
                continue
        elif item.years and not item.parts:
            is_alone = all(other.needs_years for other in items[place + 1 :]) and len(items) > place + 1
            heading = replace(item) if item.is_heading or is_alone else None
            if heading and place + 1 < len(items) and items[place + 1].needs_years:
                continue
        elif item.parts:
            heading = None
        found.append(item)
    dated = [item for item in found if item.parts and item.years and item.edge is not Edge.SINCE]
    if waiting and dated and not any(part.is_year for item in waiting for part in item.parts):
        [years] = dated[-1].years[-1:]
        for each in waiting:
            is_next = not years.is_school and each.parts[0].first < dated[-1].parts[0].first
            each.years = (WrittenYears(years.last + 1, years.last + 1),) if is_next else (years,)
        doubted.append(doubts.year_of_neighbour())
    return found, doubted
