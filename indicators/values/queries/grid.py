"""Builds grids of values, each in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.db.models import Exists, F, OuterRef, Q

from indicators.catalogue.asked_of import asked_of_school
from indicators.catalogue.models import Indicator, IndicatorQuerySet, Period
from indicators.values.address import AddressPart, CellAddress
from indicators.values.grid.table import EMPTY, Grid, GridCell, GridColumn, GridRow
from indicators.values.locks import Locks
from indicators.values.models import Comment, Value, ValueQuerySet
from indicators.values.queries.computed import Computed, computed_cells
from schools.directory.models import Municipality, School

Kind = Value.Kind


def shown_indicators(municipality_id: int, values: ValueQuerySet, school: School | None = None) -> IndicatorQuerySet:
    """The indicators to show: those still collected (from the school, if given), and others with text in `values`."""
    written = values.filter(indicator=OuterRef("pk")).exclude(text="")
    wanted = Q(is_archived=False)
    if school:
        wanted &= Q(asked_of__in=asked_of_school(school))
    return Indicator.objects.filter(municipality=municipality_id).filter(wanted | Exists(written))


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
    """A grid with schools in rows and indicators in columns; with `own`, the municipality's rows stand below."""
    part = AddressPart(period=period.label, kind=kind)
    places: list[School | None] = [*schools, *([None] if own else [])]
    weights = {indicator.weight_id for indicator in indicators} - {None}
    values = _read_values({indicator.pk for indicator in indicators} | weights, [period], places, [kind])
    columns = [
        GridColumn(str(indicator), AddressPart(indicator.pk), indicator.group, indicator.unit)
        for indicator in indicators
    ]
    rows = []
    for place in places:
        place_id = place and place.pk
        cells = [
            _make_cell(CellAddress(each.pk, period.label, place_id, kind), values, locks,
                  unasked=place is not None and not each.is_asked_of(place))
            for each in indicators
        ]  # fmt: skip
        title = place.name if place else f"{municipality}: внесено"
        rows.append(GridRow(title, AddressPart.of_school(place_id), cells))
    if own:
        rows += _computed_rows(municipality, part, indicators, values)
    caption = f"{municipality}, {period}" + (f", {kind.label}" if kind != Kind.FACT else "")
    return Grid(caption, ("Школа",), columns, rows, part)


def years_stated(school: School, kind: Kind) -> set[str]:
    """The labels of the periods for which the school has values of that kind."""
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
    """A grid with indicators in rows, and in columns the base, the plan and fact of each period, and the target.

    Periods up to `since` are left out if nothing was entered for them.
    """
    values = _read_values(indicators, [*bases, *periods, *goals], [school], Kind)
    entered = {cell.period for cell, value in values.items() if cell.kind in (Kind.PLAN, Kind.FACT) and value.text}
    periods = [each for each in periods if not since or each.start_on > since.start_on or each.label in entered]
    shown = [(period, Kind.BASELINE) for period in bases]
    shown += [(period, kind) for period in periods for kind in (Kind.PLAN, Kind.FACT)]
    shown += [(period, Kind.TARGET) for period in goals]
    columns = [
        GridColumn(kind.label, AddressPart(period=period.label, kind=kind), str(period)) for period, kind in shown
    ]
    rows = []
    for indicator in indicators:
        cells = [
            _make_cell(CellAddress(indicator.pk, period.label, school.pk, kind), values, locks)
            for period, kind in shown
        ]
        rows.append(GridRow(str(indicator), AddressPart(indicator.pk), cells, info=(indicator.unit,)))
    return Grid(school.name, ("Показатель", "Ед."), columns, rows, AddressPart.of_school(school.pk))


def submission_grid(
    school: School, period: Period, indicators: list[Indicator], *, locks: Locks, changed: Mapping[int, str]
) -> Grid:
    """A grid of the indicators that a collection asks a school for: a column to type into, and last year's values.

    An indicator that it isn't asked for stands there too if it has a value. `changed` tells, by indicator, what has
    happened to the value since the school sent it.
    """
    last_year = Period.from_label(period.previous_label)
    values = _read_values(indicators, [last_year, period], [school], [Kind.FACT])
    rows = []
    for indicator in indicators:
        address = CellAddress(indicator.pk, period.label, school.pk)
        if not indicator.is_asked_of(school) and not (address in values and values[address].text):
            continue
        before = values.get(address.a_year_before)
        cell = replace(_make_cell(address, values, locks), changed=changed.get(indicator.pk, ""))
        year_before = before.text if before else ""
        rows.append(GridRow(indicator.with_unit, AddressPart(indicator.pk), [cell], info=(year_before,)))
    columns = [GridColumn(str(period), AddressPart(period=period.label, kind=Kind.FACT))]
    return Grid(school.name, ("Показатель", str(last_year)), columns, rows, AddressPart.of_school(school.pk))


def _read_values(
    indicators: Iterable[Indicator | int], periods: Iterable[Period], places: list[School | None], kinds: Iterable[Kind]
) -> dict[CellAddress, Value]:
    """The values of the places (None is the municipality), which the caller has chosen within the user's scope.

    Periods are matched by label, as a year for which nothing has been entered has no record.
    """
    wanted = {place and place.pk for place in places}
    # A page of one school must not read the values of all others.
    of_places = {"school": places[0]} if len(places) == 1 else {}
    labels = [period.label for period in periods]
    values = (
        Value.objects.filter(indicator__in=indicators, period__label__in=labels, kind__in=kinds, **of_places)
        .annotate(label=F("period__label"), commented=Exists(Comment.objects.filter(value=OuterRef("pk"))))
        .defer("entered_at", "entered_by")
    )
    return {
        CellAddress(value.indicator_id, value.label, value.school_id, value.kind): value
        for value in values
        if value.school_id in wanted
    }


def _make_cell(
    address: CellAddress, values: Mapping[CellAddress, Value], locks: Locks, *, unasked: bool = False
) -> GridCell:
    value, lock = values.get(address), locks.why(address)
    if value is None:
        return GridCell(locked=lock, unasked=unasked) if lock or unasked else EMPTY
    unasked = unasked and not value.text
    return GridCell(value.text, value.version, tuple(value.notes), lock, value.commented, unasked=unasked)


def _computed_rows(
    municipality: Municipality, part: AddressPart, indicators: list[Indicator], values: Mapping[CellAddress, Value]
) -> list[GridRow]:
    """The municipality's computed rows; none if all indicators are entered by hand."""
    if all(indicator.rule == Indicator.Rule.BY_HAND for indicator in indicators):
        return []
    by_indicator = defaultdict(list)
    for cell, value in values.items():
        if cell.school_id is not None:
            by_indicator[cell.indicator_id].append(value)
    cells = [
        computed_cells(
            each,
            values.get(CellAddress(each.pk, part.period, None, part.kind)),
            by_indicator[each.pk],
            by_indicator[each.weight_id],
        )
        for each in indicators
    ]
    titles = {Computed.BY_SCHOOLS: f"{municipality}: по школам", Computed.DIFFERENCE: "Разница"}
    return [GridRow(title, AddressPart(), [each[row] for each in cells], computed=row) for row, title in titles.items()]
