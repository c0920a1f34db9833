from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from indicators.actions.values import Entered, enter_facts
from indicators.models import Period
from roadmap.forms import FactsForm
from roadmap.models import IndicatorTable, Programme
from roadmap.permissions import can_enter_values
from roadmap.queries.targets import table_lines, table_periods
from roadmap.views.programme import posted, programme_for
from schools.models import School


def programme_indicators(request, pk: int):
    """Plan and fact of all periods; the municipality's, or those that a school entered."""
    programme, table, schools = _table(request, pk)
    school = _chosen_school(request, schools)
    periods = table_periods(table)
    context = {
        "programme": programme,
        "table": table,
        "periods": periods,
        "groups": table_lines(table, periods, school),
        "schools": schools,
        "school": school,
        "current": _current(periods),
        "can_enter": can_enter_values(request.user, programme, school),
    }
    return render(request, "roadmap/programme_indicators.html", context)


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
    entered = None
    if request.method == "POST" and form.is_valid():
        entered = enter_facts(form.entries(), period=period, school=school, by=request.user)
        if not entered.conflicts:
            _tell(request, entered)
            return redirect(request.get_full_path())
        form = _form_of_conflicts(form, entered, groups, school)
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
        "entered": entered,
    }
    return render(request, "roadmap/programme_facts.html", context, status=409 if entered else 200)


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


def _tell(request, entered: Entered) -> None:
    if entered.saved:
        messages.success(request, f"Сохранено. Изменено значений: {entered.saved}.")
    else:
        messages.info(request, "Изменений нет, всё уже сохранено.")


def _form_of_conflicts(form: FactsForm, entered: Entered, groups, school) -> FactsForm:
    """The same form with what was typed; a cell in conflict has now been seen, so saving again decides it."""
    data = form.data.copy()
    for conflict in entered.conflicts:
        data[f"seen-{conflict.indicator_id}"] = conflict.current.text if conflict.current else ""
    for entry in form.entries():
        if entry.indicator_id not in {conflict.indicator_id for conflict in entered.conflicts}:
            data[f"seen-{entry.indicator_id}"] = entry.text
    again = FactsForm(data, groups=groups, school=school)
    for conflict in entered.conflicts:
        current = conflict.current
        who = f"{current.entered_by} " if current and current.entered_by else "Другой пользователь "
        now = f"«{current.text}»" if current and current.text else "пусто"
        again.add_error(
            f"fact-{conflict.indicator_id}",
            f"{who}за это время внёс: {now}. Оставьте своё и сохраните ещё раз, или впишите то значение.",
        )
    return again
