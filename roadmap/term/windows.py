"""The time in which parts of a year without a year of their own are looked for."""

from roadmap.term.dated_items import DatedItem, Edge
from roadmap.term.spans import DateSpan
from roadmap.term.term import TermSetting

_WHOLE_YEARS = (((1, 1), (12, 31)), ((9, 1), (8, 31)))


def window_of(items: list[DatedItem], setting: TermSetting, *, is_every_year: bool) -> tuple[list[DatedItem], DateSpan]:
    """Return the items that are dated in the window, and the window.

    For «до 1 сентября ежегодно, начиная с 2021 года» it begins in 2021, for «ежегодно в мае с 2021 по 2023 г.» it is
    those years; what says so is no item then.
    """
    if not is_every_year:
        return items, setting.window
    period = setting.period
    for item in items:
        others = [other for other in items if other is not item]
        is_beginning = item.edge is Edge.SINCE and item.years and item.parts[0].is_year
        if is_beginning and any(each.needs_years for each in others):
            start = item.years[0].span().start
            return others, DateSpan(start, period.end) if start <= period.end else period
        span = _whole_years(item)
        if span and others and all(each.needs_years or (each.years == item.years and each.parts) for each in others):
            return others, span
    return items, period


def _whole_years(item: DatedItem) -> DateSpan | None:
    """Return the days of an item that says nothing but from which year to which."""
    if item.span:
        edges = tuple((day.month, day.day) for day in (item.span.start, item.span.end))
        return item.span if edges in _WHOLE_YEARS else None
    is_years = item.edge is None and len(item.years) == 1 and item.years[0].is_range
    return item.years[0].span() if is_years and all(part.is_year for part in item.parts) else None
