"""Finds everything about one cell: its meaning in words, its values in recent years, its history and its comments."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.catalogue.models import Indicator, Period
from indicators.quantity import (
    Bound,
    Empty,
    NoData,
    NotApplicable,
    Number,
    PlainText,
    Quantity,
    Range,
    Share,
    ShareOfNothing,
    read_quantity,
    write_number,
)
from indicators.values.models import Comment, Value
from portal.history.models import Change
from schools.directory.models import School

YEARS_SHOWN = 6


@dataclass(frozen=True)
class YearBar:
    """A year in the small chart; `height` is in per cent of the tallest bar, None if the year's value has no number."""

    label: str
    text: str
    height: int | None
    is_current: bool


@dataclass(frozen=True)
class CellStory:
    value: Value | None
    meaning: str
    bars: list[YearBar]
    changes: list[Change]
    comments: list[Comment]


def cell_story(indicator: Indicator, school: School | None, period: Period, kind: str) -> CellStory:
    """All that the side panel shows of a cell: up to six years, the last 20 changes, all comments."""
    same_place = Value.objects.filter(indicator=indicator, school=school, kind=kind).select_related(
        "period", "entered_by"
    )
    values = list(same_place.filter(period__kind=period.kind, period__start_on__lte=period.start_on).order_by(
        "-period__start_on"
    )[:YEARS_SHOWN])  # fmt: skip
    value = next((each for each in values if each.period.label == period.label), None)
    changes = Change.objects.about(value).select_related("changed_by")[:20] if value else []
    comments = value.comments.select_related("written_by") if value else []
    return CellStory(
        value,
        meaning_in_words(read_quantity(value.text if value else "", indicator.unit)),
        _make_bars(list(reversed(values)), period),
        list(changes),
        list(comments),
    )


def _make_bars(values: list[Value], period: Period) -> list[YearBar]:
    tallest = max((abs(value.number) for value in values if value.number is not None), default=Decimal(0))
    bars = []
    for value in values:
        height = None
        if value.number is not None:
            height = int(abs(value.number) / tallest * 100) if tallest else 0
        label = value.period.label
        bars.append(YearBar(label, value.text, height, is_current=label == period.label))
    return bars


_COMPARISONS = {">": "больше", ">=": "не меньше", "<": "меньше", "<=": "не больше"}


def meaning_in_words(quantity: Quantity) -> str:
    """A Russian sentence that tells the person who typed a value how the portal understood it."""
    match quantity:
        case Empty():
            return "Пусто: значение ещё не внесено."
        case NotApplicable():
            return "Не относится: в расчёты не входит."
        case NoData():
            return "Нет данных: в расчёты не входит."
        case PlainText():
            return "Текст: с числами не сравнивается."
        case Range(number=lowest, upper=highest):
            meaning = f"от {write_number(lowest)} до {write_number(highest)}"
        case Bound(number=number, comparison=comparison):
            meaning = f"{_COMPARISONS[comparison]} {write_number(number)}"
        case Number(number=number) | Share(number=number):
            meaning = write_number(number)
        case ShareOfNothing():
            meaning = "доля без числа"
    if quantity.unit:
        meaning += f" {quantity.unit}"
    if isinstance(quantity, Share | ShareOfNothing):
        of = f" из {write_number(quantity.total)}" if quantity.total is not None else ""
        meaning += f", это {write_number(quantity.count)}{of}"
    if quantity.previous:
        period = f" ({quantity.previous.period})" if quantity.previous.period else ""
        meaning += f"; раньше{period} было {write_number(quantity.previous.number)}"
    return meaning[0].upper() + meaning[1:] + "."
