"""Orders and groups periods for a person to choose from: years first, then halves, quarters and months."""

import datetime
from collections.abc import Iterable

from indicators.catalogue.models import Period

Kind = Period.Kind
_TITLES = {
    Kind.CALENDAR_YEAR: "Годы",
    Kind.SCHOOL_YEAR: "Учебные годы",
    Kind.SCHOOL_YEARS: "Несколько учебных лет",
    Kind.HALF_YEAR: "Полугодия",
    Kind.QUARTER: "Кварталы",
    Kind.MONTH: "Месяцы",
}
_RANKS = {Kind.CALENDAR_YEAR: 0, Kind.HALF_YEAR: 1, Kind.QUARTER: 2, Kind.MONTH: 3}


def in_order(periods: Iterable[Period]) -> list[Period]:
    """The periods in order: all years, calendar and school, by date, then halves, quarters and months."""
    return sorted(periods, key=lambda each: (_RANKS[each.span], each.start_on, each.end_on))


def grouped(periods: Iterable[Period]) -> list[tuple[str, list[Period]]]:
    """The periods in order under the title of their kind, as a select's groups."""
    ordered = in_order(periods)
    groups = [(title, [each for each in ordered if each.kind == kind]) for kind, title in _TITLES.items()]
    return [(title, group) for title, group in groups if group]


def near_periods(periods: Iterable[Period], today: datetime.date) -> list[Period]:
    """Of each kind the present period and the one before it; of years also the next one."""
    near: list[Period] = []
    for _, group in grouped(periods):
        now = next((place for place, each in enumerate(group) if each.start_on <= today <= each.end_on), None)
        if now is not None:
            near += group[max(now - 1, 0) : now + (1 if group[0].is_part_of_year else 2)]
    return near


def labels_of_years(years: Iterable[int]) -> list[str]:
    """The labels of those years, of the school years that begin in them, and of their halves, quarters and months."""
    return [label for year in years for label in (str(year), f"{year}-{year + 1}", *_parts_of(year))]


def _parts_of(year: int) -> list[str]:
    parts = [*(f"H{number}" for number in (1, 2)), *(f"Q{number}" for number in (1, 2, 3, 4))]
    return [f"{year}-{part}" for part in [*parts, *(f"{month:02}" for month in range(1, 13))]]
