"""Grids of values, each read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.db.models import Exists, F, OuterRef

from indicators.grid.table import EMPTY, Column, Grid, GridCell, Row
from indicators.locks import Locks
from indicators.models import Comment, Indicator, Period, Value
from indicators.queries.computed import Computed, computed_cells
from schools.models import Municipality, School

Kind = Value.Kind

# Of an indicator, a school (None is the municipality), a period by its label, and a kind.
CellKey = tuple[int, int | None, str, str]


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
    weights = {indicator.weight_id for indicator in indicators} - {None}
    values = _values({indicator.pk for indicator in indicators} | weights, [period], places, [kind])
    columns = [
        Column(str(indicator), {"indicator": indicator.pk}, indicator.group, indicator.unit) for indicator in indicators
    ]
    rows = []
    for place in places:
        place_id = place and place.pk
        cells = [
            _cell(values.get((each.pk, place_id, period.label, kind)), locks.why(place_id, each.pk, period.label))
            for each in indicators
        ]
        title = place.name if place else f"{municipality}: внесено"
        rows.append(Row(title, {"school": place_id}, cells))
    if own:
        rows += _computed_rows(municipality, (period.label, kind), indicators, values)
    caption = f"{municipality}, {period}" + (f", {kind.label}" if kind != Kind.FACT else "")
    return Grid(caption, ("Школа",), columns, rows, {"period": period.label, "kind": kind})


def years_stated(school: School, kind: Kind) -> set[str]:
    """The labels of the years that the school has such values of."""
    stated = Value.objects.of(school).filter(kind=kind).exclude(text="")
    return set(stated.order_by().values_list("period__label", flat=True).distinct())


def school_grid(
    school: School,
    periods: list[Period],
    indicators: list[Indicator],
    *,
    bases: list[Period],
    goals: list[Period],
    since: Period | None,
    locks: Locks,
) -> Grid:
    """Indicators in rows; in columns the base, the plan and the fact of each period, and the target.

    Periods no later than `since` are left out where nothing was entered for them.
    """
    values = _values(indicators, [*bases, *periods, *goals], [school], Kind)
    entered = {label for (_, _, label, kind), value in values.items() if kind in (Kind.PLAN, Kind.FACT) and value.text}
    periods = [each for each in periods if not since or each.start_on > since.start_on or each.label in entered]
    shown = [(period, Kind.BASELINE) for period in bases]
    shown += [(period, kind) for period in periods for kind in (Kind.PLAN, Kind.FACT)]
    shown += [(period, Kind.TARGET) for period in goals]
    columns = [Column(kind.label, {"period": period.label, "kind": kind}, str(period)) for period, kind in shown]
    rows = []
    for indicator in indicators:
        cells = [
            _cell(
                values.get((indicator.pk, school.pk, period.label, kind)),
                locks.why(school.pk, indicator.pk, period.label),
            )
            for period, kind in shown
        ]
        rows.append(Row(str(indicator), {"indicator": indicator.pk}, cells, info=(indicator.unit,)))
    return Grid(school.name, ("Показатель", "Ед."), columns, rows, {"school": school.pk})


def submission_grid(
    school: School, period: Period, indicators: list[Indicator], *, locks: Locks, changed: Mapping[int, str]
) -> Grid:
    """What a collection asks of a school: one column to type into, beside it the year before.

    `changed` says of indicators what has happened to the value since the school sent it.
    """
    last_year = Period.from_label(period.previous_label)
    values = _values(indicators, [last_year, period], [school], [Kind.FACT])
    rows = []
    for indicator in indicators:
        before = values.get((indicator.pk, school.pk, last_year.label, Kind.FACT))
        value = values.get((indicator.pk, school.pk, period.label, Kind.FACT))
        cell = _cell(value, locks.why(school.pk, indicator.pk, period.label))
        cell = replace(cell, changed=changed.get(indicator.pk, ""))
        rows.append(Row(str(indicator), {"indicator": indicator.pk}, [cell], info=(before.text if before else "",)))
    columns = [Column(str(period), {"period": period.label, "kind": Kind.FACT})]
    return Grid(school.name, ("Показатель", last_year.label), columns, rows, {"school": school.pk})


def _values(
    indicators: Iterable[Indicator | int], periods: Iterable[Period], places: list[School | None], kinds: Iterable[Kind]
) -> dict[CellKey, Value]:
    """Of the places that are shown, which the caller chose within the user's scope.

    Periods are asked for by label: a year that nobody has entered anything for yet has no record.
    """
    wanted = {place and place.pk for place in places}
    labels = [period.label for period in periods]
    values = (
        Value.objects.filter(indicator__in=indicators, period__label__in=labels, kind__in=kinds)
        .annotate(label=F("period__label"), commented=Exists(Comment.objects.filter(value=OuterRef("pk"))))
        .defer("entered_at", "entered_by")
    )
    return {
        (value.indicator_id, value.school_id, value.label, value.kind): value
        for value in values
        if value.school_id in wanted
    }


def _cell(value: Value | None, lock: str) -> GridCell:
    if value is None:
        return GridCell(locked=lock) if lock else EMPTY
    return GridCell(value.text, value.version, tuple(value.notes), lock, value.commented)


def _computed_rows(municipality, of: tuple[str, str], indicators: list[Indicator], values: dict) -> list[Row]:
    """None where all of the indicators are entered by hand."""
    if all(indicator.rule == Indicator.Rule.BY_HAND for indicator in indicators):
        return []
    by_indicator = defaultdict(list)
    for (indicator_id, school_id, *_), value in values.items():
        if school_id is not None:
            by_indicator[indicator_id].append(value)
    cells = [
        computed_cells(each, values.get((each.pk, None, *of)), by_indicator[each.pk], by_indicator[each.weight_id])
        for each in indicators
    ]
    titles = {Computed.BY_SCHOOLS: f"{municipality}: по школам", Computed.DIFFERENCE: "Разница"}
    return [Row(title, {}, [each[row] for each in cells], computed=row) for row, title in titles.items()]
