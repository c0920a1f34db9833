from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from indicators.catalogue.actions import describe_indicators
from indicators.catalogue.models import Indicator, Period
from indicators.values.actions import EntryOutcome, EntryState, EntryWay, enter_values, with_wholes
from indicators.values.address import AddressPart
from indicators.values.grid.html import grid_html, part_attribute
from indicators.values.locks import locks_for
from indicators.values.models import Value
from indicators.workbooks.response import workbook_response
from portal.forms import posted, require_safe_or_post
from portal.history.actions import bulk_action
from portal.meanwhile import ChangedMeanwhile
from roadmap.programmes.access import edits_draft, managed_programme, programme_for
from roadmap.programmes.drafts import CannotEdit
from roadmap.programmes.models import Programme
from roadmap.programmes.permissions import can_enter_values, can_manage, can_manage_municipality
from roadmap.targets.actions import save_targets
from roadmap.targets.forms.facts import FactsForm
from roadmap.targets.forms.questions import IndicatorQuestionsForm
from roadmap.targets.forms.targets import TargetsForm
from roadmap.targets.models import IndicatorTable
from roadmap.targets.queries.grid import programme_grid
from roadmap.targets.queries.lines import table_lines, table_periods
from roadmap.targets.queries.questions import open_questions, open_questions_told, questions_about
from roadmap.targets.queries.words_as_written import targets_of
from schools.directory.models import School


@require_safe
def programme_indicators(request, pk: int):
    """Show plan and fact of all periods: the municipality's, or those that a school has entered."""
    programme, table, schools = _find_table(request, pk)
    school = _find_chosen_school(request, schools)
    periods = table_periods(table)
    can_enter = can_enter_values(request.user, programme, school)
    locks = locks_for(request.user, programme.municipality_id, [school and school.pk])
    groups = table_lines(table, periods, school)
    grid = programme_grid(table, periods, school, locks, groups)
    context = {
        "programme": programme,
        "periods": periods,
        "groups": groups,
        "table": grid_html(grid),
        "part": part_attribute(grid.part),
        "schools": schools,
        "school": school,
        "current": _find_current(periods),
        "can_enter": can_enter,
        "questions": 0 if school else open_questions(groups),
        "can_manage": can_manage(request.user, programme),
    }
    return render(request, "roadmap/targets/programme_indicators.html", context)


@require_safe_or_post
def programme_questions(request, pk: int):
    """Ask what has to be known about the table's indicators to judge them; also for an approved programme."""
    programme = managed_programme(request, pk)
    table = getattr(programme, "indicator_table", None)
    if table is None:
        raise Http404("В программе нет таблицы показателей.")
    questions = questions_about(table)
    form = IndicatorQuestionsForm(
        posted(request), questions=questions, changes_said=can_manage_municipality(request.user, programme)
    )
    status = 422 if form.errors else 200
    if form.is_valid():
        answers, seen = form.answers()
        try:
            describe_indicators(answers=answers, seen=seen, by=request.user)
            return _confirm_answers(request, programme, len({pk for pk, _ in answers}))
        except ChangedMeanwhile as conflict:
            form, status = form.again(conflict.current), 409
    context = {"programme": programme, "form": form, "open": sum(each.is_open for each in questions)}
    return render(request, "roadmap/targets/programme_questions.html", context, status=status)


def _confirm_answers(request, programme: Programme, count: int):
    left = sum(each.is_open for each in questions_about(programme.indicator_table))
    messages.success(request, f"Ответы сохранены, показателей: {count}." if count else "Изменений нет.")
    if left:
        messages.warning(request, f"Осталось открытых вопросов: {left}.")
        return redirect("programme-questions", programme.pk)
    return redirect("programme-indicators", programme.pk)


@require_safe
def programme_indicators_export(request, pk: int):
    """Return the table as an Excel workbook; when it is loaded back, only its facts are taken in."""
    programme, table, schools = _find_table(request, pk)
    school = _find_chosen_school(request, schools)
    locks = locks_for(request.user, programme.municipality_id, [school and school.pk])
    grid = programme_grid(table, table_periods(table), school, locks)
    columns = [
        each if each.part.kind == Value.Kind.FACT else replace(each, part=AddressPart()) for each in grid.columns
    ]
    grid = replace(grid, columns=columns)
    return workbook_response(grid, programme.municipality, f"Показатели программы {programme.years}", "Показатели")


@require_safe_or_post
def programme_facts(request, pk: int, label: str):
    """Show one period as a table to type facts into."""
    programme, table, schools = _find_table(request, pk)
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
    school = _find_chosen_school(request, schools)
    if not can_enter_values(request.user, programme, school):
        raise PermissionDenied

    groups = table_lines(table, [period], school)
    form = FactsForm(posted(request), groups=groups, school=school)
    outcomes = []
    if form.is_valid():
        related = Indicator.objects.related_to({cell.indicator_id for cell in form.lines})
        entries = form.entries()
        deed = f"Факт программы за {period}: {school or programme.municipality}"
        outcomes = enter_values(
            entries,
            indicators={each.pk: each for each in related},
            periods={period.label: period},
            way=EntryWay.FORM,
            by=request.user,
            locks=locks_for(request.user, programme.municipality_id, [school and school.pk]),
            bulk=bulk_action(deed, place=programme.municipality) if len(entries) > 1 else None,
        )
        if all(outcome.state in (EntryState.SAVED, EntryState.WARNING) for outcome in outcomes):
            _confirm_facts(request, outcomes, programme)
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
        "saved": sum(outcome.state in (EntryState.SAVED, EntryState.WARNING) for outcome in outcomes),
    }
    return render(request, "roadmap/targets/programme_facts.html", context, status=409 if outcomes else 200)


def _find_table(request, pk: int) -> tuple[Programme, IndicatorTable, list[School]]:
    programme = programme_for(request, pk)
    table = getattr(programme, "indicator_table", None)
    if table is None:
        raise Http404("В программе нет таблицы показателей.")
    schools = list(School.objects.visible_to(request.user).active().filter(municipality=programme.municipality_id))
    return programme, table, schools


def _find_chosen_school(request, schools: list[School]) -> School | None:
    chosen = request.GET.get("school")
    if not chosen:
        return None
    for school in schools:
        if str(school.pk) == chosen:
            return school
    raise Http404


def _find_current(periods: list[Period]) -> Period | None:
    """Return the last period that has begun, as its facts are those being entered now; else the first."""
    begun = [period for period in periods if period.start_on <= timezone.localdate()]
    return begun[-1] if begun else next(iter(periods), None)


def _confirm_facts(request, outcomes: list[EntryOutcome], programme: Programme) -> None:
    if not outcomes:
        messages.info(request, "Изменений нет, всё уже сохранено.")
        return
    words = f"Сохранено. Изменено значений: {len(outcomes)}."
    if len(outcomes) > 1:
        actions = reverse("value-actions", args=[programme.municipality_id])
        words = format_html('{} <a href="{}">Взять назад</a> можно в массовых действиях.', words, actions)
    messages.success(request, words)
    for outcome in with_wholes(outcomes):
        for note in outcome.notes:
            messages.warning(request, f"«{outcome.value.text}»: {note}")


def _save_targets(request, programme: Programme, form: TargetsForm) -> None:
    said = form.said_of_catalogue
    answers = {(pk, "direction"): direction for pk, direction in said.directions.items()}
    seen = dict.fromkeys(answers, "")
    try:
        describe_indicators(answers=answers, seen=seen, by=request.user)
    except ChangedMeanwhile as conflict:
        left = {place: said for place, said in answers.items() if place not in conflict.current}
        describe_indicators(answers=left, seen=seen, by=request.user)
        for indicator in Indicator.objects.filter(pk__in={pk for pk, _ in conflict.current}):
            messages.warning(
                request,
                f"О показателе «{indicator}» за это время сказали иначе: {indicator.get_direction_display()}. "
                "Если это неверно, исправьте в вопросах к показателям.",
            )
    save_targets(
        programme=programme,
        words=form.words(),
        seen=form.cleaned_data["seen"],
        described=said.names,
        drops_cells=form.cleaned_data["drops_cells"],
        by=request.user,
    )


@require_safe_or_post
@edits_draft
def programme_targets_edit(request, programme: Programme):
    """Edit the table of indicators: its columns, rows, baselines, and plans by period."""
    words = targets_of(getattr(programme, "indicator_table", None))
    form = TargetsForm(posted(request), programme=programme, words=words)
    adds = {"row": form.with_one_more_row, "column": form.with_one_more_column}.get(request.POST.get("do"))
    if adds:
        form = adds()
    elif form.is_valid():
        try:
            with transaction.atomic():
                _save_targets(request, programme, form)
        except ChangedMeanwhile as conflict:
            form = form.again(conflict.current)
        except CannotEdit as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Сохранено: показатели.")
            if told := open_questions_told(programme):
                messages.warning(request, told)
            return redirect("programme-edit", programme.pk)
    status = 422 if form.is_bound and not adds else 200
    rows = [
        (row, [row[name] for name in row.fields if name not in ("id", "ORDER", "DELETE")]) for row in form.rows.forms
    ]
    context = {"programme": programme, "form": form, "rows": rows}
    return render(request, "roadmap/targets/programme_targets.html", context, status=status)
