from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from indicators.actions.values import Outcome, State, Way, enter_values, with_wholes
from indicators.grid.html import attributes, grid_html
from indicators.locks import locks_for
from indicators.models import Indicator, Period, Value
from indicators.views.excel import workbook
from portal.forms import posted
from roadmap.forms.facts import FactsForm
from roadmap.models import IndicatorTable, Programme
from roadmap.permissions import can_enter_values
from roadmap.queries.target_grid import programme_grid
from roadmap.queries.targets import table_lines, table_periods
from roadmap.views.programme import programme_for
from schools.models import School


def programme_indicators(request, pk: int):
    """Plan and fact of all periods; the municipality's, or those that a school entered."""
    programme, table, schools = _table(request, pk)
    school = _chosen_school(request, schools)
    periods = table_periods(table)
    can_enter = can_enter_values(request.user, programme, school)
    locks = locks_for(request.user, programme.municipality_id, [school and school.pk])
    grid = programme_grid(table, periods, school, locks)
    context = {
        "programme": programme,
        "periods": periods,
        "table": grid_html(grid),
        "key": attributes(grid.key),
        "schools": schools,
        "school": school,
        "current": _current(periods),
        "can_enter": can_enter,
    }
    return render(request, "roadmap/programme_indicators.html", context)


def programme_indicators_export(request, pk: int):
    """The same table as an Excel workbook; loaded back, its facts go in and the document's own words are left alone."""
    programme, table, schools = _table(request, pk)
    school = _chosen_school(request, schools)
    locks = locks_for(request.user, programme.municipality_id, [school and school.pk])
    grid = programme_grid(table, table_periods(table), school, locks)
    columns = [each if each.key.get("kind") == Value.Kind.FACT else replace(each, key={}) for each in grid.columns]
    grid = replace(grid, columns=columns)
    return workbook(grid, programme.municipality, f"Показатели программы {programme.years}", "Показатели")


def programme_facts(request, pk: int, label: str):
    """One period as a table to type facts into."""
    programme, table, schools = _table(request, pk)
    periods = table_periods(table)
    period = next((period for period in periods if period.label == label), None)
    if period is None:
        raise Http404
    enterable = [school for school in schools if can_enter_values(request.user, programme, school)]
    of_municipality = can_enter_values(request.user, programme, None)
    if not (of_municipality or enterable):
        raise PermissionDenied
    if not of_municipality and "school" not in request.GET:
        return redirect(f"{request.path}?school={enterable[0].pk}")
    school = _chosen_school(request, schools)
    if not can_enter_values(request.user, programme, school):
        raise PermissionDenied

    groups = table_lines(table, [period], school)
    form = FactsForm(posted(request), groups=groups, school=school)
    outcomes = []
    if request.method == "POST" and form.is_valid():
        outcomes = enter_values(
            form.entries(),
            indicators={each.pk: each for each in Indicator.objects.related_to(form.lines)},
            periods={period.label: period},
            way=Way.FORM,
            by=request.user,
            locks=locks_for(request.user, programme.municipality_id, [school and school.pk]),
        )
        if all(outcome.state in (State.SAVED, State.WARNING) for outcome in outcomes):
            _tell(request, outcomes)
            return redirect(request.get_full_path())
        form = form.decided(outcomes)
    context = {
        "programme": programme,
        "table": table,
        "period": period,
        "periods": periods,
        "form": form,
        "groups": groups,
        "school": school,
        "schools": enterable,
        "of_municipality": of_municipality,
        "outcomes": outcomes,
        "saved": sum(outcome.state in (State.SAVED, State.WARNING) for outcome in outcomes),
    }
    return render(request, "roadmap/programme_facts.html", context, status=409 if outcomes else 200)


def _table(request, pk: int) -> tuple[Programme, IndicatorTable, list[School]]:
    programme = programme_for(request, pk)
    table = getattr(programme, "indicator_table", None)
    if table is None:
        raise Http404("В программе нет таблицы показателей.")
    schools = list(School.objects.visible_to(request.user).active().filter(municipality=programme.municipality_id))
    return programme, table, schools


def _chosen_school(request, schools: list[School]) -> School | None:
    chosen = request.GET.get("school")
    if not chosen:
        return None
    for school in schools:
        if str(school.pk) == chosen:
            return school
    raise Http404


def _current(periods: list[Period]) -> Period | None:
    """The last period that has begun: its facts are what is being entered now."""
    begun = [period for period in periods if period.start_on <= timezone.localdate()]
    return begun[-1] if begun else next(iter(periods), None)


def _tell(request, outcomes: list[Outcome]) -> None:
    if not outcomes:
        messages.info(request, "Изменений нет, всё уже сохранено.")
        return
    messages.success(request, f"Сохранено. Изменено значений: {len(outcomes)}.")
    for outcome in with_wholes(outcomes):
        for note in outcome.notes:
            messages.warning(request, f"«{outcome.value.text}»: {note}")
