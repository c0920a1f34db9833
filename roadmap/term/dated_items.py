"""The dated items that the rules find in a term, and how years are assigned to them."""

from dataclasses import dataclass, replace
from enum import Enum, auto

from roadmap.term import doubts
from roadmap.term.frequency import TimeUnit
from roadmap.term.parts_of_year import PartOfYear
from roadmap.term.spans import DateSpan
from roadmap.term.written_years import WrittenYears


class Edge(Enum):
    """On which side of a date the item lies: «до» it, «с» it, «после» it."""

    UNTIL = auto()
    SINCE = auto()
    AFTER = auto()


@dataclass(frozen=True)
class ReportedTime:
    """The times after each of which something is due: every `unit`, or the named `part` of each year.

    `month` is counted from the last month of such a time, and `days` are days of that month. Without a unit, the
    term's frequency gives it, or else `otherwise`.
    """

    unit: TimeUnit | None = None
    otherwise: TimeUnit | None = None
    part: PartOfYear | None = None
    years: tuple[WrittenYears, ...] = ()
    is_last: bool = False  # only the last year of the programme is reported on
    month: int = 0
    days: tuple[int, int] | None = None


@dataclass
class DatedItem:
    """One dated item of a term: parts of years, years, a ready span, the whole period, or days after reported times."""

    parts: tuple[PartOfYear, ...] = ()
    years: tuple[WrittenYears, ...] = ()
    span: DateSpan | None = None
    edge: Edge | None = None
    is_whole: bool = False
    reported: ReportedTime | None = None
    is_in_brackets: bool = False
    is_heading: bool = False  # years that hold for the items behind them: «2020 г. – май, август»

    @property
    def needs_years(self) -> bool:
        return bool(self.parts) and not self.years and not self.reported


def with_years(items: list[DatedItem]) -> tuple[list[DatedItem], list[str]]:
    """Return the items with years assigned to their parts, and doubts.

    The years stand behind a part, before it as a heading, or else beside a neighbouring part, which makes a doubt.
    """
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
