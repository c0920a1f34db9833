"""Finds what a page of values is about: its period, its schools, and the grid that a request asks for."""

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils import timezone

from indicators.catalogue.models import Period
from indicators.catalogue.period_choices import grouped, in_order, labels_of_years
from indicators.values.grid.table import Grid
from indicators.values.locks import locks_for
from indicators.values.models import Value
from indicators.values.permissions import can_see, may_enter_in
from indicators.values.queries.grid import municipality_grid, school_grid, shown_indicators, years_stated
from schools.access.scope import scope_of
from schools.directory.access import municipality_for, school_for
from schools.directory.models import Municipality, School


def schools_of(request: HttpRequest, municipality: Municipality) -> list[School]:
    return list(School.objects.visible_to(request.user).active().filter(municipality=municipality))


def period_labelled(label: str) -> Period:
    """The period with that label, not saved: looking at a page creates none. Raises Http404 if the label is none."""
    try:
        return Period.from_label(label)
    except ValueError:
        raise Http404("Такого периода нет.") from None


def standing_periods(school: School, kind: Value.Kind, asked: str) -> list[Period]:
    """The periods for which the school has a base or target (`kind`), with the one asked for."""
    labels = {*years_stated(school, kind), asked} - {""}
    return in_order(map(period_labelled, labels))


def offered_groups(chosen: Period) -> list[tuple[str, list[Period]]]:
    """Periods to choose from, grouped by kind: those in use, the chosen one, and all of this year and the last."""
    year = timezone.localdate().year
    near = {label for label in labels_of_years([year - 1, year]) if label != f"{year}-{year + 1}"}
    labels = {*Period.objects.values_list("label", flat=True), *near, chosen.label}
    return grouped(map(Period.from_label, labels))


def periods_of_school(school: School) -> list[Period]:
    """Periods for the school's page: years in use anywhere and the present ones.

    Parts of years are among them only if the school has values of them or was asked for them.
    """
    year = timezone.localdate().year
    own = Q(values__school=school) | Q(collections__submissions__school=school)
    whole = Q(kind__in=[Period.Kind.CALENDAR_YEAR, Period.Kind.SCHOOL_YEAR, Period.Kind.SCHOOL_YEARS])
    used = Period.objects.filter(whole | own).distinct().order_by().values_list("label", flat=True)
    return in_order(map(Period.from_label, {*used, str(year), f"{year - 1}-{year}"}))


def school_grid_for(request: HttpRequest, pk: int) -> tuple[dict, Grid]:
    """The context and grid of a school's page, for the base and goal years that the request names."""
    school = school_for(request, pk)
    indicators = list(shown_indicators(school.municipality_id, Value.objects.of(school), school))
    locks = locks_for(request.user, school.municipality_id, [school.pk])
    periods, year = periods_of_school(school), timezone.localdate().year
    whole = [period for period in periods if not period.is_part_of_year]
    asked = {name: request.GET.get(name, "") for name in ("base", "goal")}
    stated = standing_periods(school, Value.Kind.BASELINE, asked["base"])
    bases = stated or [period_labelled(str(year - 1))]
    goals = standing_periods(school, Value.Kind.TARGET, asked["goal"]) or whole[-1:]
    since = stated[0] if stated else None
    grid = school_grid(school, periods, indicators, bases=bases, goals=goals, since=since, locks=locks)
    chosen = {"base": asked["base"] or bases[-1].label, "goal": asked["goal"] or goals[-1].label}
    near = {str(each) for each in range(year - 6, year + 6)}
    context = chosen | {
        "years": sorted({*near, *chosen.values(), *(period.label for period in whole)}),
        "school": school,
        "municipality": school.municipality,
        "period": period_labelled(str(year)),
        "may_import": not locks.schools,
        "school_query": f"school={school.pk}",
        "is_empty": not indicators,
    }
    return context, grid


def grid_for(request: HttpRequest, pk: int, label: str) -> tuple[dict, Grid]:
    """The context and grid of a municipality's page, for the kind, group and direction that the request names."""
    municipality, period = municipality_for(request, pk), period_labelled(label)
    everywhere = scope_of(request.user).everywhere
    asked = request.GET.get("kind")
    kind = Value.Kind(asked) if asked in Value.Kind.values else Value.Kind.FACT
    schools = schools_of(request, municipality)
    catalogue = list(shown_indicators(municipality.pk, Value.objects.filter(period__label=period.label)))
    groups = list(dict.fromkeys(indicator.group for indicator in catalogue))
    group = request.GET.get("group")
    indicators = [each for each in catalogue if group is None or each.group == group]
    grid = municipality_grid(
        municipality,
        period,
        schools,
        indicators,
        kind=kind,
        own=can_see(request.user, municipality_id=municipality.pk, school_id=None),
        locks=locks_for(request.user, municipality.pk, [*(school.pk for school in schools), None]),
    )
    turned = "turned" in request.GET
    context = {
        "municipality": municipality,
        "period": period,
        "periods": offered_groups(period),
        "schools": schools,
        "others": Municipality.objects.visible_to(request.user).exclude(pk=pk) if everywhere else [],
        "kind": kind,
        "kinds": Value.Kind,
        "groups": groups if len(groups) > 1 else [],
        "group": group,
        "turned": turned,
        "is_empty": not (indicators and schools),
        "has_indicators": bool(catalogue),
        "may_import": may_enter_in(request.user, municipality.pk),
    }
    return context, grid.transposed("Показатель") if turned else grid
