"""Pages of kept runs: their list, one run with its steps, a school's protocol and the decision about it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from indicators.identification.format.sentences import outline
from indicators.identification.judging.inquiry import Inquiry
from indicators.identification.models import LowResultList, Run, RunSchool
from indicators.identification.permissions import can_identify, can_see_runs
from indicators.identification.runs.actions import (
    confirm_run,
    decide,
    decide_open,
    delete_run,
    keep_run,
    withdraw_confirmation,
)
from indicators.identification.runs.forms import DecisionForm, OpenSchoolsForm
from indicators.identification.runs.queries import changed_since, compare_runs, run_of_the_year_before
from indicators.identification.trials.forms import TrialForm
from portal.accounts.roles import Permission
from portal.forms import posted, render_form, require_safe_or_post
from portal.once.answering import one_for_all
from portal.refusals import refusal_on, refusal_told
from schools.access.scope import scope_of
from schools.archive.actions import CAN_BE_BACK
from schools.directory.access import municipality_for
from schools.directory.models import Municipality


@require_safe
def run_list(request: HttpRequest):
    """List the kept runs of the department; a director sees what was found about their schools."""
    scope = scope_of(request.user)
    runs = Run.objects.visible_to(request.user).select_related("municipality", "period")
    own = RunSchool.objects.filter(school__in=scope.school_ids).select_related("run__period", "run__municipality")
    municipalities = Municipality.objects.at_hand(request.user).filter(
        scope.municipalities_with(Permission.VIEW_ALL_SCHOOLS, field="pk")
    )
    context = {
        "runs": Paginator(runs, 50).get_page(request.GET.get("page")),
        "own": own.order_by("-run__period__start_on", "-run__made_at"),
        "municipalities": municipalities[:20],
    }
    return render(request, "indicators/identification/run_list.html", context)


@one_for_all
@require_POST
def run_keep(request: HttpRequest, pk: int):
    municipality = municipality_for(request, pk, can_identify)
    form = TrialForm(request.POST, municipality=municipality)
    if not form.is_valid():
        messages.error(request, "Выберите метод и год.")
        return redirect("run-trial", municipality.pk)
    with refusal_told(request, "Сохранено: метод, значения и протокол каждой школы."):
        inquiry = Inquiry(municipality, form.cleaned_data["period"], form.chosen.shape)
        return redirect("run-detail", keep_run(inquiry=inquiry, chosen=form.chosen, by=request.user).pk)
    return redirect("run-trial", municipality.pk)


def _get_run(request: HttpRequest, pk: int) -> Run:
    return get_object_or_404(Run.objects.visible_to(request.user).select_related("municipality", "period"), pk=pk)


def _get_managed(request: HttpRequest, pk: int) -> Run:
    run = _get_run(request, pk)
    if not can_identify(request.user, run.municipality_id):
        raise PermissionDenied
    return run


@require_safe
def run_detail(request: HttpRequest, pk: int):
    return _show_run(request, _get_run(request, pk))


def _show_run(request: HttpRequest, run: Run, form: OpenSchoolsForm | None = None):
    before = run_of_the_year_before(run)
    schools = run.schools.select_related("decided_by").defer("values")
    may_identify = can_identify(request.user, run.municipality_id)
    may_decide = may_identify and run.allows("decide")
    context = {
        "run": run,
        "open_schools": (form or OpenSchoolsForm(run=run)) if may_decide else None,
        "schools": Paginator(schools, 100).get_page(request.GET.get("page")),
        "outline": outline(run.shape.rule, run.shape),
        "before": before,
        "low_result_list": LowResultList.objects.filter(run=run).first(),
        "comparison": before and compare_runs(before, run),
        "may_identify": may_identify and run.allows("confirm_run"),
        "may_withdraw": may_identify and run.allows("withdraw_confirmation"),
        "others": Run.objects.filter(
            municipality=run.municipality, period=run.period, confirmed_at__isnull=False
        ).exclude(pk=run.pk),
    }
    return render(request, "indicators/identification/run_detail.html", context, status=422 if form else 200)


@require_POST
def run_decide(request: HttpRequest, pk: int):
    """Decide about several schools with missing data at once."""
    run = _get_managed(request, pk)
    form = OpenSchoolsForm(request.POST, run=run)
    if not form.is_valid():
        return _show_run(request, run, form)
    said = form.cleaned_data
    with refusal_told(request):
        count = decide_open(
            run=run, decision=said["decision"], reason=said["reason"], schools=said["schools"], by=request.user
        )
        messages.success(request, f"Решение записано, школ: {count}.")
    return redirect("run-detail", run.pk)


@require_POST
def run_confirm(request: HttpRequest, pk: int):
    return _take_step(request, pk, confirm_run, "Список утверждён: решения в нём больше не меняются.")


@require_POST
def run_withdraw(request: HttpRequest, pk: int):
    return _take_step(request, pk, withdraw_confirmation, "Утверждение снято, списка больше нет.")


@require_POST
def run_delete(request: HttpRequest, pk: int):
    return _take_step(request, pk, delete_run, f"Идентификация удалена. {CAN_BE_BACK}")


def _take_step(request: HttpRequest, pk: int, action, done: str):
    run = _get_managed(request, pk)
    with refusal_told(request, done):
        action(run=run, by=request.user)
    return redirect("run-list") if action is delete_run else redirect("run-detail", run.pk)


@require_safe_or_post
def run_school(request: HttpRequest, pk: int):
    """Show a school's protocol and where today's values differ from it; a POST records the coordinator's decision."""
    schools = RunSchool.objects.visible_to(request.user)
    school = get_object_or_404(
        schools.select_related("run__municipality", "run__period", "decided_by", "school"), pk=pk
    )
    run = school.run
    may_identify = can_identify(request.user, run.municipality_id)
    if request.method == "POST" and not may_identify:
        raise PermissionDenied
    form = DecisionForm(posted(request), initial={"decision": school.decision or school.verdict})
    if form.is_valid():
        with refusal_on(form, "reason"):
            decide(school=school, by=request.user, **form.cleaned_data)
            messages.success(request, "Решение записано.")
            return redirect("run-school", school.pk)
    context = {
        "school": school, "run": run, "form": form, "may_identify": may_identify and run.allows("decide"),
        "sees_run": can_see_runs(request.user, run.municipality_id),
        "changes": changed_since(run, [school]),
    }  # fmt: skip
    return render_form(request, "indicators/identification/run_school.html", context)
