"""Pages of a programme's yearly evaluation, where it is tried out, written, kept and reopened."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from portal.forms import posted, require_safe_or_post
from portal.meanwhile import ChangedMeanwhile
from portal.refusals import refusal_told
from roadmap.evaluation.actions import (
    NOT_ALLOWED,
    EvaluationRefused,
    OpenDoubts,
    choose_evaluation_method,
    keep_evaluation,
    reopen_evaluation,
    start_evaluation,
    write_evaluation,
)
from roadmap.evaluation.forms import EvaluationChoiceForm, EvaluationForm
from roadmap.evaluation.methods.method_sentences import method_in_sentences
from roadmap.evaluation.methods.queries import evaluation_methods_for
from roadmap.evaluation.models import Evaluation
from roadmap.evaluation.queries.editions import evaluations_of_editions
from roadmap.evaluation.queries.sheet import evaluation_periods, evaluation_sheet, live_sheet
from roadmap.programmes.access import managed_programme, programme_for
from roadmap.programmes.models import Programme
from roadmap.programmes.permissions import can_manage, can_see_all_schools


@require_safe
def programme_evaluation(request: HttpRequest, pk: int):
    """Show the programme's evaluations, and try out a method and a year without saving anything.

    Only those who manage the programme or see all schools can try; others see kept evaluations.
    """
    programme = programme_for(request, pk)
    may_try = can_manage(request.user, programme) or can_see_all_schools(request.user, programme)
    context = {
        "programme": programme,
        "evaluations": evaluations_of_editions(programme, request.user),
        "may_try": may_try,
        "can_manage": can_manage(request.user, programme),
        "may_write": can_manage(request.user, programme),
    }
    if may_try:
        context |= _prepare_trial(request, programme)
    return render(request, "roadmap/evaluation/programme_evaluation.html", context)


def _prepare_trial(request: HttpRequest, programme: Programme) -> dict:
    form = _build_choice_form(request.GET if "method" in request.GET else None, programme)
    begun = [label for label, period in form.periods.items() if period.start_on <= timezone.localdate()]
    form.fields["period"].initial = begun[-1] if begun else None
    context = {"form": form, "sheet": None}
    if form.is_valid():
        chosen = form.chosen
        existing = programme.evaluations.filter(period=form.year).first()
        others = evaluations_of_editions(programme, request.user)
        earlier = [each for each in others if each[0].period == form.year and each[0].programme_id != programme.pk]
        sheet = live_sheet(programme, form.year, chosen.shape, timezone.localdate(), form.typed(existing))
        context |= {"sheet": sheet, "chosen": chosen, "existing": existing, "earlier": earlier,
                    "sentences": method_in_sentences(chosen.shape)}  # fmt: skip
    return context


def _build_choice_form(data, programme: Programme) -> EvaluationChoiceForm:
    return EvaluationChoiceForm(
        data, methods=evaluation_methods_for(programme.municipality), periods=evaluation_periods(programme)
    )  # fmt: skip


@require_POST
def programme_evaluation_start(request: HttpRequest, pk: int):
    programme = managed_programme(request, pk)
    form = _build_choice_form(request.POST, programme)
    if not form.is_valid():
        messages.error(request, "Выберите метод и год.")
        return redirect("programme-evaluation", programme.pk)
    with refusal_told(request):
        evaluation = start_evaluation(
            programme=programme, period=form.year, chosen=form.chosen, money=form.own_money, by=request.user
        )
        return redirect("evaluation-detail", evaluation.pk)
    return redirect("programme-evaluation", programme.pk)


def _find_evaluation(request: HttpRequest, pk: int) -> Evaluation:
    found = Evaluation.objects.visible_to(request.user).select_related(
        "programme__municipality", "programme__school", "programme__approval_order", "programme__amends",
        "programme__indicator_table", "programme__roadmap__programme", "period", "kept_by", "method",
    )  # fmt: skip
    return get_object_or_404(found, pk=pk)


def _find_managed(request: HttpRequest, pk: int) -> Evaluation:
    evaluation = _find_evaluation(request, pk)
    if not can_manage(request.user, evaluation.programme):
        raise PermissionDenied
    return evaluation


@require_safe_or_post
def evaluation_detail(request: HttpRequest, pk: int):
    """Show a kept evaluation, or a draft, which those who manage the programme can write."""
    evaluation = _find_evaluation(request, pk)
    may_write = can_manage(request.user, evaluation.programme)
    if request.method == "POST" and not may_write:
        raise PermissionDenied
    sheet = evaluation_sheet(evaluation, timezone.localdate())
    form, status = None, 200
    if may_write and evaluation.allows("write"):
        form = EvaluationForm(posted(request), evaluation=evaluation, sheet=sheet)
    if request.method == "POST":
        if form is None:
            messages.error(request, NOT_ALLOWED[evaluation.state])
            return redirect("evaluation-detail", evaluation.pk)
        if form.is_valid():
            try:
                write_evaluation(evaluation=evaluation, writings=form.writings(), by=request.user)
                return _finish_saving(request, evaluation)
            except ChangedMeanwhile as conflict:
                form, status = form.again(conflict.current), 409
            except EvaluationRefused as refusal:  # somebody has kept it meanwhile
                form.add_error(None, str(refusal))
                status = 422
        else:
            status = 422
    context = {
        "evaluation": evaluation, "programme": evaluation.programme, "sheet": sheet, "form": form,
        "may_write": may_write, "may_see_all": can_see_all_schools(request.user, evaluation.programme),
        "sentences": method_in_sentences(sheet.method),
        "methods": evaluation_methods_for(evaluation.programme.municipality).values() if form else [],
    }  # fmt: skip
    return render(request, "roadmap/evaluation/evaluation_detail.html", context, status=status)


def _finish_saving(request: HttpRequest, evaluation: Evaluation):
    """Keep the saved draft if the person asked for it, and answer with a redirect."""
    if "keep" not in request.POST:
        messages.success(request, "Черновик сохранён.")
        return redirect("evaluation-detail", evaluation.pk)
    try:
        keep_evaluation(evaluation=evaluation, by=request.user)
    except OpenDoubts:
        messages.success(request, "Черновик сохранён, но ещё не закреплён.")
        return redirect("evaluation-keep", evaluation.pk)
    return _confirm_kept(request, evaluation.pk)


def _confirm_kept(request: HttpRequest, pk: int):
    messages.success(request, "Оценка закреплена: она больше не меняется, пока её не откроют снова.")
    if owed := evaluation_sheet(_find_evaluation(request, pk), timezone.localdate()).reasons_owed:
        messages.warning(request, f"Причина отклонения не написана: {owed}.")
    return redirect("evaluation-detail", pk)


@require_safe_or_post
def evaluation_keep(request: HttpRequest, pk: int):
    """Show the doubts about the values that a draft rests on; POST keeps it if the person has seen all of them."""
    evaluation = _find_managed(request, pk)
    status = 200
    if request.method == "POST":
        try:
            keep_evaluation(evaluation=evaluation, despite=request.POST.getlist("doubt"), by=request.user)
            return _confirm_kept(request, pk)
        except OpenDoubts as refusal:
            messages.error(request, str(refusal))
            status = 409
        except EvaluationRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("evaluation-detail", pk)
    if not evaluation.allows("keep"):
        return redirect("evaluation-detail", pk)
    sheet = evaluation_sheet(evaluation, timezone.localdate())
    context = {"evaluation": evaluation, "programme": evaluation.programme, "sheet": sheet}
    return render(request, "roadmap/evaluation/evaluation_keep.html", context, status=status)


@require_POST
def evaluation_method_choose(request: HttpRequest, pk: int):
    evaluation = _find_managed(request, pk)
    chosen = evaluation_methods_for(evaluation.programme.municipality).get(request.POST.get("method", ""))
    if chosen is None:
        messages.error(request, "Выберите метод из списка.")
        return redirect("evaluation-detail", evaluation.pk)
    with refusal_told(request, f"Теперь оценка считается по методу «{chosen.shape.name}»."):
        choose_evaluation_method(evaluation=evaluation, chosen=chosen, by=request.user)
    return redirect("evaluation-detail", evaluation.pk)


@require_POST
def evaluation_reopen(request: HttpRequest, pk: int):
    evaluation = _find_managed(request, pk)
    with refusal_told(request, "Оценка снова черновик: она следует сегодняшним значениям, написанное осталось."):
        reopen_evaluation(evaluation=evaluation, by=request.user)
    return redirect("evaluation-detail", evaluation.pk)
