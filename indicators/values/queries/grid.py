"""Grids of values, each read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.db.models import Exists, F, OuterRef, Q

from indicators.catalogue.asked_of import asked_of_kind
from indicators.catalogue.models import Indicator, IndicatorQuerySet, Period
from indicators.values.address import AddressPart, CellAddress
from indicators.values.grid.table import EMPTY, Grid, GridCell, GridColumn, GridRow
from indicators.values.locks import Locks
from indicators.values.models import Comment, Value, ValueQuerySet
from indicators.values.queries.computed import Computed, computed_cells
from schools.directory.models import Municipality, School

Kind = Value.Kind


def shown_indicators(municipality_id: int, values: ValueQuerySet, school: School | None = None) -> IndicatorQuerySet:
    """What is collected, of a school what it is asked for; and others that such values are of."""
    written = values.filter(indicator=OuterRef("pk")).exclude(text="")
    wanted = Q(is_archived=False)
    if school:
        wanted &= Q(asked_of__in=asked_of_kind(school.kind))
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
    """Schools in rows, indicators in columns; with `own`, below them the municipality's values, also as computed."""
    part = AddressPart(period=period.label, kind=kind)
    places: list[School | None] = [*schools, *([None] if own else [])]
    weights = {indicator.weight_id for indicator in indicators} - {None}
    values = _values({indicator.pk for indicator in indicators} | weights, [period], places, [kind])
    columns = [
        GridColumn(str(indicator), AddressPart(indicator.pk), indicator.group, indicator.unit)
        for indicator in indicators
    ]
    rows = []
    for place in places:
        place_id = place and place.pk
        cells = [
            _cell(CellAddress(each.pk, period.label, place_id, kind), values, locks,
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
            _cell(CellAddress(indicator.pk, period.label, school.pk, kind), values, locks) for period, kind in shown
        ]
        rows.append(GridRow(str(indicator), AddressPart(indicator.pk), cells, info=(indicator.unit,)))
    return Grid(school.name, ("Показатель", "Ед."), columns, rows, AddressPart.of_school(school.pk))


def submission_grid(
    school: School, period: Period, indicators: list[Indicator], *, locks: Locks, changed: Mapping[int, str]
) -> Grid:
    """What a collection asks of such a school, or has of it: one column to type into, beside it the year before.

    `changed` says of indicators what has happened to the value since the school sent it.
    """
    last_year = Period.from_label(period.previous_label)
    values = _values(indicators, [last_year, period], [school], [Kind.FACT])
    rows = []
    for indicator in indicators:
        address = CellAddress(indicator.pk, period.label, school.pk)
        if not indicator.is_asked_of(school) and not (address in values and values[address].text):
            continue
        before = values.get(address.a_year_before)
        cell = replace(_cell(address, values, locks), changed=changed.get(indicator.pk, ""))
        rows.append(GridRow(str(indicator), AddressPart(indicator.pk), [cell], info=(before.text if before else "",)))
    columns = [GridColumn(str(period), AddressPart(period=period.label, kind=Kind.FACT))]
    return Grid(school.name, ("Показатель", last_year.short), columns, rows, AddressPart.of_school(school.pk))


def _values(
    indicators: Iterable[Indicator | int], periods: Iterable[Period], places: list[School | None], kinds: Iterable[Kind]
) -> dict[CellAddress, Value]:
    """Of the places that are shown, which the caller chose within the user's scope.

    Periods are asked for by label: a year that nobody has entered anything for yet has no record.
    """
    wanted = {place and place.pk for place in places}
    # A page of one school must not read what all the others have in ten years.
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


def _cell(
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
    """None where all of the indicators are entered by hand."""
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
