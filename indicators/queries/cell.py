"""Everything about one cell: its meaning in words, its last years, its history and its comments."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.models import Comment, Indicator, Period, Value
from indicators.quantity import Kind, Quantity, read_quantity, write_number
from portal.history.models import Change
from schools.models import School

YEARS_SHOWN = 6


@dataclass(frozen=True)
class Bar:
    """A year of the small chart; `height` in per cent of the tallest, None where the year has no number."""

    label: str
    text: str
    height: int | None
    is_current: bool


@dataclass(frozen=True)
class CellStory:
    value: Value | None
    meaning: str
    bars: list[Bar]
    changes: list[Change]
    comments: list[Comment]


def cell_story(indicator: Indicator, school: School | None, period: Period, kind: str) -> CellStory:
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
        _bars(list(reversed(values)), period),
        list(changes),
        list(comments),
    )


def _bars(values: list[Value], period: Period) -> list[Bar]:
    tallest = max((abs(value.number) for value in values if value.number is not None), default=Decimal(0))
    return [
        Bar(
            value.period.label,
            value.text,
            None if value.number is None else int(abs(value.number) / tallest * 100) if tallest else 0,
            value.period.label == period.label,
        )
        for value in values
    ]


_COMPARISONS = {">": "больше", ">=": "не меньше", "<": "меньше", "<=": "не больше"}


def meaning_in_words(quantity: Quantity) -> str:
    """How the portal understood what is written, for the person who typed it."""
    match quantity.kind:
        case Kind.EMPTY:
            return "Пусто: значение ещё не внесено."
        case Kind.NOT_APPLICABLE:
            return "Не относится: в расчёты не входит."
        case Kind.NO_DATA:
            return "Нет данных: в расчёты не входит."
        case Kind.TEXT:
            return "Текст: с числами не сравнивается."
        case Kind.RANGE:
            meaning = f"от {write_number(quantity.number)} до {write_number(quantity.upper)}"
        case Kind.BOUND:
            meaning = f"{_COMPARISONS[quantity.comparison]} {write_number(quantity.number)}"
        case _:
            meaning = write_number(quantity.number) if quantity.number is not None else "доля без числа"
    if quantity.unit:
        meaning += f" {quantity.unit}"
    if quantity.count is not None:
        of = f" из {write_number(quantity.total)}" if quantity.total is not None else ""
        meaning += f", это {write_number(quantity.count)}{of}"
    if quantity.previous:
        period = f" ({quantity.previous.period})" if quantity.previous.period else ""
        meaning += f"; раньше{period} было {write_number(quantity.previous.number)}"
    return meaning[0].upper() + meaning[1:] + "."
