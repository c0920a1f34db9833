"""A bundle's data files: the programme's exchange file, its plan and indicators, and schools' values."""

from collections.abc import Iterator
from functools import partial

from django.utils import timezone

from indicators.catalogue.models import Indicator, Period
from indicators.values.grid.table import Grid
from indicators.values.locks import Locks, locks_for
from indicators.values.models import Value, ValueQuerySet
from indicators.values.queries.grid import municipality_grid, school_grid
from indicators.workbooks.writing import SheetOfValues, write_workbook
from reports.bundles.entries import BundleEntry
from reports.bundles.reporting import DATA, json_lines
from reports.layout.xlsx import render_xlsx
from reports.plan_state.numbers import build_roadmap_numbers
from roadmap.exchange.exporter import programme_as_json
from roadmap.overview.queries.table import followed_assignments, roadmap_table
from roadmap.plan.models import Roadmap
from roadmap.programmes.models import Programme
from roadmap.targets.queries.grid import programme_grid
from roadmap.targets.queries.lines import table_periods
from schools.directory.models import School


def programme_data(programme: Programme, user) -> Iterator[BundleEntry]:
    """Yield the programme's data, for people who see all schools or whose school's own programme it is."""
    yield BundleEntry((DATA,), "Программа.json", lambda: [programme_as_json(programme).encode()])
    if hasattr(programme, "roadmap"):
        yield BundleEntry((DATA,), "План мероприятий.xlsx", partial(_write_plan, programme.roadmap, user))
    if hasattr(programme, "indicator_table"):
        yield BundleEntry((DATA,), "Целевые показатели.xlsx", partial(_write_targets, programme))


def values_of_schools(programme: Programme, user) -> Iterator[BundleEntry]:
    """Yield schools' values of the programme's years: as a workbook with a sheet for each year, and as JSON."""
    values = Value.objects.visible_to(user).filter(indicator__municipality=programme.municipality_id)
    values = values.filter(period__in=_periods(programme, values))
    yield BundleEntry((DATA,), "Показатели школ.xlsx", partial(_write_values_by_year, programme, user, values))
    yield BundleEntry((DATA,), "Показатели школ.json", partial(_write_values_as_json, values))


def school_data(school: School, user) -> Iterator[BundleEntry]:
    values = Value.objects.visible_to(user).of(school)
    yield BundleEntry((DATA,), "Показатели.xlsx", partial(_write_school_values, school, user))
    yield BundleEntry((DATA,), "Показатели.json", partial(_write_values_as_json, values))


def _write_plan(roadmap: Roadmap, user) -> list[bytes]:
    today = timezone.localdate()
    table = roadmap_table(roadmap, followed_assignments(roadmap, user), today)
    return [render_xlsx(build_roadmap_numbers(roadmap, table, {}, today))]


def _write_targets(programme: Programme) -> list[bytes]:
    table = programme.indicator_table
    grid = programme_grid(table, table_periods(table), None, Locks())
    return [_write_workbook([("Целевые показатели", grid)], programme.municipality_id)]


def _periods(programme: Programme, values: ValueQuerySet) -> list[Period]:
    """Return periods with values, from the year before the programme to its last one."""
    used = Period.objects.filter(pk__in=values.exclude(text="").values("period"))
    return [each for each in used if programme.start_year - 1 <= each.start_on.year <= programme.end_year]


def _write_values_by_year(programme: Programme, user, values: ValueQuerySet) -> list[bytes]:
    """Write a workbook with a sheet for each period and kind of value for which anything was entered."""
    municipality = programme.municipality
    schools = list(School.objects.visible_to(user).filter(municipality=municipality))
    indicators = list(Indicator.objects.filter(municipality=municipality))
    locks = locks_for(user, municipality.pk, [*(school.pk for school in schools), None])
    stated = set(values.exclude(text="").order_by().values_list("period", "kind").distinct())
    shown = [(period, kind) for period in _periods(programme, values) for kind in Value.Kind]
    grids = [
        (
            f"{period}, {kind.label}",
            municipality_grid(municipality, period, schools, indicators, kind=kind, own=True, locks=locks),
        )
        for period, kind in shown
        if (period.pk, kind) in stated
    ]
    return [_write_workbook(grids, municipality.pk)]


def _write_school_values(school: School, user) -> list[bytes]:
    indicators = list(Indicator.objects.filter(municipality=school.municipality_id))
    years = _stated_years(school)
    running = sorted({*years[Value.Kind.PLAN], *years[Value.Kind.FACT]}, key=_by_day)
    bases, goals = years[Value.Kind.BASELINE], years[Value.Kind.TARGET]
    locks = locks_for(user, school.municipality_id, [school.pk])
    grid = school_grid(school, running, indicators, bases=bases, goals=goals, since=None, locks=locks)
    return [_write_workbook([("По годам", grid)], school.municipality_id)]


def _stated_years(school: School) -> dict[str, list[Period]]:
    """Return, by kind of value, the periods for which the school has any."""
    stated = Value.objects.of(school).exclude(text="").order_by().values_list("kind", "period").distinct()
    kinds: dict[str, list[int]] = {kind: [] for kind in Value.Kind}
    for kind, period in stated:
        kinds[kind].append(period)
    periods = Period.objects.in_bulk({pk for pks in kinds.values() for pk in pks})
    return {kind: sorted((periods[pk] for pk in pks), key=_by_day) for kind, pks in kinds.items()}


def _by_day(period: Period) -> tuple:
    return period.start_on, period.end_on


def _write_workbook(grids: list[tuple[str, Grid]], municipality_id: int) -> bytes:
    return write_workbook([SheetOfValues(title, municipality_id, grid) for title, grid in grids])


def _write_values_as_json(values: ValueQuerySet) -> Iterator[bytes]:
    written = values.exclude(text="").select_related("indicator", "period", "school")
    ordered = written.order_by("school__name_key", "indicator", "period", "kind")
    return json_lines(
        {
            "school": value.school and str(value.school),
            "indicator": value.indicator.name,
            "unit": value.indicator.unit,
            "period": value.period.label,
            "kind": value.kind,
            "value": value.text,
            "number": value.number,
            "entered": value.entered_at,
        }
        for value in ordered.iterator()
    )
