"""Maps of indicators (rows) by schools (columns), whose cells are signs legible in black and white, and aloud."""

import statistics
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import models

from indicators.catalogue.models import Indicator, Period
from indicators.collections.models import Collection
from indicators.values.models import Value
from indicators.values.understanding import current, is_plain
from schools.directory.models import Municipality, School

# Quarters of fewer schools mean nothing.
_FEWEST = 4


class MapSign(models.TextChoices):
    """What a cell says. The value is the cell's CSS class, the label is read aloud."""

    BEST = "best", "в лучшей четверти"
    WORST = "worst", "в худшей четверти"
    HIGH = "high", "среди наибольших"
    LOW = "low", "среди наименьших"
    MIDDLE = "middle", "в середине"
    WORDS = "words", "не число"
    FILLED = "filled", "внесено"
    DOUBTED = "doubted", "внесено, портал переспросил"
    EMPTY = "empty", "пусто"
    UNASKED = "unasked", "не спрашивается"

    @property
    def mark(self) -> str:
        return _MARKS[self]


_MARKS = {
    MapSign.BEST: "▲",
    MapSign.WORST: "▼",
    MapSign.HIGH: "↑",
    MapSign.LOW: "↓",
    MapSign.MIDDLE: "=",
    MapSign.WORDS: "«»",
    MapSign.FILLED: "●",
    MapSign.DOUBTED: "◐",
    MapSign.EMPTY: "○",
    MapSign.UNASKED: "·",
}


@dataclass(frozen=True)
class MapCell:
    sign: MapSign
    text: str = ""

    @property
    def is_filled(self) -> bool:
        return self.sign not in (MapSign.EMPTY, MapSign.UNASKED)


@dataclass(frozen=True)
class MapRow:
    """An indicator with its cells in the order of the schools, and how many of these are filled."""

    indicator: Indicator
    cells: list[MapCell]

    @property
    def filled(self) -> int:
        return sum(each.is_filled for each in self.cells)


@dataclass(frozen=True)
class IndicatorMap:
    schools: list[School]
    rows: list[MapRow]

    @property
    def signs(self) -> list[MapSign]:
        """Return the signs that occur in the map, for its legend."""
        found = {cell.sign for row in self.rows for cell in row.cells}
        return [sign for sign in MapSign if sign in found]

    @property
    def counts(self) -> list[tuple[int, int]]:
        """Return for each school how many of its cells are filled, and for how many it is asked."""
        return [
            (sum(cell.is_filled for cell in column), sum(cell.sign != MapSign.UNASKED for cell in column))
            for column in zip(*(row.cells for row in self.rows), strict=True)
        ]


def heat_map(municipality: Municipality, period: Period) -> IndicatorMap:
    """Map a period's facts, in three queries: in which quarter of all schools each one is, and whether that is good."""
    schools = list(School.objects.active().filter(municipality=municipality))
    indicators = list(Indicator.objects.filter(municipality=municipality))
    values = _facts_of_schools(indicators, period, schools)
    rows = [MapRow(each, _compare_schools(each, values[each.pk], schools)) for each in indicators]
    return IndicatorMap(schools, [row for row in rows if row.filled])


def completeness_map(collection: Collection) -> IndicatorMap:
    """Map which values of a collection are filled in, in three queries."""
    schools = list(School.objects.filter(submissions__collection=collection))
    indicators = list(collection.indicators.all())
    values = _facts_of_schools(indicators, collection.period, schools)
    return IndicatorMap(
        schools,
        [
            MapRow(
                each, [_filling_cell(values[each.pk].get(school.pk), each.is_asked_of(school)) for school in schools]
            )
            for each in indicators
        ],
    )


def _facts_of_schools(
    indicators: Iterable[Indicator], period: Period, schools: list[School]
) -> dict[int, dict[int, Value]]:
    """Return the period's facts by the ids of indicator and school."""
    found: dict[int, dict[int, Value]] = defaultdict(dict)
    facts = Value.objects.facts().filter(indicator__in=indicators, period__label=period.label, school__in=schools)
    for value in facts.exclude(text=""):
        found[value.indicator_id][value.school_id] = value
    return found


def _filling_cell(value: Value | None, is_asked: bool) -> MapCell:
    if value is None:
        return MapCell(MapSign.EMPTY if is_asked else MapSign.UNASKED)
    return MapCell(MapSign.DOUBTED if value.notes else MapSign.FILLED, value.text)


def _compare_schools(indicator: Indicator, values: dict[int, Value], schools: list[School]) -> list[MapCell]:
    """Return the indicator's cells: each school's quarter among those with plain numbers."""
    read = {pk: current(value, indicator) for pk, value in values.items()}
    numbers = {pk: value.number for pk, value in read.items() if is_plain(value)}
    quarters = statistics.quantiles(numbers.values(), n=4, method="inclusive") if len(numbers) >= _FEWEST else None
    cells = []
    for school in schools:
        if school.pk not in values:
            cells.append(MapCell(MapSign.EMPTY))
        elif school.pk not in numbers:
            cells.append(MapCell(MapSign.WORDS, values[school.pk].text))
        else:
            sign = _quarter_sign(numbers[school.pk], quarters, indicator.direction)
            cells.append(MapCell(sign, values[school.pk].text))
    return cells


_SIDES = {
    Indicator.Direction.MORE_IS_BETTER: (MapSign.WORST, MapSign.BEST),
    Indicator.Direction.LESS_IS_BETTER: (MapSign.BEST, MapSign.WORST),
}


def _quarter_sign(number: Decimal, quarters: list[Decimal] | None, direction: str) -> MapSign:
    """Tell the number's quarter; whether it is the best or the worst only where the direction says what is better."""
    low, high = _SIDES.get(direction, (MapSign.LOW, MapSign.HIGH))
    if quarters is None or quarters[0] == quarters[2]:
        return MapSign.MIDDLE
    if number <= quarters[0]:
        return low
    return high if number >= quarters[2] else MapSign.MIDDLE
