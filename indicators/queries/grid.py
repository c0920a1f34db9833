"""Grids of values, each read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.db.models import Exists, F, OuterRef

from indicators.aggregation import Aggregate, aggregate
from indicators.grid.table import EMPTY, Column, Grid, GridCell, Row
from indicators.locks import Locks
from indicators.models import Comment, Indicator, Period, Value
from indicators.quantity import write_number
from schools.models import Municipality, School

Kind = Value.Kind

# Of an indicator, a school (None is the municipality) and a period by its label.
CellKey = tuple[int, int | None, str]


def municipality_grid(
    municipality: Municipality,
    period: Period,
    schools: list[School],
    indicators: list[Indicator],
    *,
    kind: Kind,
    own: bool,
    locks: Locks,
) -> Grid:
    """Schools in rows, indicators in columns; with `own`, below them the municipality's values, also as computed."""
    places: list[School | None] = [*schools, *([None] if own else [])]
    values = _values(indicators, [period], places, kind)
    columns = [
        Column(str(indicator), {"indicator": indicator.pk}, indicator.group, indicator.unit) for indicator in indicators
    ]
    rows = []
    for place in places:
        place_id = place and place.pk
        cells = [
            _cell(values.get((each.pk, place_id, period.label)), locks.why(place_id, each.pk, period.label))
            for each in indicators
        ]
        title = place.name if place else f"{municipality}: внесено"
        rows.append(Row(title, {"school": place_id}, cells))
    if own:
        rows += _computed_rows(municipality, period, indicators, values)
    return Grid(f"{municipality}, {period}", ("Школа",), columns, rows, {"period": period.label, "kind": kind})


def school_grid(school: School, periods: list[Period], indicators: list[Indicator], *, locks: Locks) -> Grid:
    """Indicators in rows, in columns the plan and the fact of each period."""
    values = {kind: _values(indicators, periods, [school], kind) for kind in (Kind.PLAN, Kind.FACT)}
    columns = [
        Column(kind.label, {"period": period.label, "kind": kind}, str(period))
        for period in periods
        for kind in (Kind.PLAN, Kind.FACT)
    ]
    rows = [
        Row(
            str(indicator),
            {"indicator": indicator.pk},
            [
                _cell(
                    values[kind].get((indicator.pk, school.pk, period.label)),
                    locks.why(school.pk, indicator.pk, period.label),
                )
                for period in periods
                for kind in (Kind.PLAN, Kind.FACT)
            ],
            info=(indicator.unit,),
        )
        for indicator in indicators
    ]
    return Grid(school.name, ("Показатель", "Ед."), columns, rows, {"school": school.pk})


def submission_grid(
    school: School, period: Period, indicators: list[Indicator], *, locks: Locks, changed: Mapping[int, str]
) -> Grid:
    """What a collection asks of a school: one column to type into, beside it the year before.

    `changed` says of indicators what has happened to the value since the school sent it.
    """
    last_year = Period.from_label(period.previous_label)
    values = _values(indicators, [last_year, period], [school], Kind.FACT)
    rows = []
    for indicator in indicators:
        before = values.get((indicator.pk, school.pk, last_year.label))
        value = values.get((indicator.pk, school.pk, period.label))
        cell = _cell(value, locks.why(school.pk, indicator.pk, period.label))
        cell = replace(cell, changed=changed.get(indicator.pk, ""))
        rows.append(Row(str(indicator), {"indicator": indicator.pk}, [cell], info=(before.text if before else "",)))
    columns = [Column(str(period), {"period": period.label, "kind": Kind.FACT})]
    return Grid(school.name, ("Показатель", last_year.label), columns, rows, {"school": school.pk})


def _values(
    indicators: Iterable[Indicator], periods: Iterable[Period], places: list[School | None], kind: Kind
) -> dict[CellKey, Value]:
    """Of the places that are shown, which the caller chose within the user's scope.

    Periods are asked for by label: a year that nobody has entered anything for yet has no record.
    """
    wanted = {place and place.pk for place in places}
    labels = [period.label for period in periods]
    values = (
        Value.objects.filter(indicator__in=indicators, period__label__in=labels, kind=kind)
        .annotate(label=F("period__label"), commented=Exists(Comment.objects.filter(value=OuterRef("pk"))))
        .defer("entered_at", "entered_by")
    )
    return {(value.indicator_id, value.school_id, value.label): value for value in values if value.school_id in wanted}


def _cell(value: Value | None, lock: str) -> GridCell:
    if value is None:
        return GridCell(locked=lock) if lock else EMPTY
    return GridCell(value.text, value.version, tuple(value.notes), lock, value.commented)


def _computed_rows(municipality, period: Period, indicators: list[Indicator], values: dict) -> list[Row]:
    """What follows from the schools' values by each indicator's rule, and how the entered value differs from it."""
    by_indicator = defaultdict(list)
    for (indicator_id, school_id, _label), value in values.items():
        if school_id is not None:
            by_indicator[indicator_id].append(value)
    computed, difference = [], []
    for indicator in indicators:
        weights = {value.school_id: value.number for value in by_indicator[indicator.weight_id]}
        result = aggregate(indicator, by_indicator[indicator.pk], weights)
        computed.append(_computed_cell(indicator, result))
        difference.append(_difference(values.get((indicator.pk, None, period.label)), result))
    if all(cell is EMPTY for cell in computed):
        return []
    return [
        Row(f"{municipality}: по школам (при открытии таблицы)", {}, computed, computed=True),
        Row("Разница", {}, difference, computed=True),
    ]


def _computed_cell(indicator: Indicator, result: Aggregate | None) -> GridCell:
    if result is None:
        if indicator.rule == Indicator.Rule.BY_HAND:
            return EMPTY
        why = f"Правило «{indicator.get_rule_display()}» не к чему применить: подходящих значений у школ нет."
        return GridCell("—", notes=(why,), readonly=True)
    share = f" ({_figure(result.count)} из {_figure(result.total)})" if result.total is not None else ""
    left_out = f"Не вошли значения: {result.left_out}." if result.left_out else ""
    return GridCell(_figure(result.number) + share, notes=(left_out,) if left_out else (), readonly=True)


def _difference(entered: Value | None, result: Aggregate | None) -> GridCell:
    if result is None or entered is None or entered.number is None:
        return EMPTY
    difference = round(entered.number - result.number, 2)
    return GridCell(_figure(difference), readonly=True) if difference else EMPTY


def _figure(number) -> str:
    """At most two decimals: a computed mean has no more meaning than that."""
    return write_number(round(number, 2).normalize() + 0)
