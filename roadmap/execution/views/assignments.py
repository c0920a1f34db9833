"""The pages of an activity and of one assignment, where it is reported on."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import Truncator
from django.views.decorators.http import require_POST, require_safe

from portal.forms import render_form, require_safe_or_post
from roadmap.execution.access import activity_for, assignment_for
from roadmap.execution.actions.reporting import ReportedMeanwhile, WrongReview, report_on_assignment, require_document
from roadmap.execution.due_words import due_words
from roadmap.execution.evidence.models import EvidenceFile
from roadmap.execution.forms.activity_filter import ActivityFilter
from roadmap.execution.forms.report import ReportForm
from roadmap.execution.locks import is_own, why_closed
from roadmap.execution.models import Assignment
from roadmap.execution.permissions import can_report, can_review, can_waive
from roadmap.execution.queries.history import assignment_history
from roadmap.execution.queries.tallies import tallies_of
from roadmap.execution.queries.tasks import school_tasks
from roadmap.execution.tally import AssignmentTally
from roadmap.execution.understanding import understood_places
from roadmap.programmes.models import Programme
from roadmap.programmes.permissions import can_manage, can_see_all_schools

ASSIGNMENTS_ON_A_PAGE = 100


@require_safe
def activity_detail(request: HttpRequest, pk: int):
    """Show an activity as the document has it, and what each of its responsibles has done."""
    activity = activity_for(request, pk)
    programme = activity.direction.roadmap.programme
    visible = Assignment.objects.visible_to(request.user).filter(activity=activity)
    form = ActivityFilter(request.GET)
    shown = form.filter(visible).department_first().select_related("school", "stage", "reported_by")
    sees_all_schools = can_see_all_schools(request.user, programme)
    today = timezone.localdate()
    context = {
        "form": form,
        "activity": activity,
        "programme": programme,
        "assignments": Paginator(shown.prefetch_related("evidence"), ASSIGNMENTS_ON_A_PAGE).get_page(
            request.GET.get("page")
        ),
        "tally": tallies_of(visible, today).get(activity.pk, AssignmentTally({})),
        "sees_all_schools": sees_all_schools,
        "understood": understood_places(activity) if sees_all_schools else [],
        "can_manage": can_manage(request.user, programme) and programme.status != Programme.Status.SUPERSEDED,
        "may_report": can_review(request.user, programme),
        "may_waive": can_waive(request.user, programme),
        "today": today,
    }
    return render_form(request, "roadmap/execution/activity_detail.html", context)


@require_POST
def activity_require_document(request: HttpRequest, pk: int):
    activity = activity_for(request, pk)
    if not can_manage(request.user, activity.direction.roadmap.programme):
        raise PermissionDenied
    required = "required" in request.POST
    require_document(activity, required=required, by=request.user)
    words = "Теперь «выполнено» примут только с документом." if required else "Документ больше не обязателен."
    messages.success(request, words)
    return redirect("activity-detail", activity.pk)


@require_safe_or_post
def assignment_detail(request: HttpRequest, pk: int):
    """Show what one responsible has to do by a day, with the form to report on it if the user may."""
    assignment = assignment_for(request, pk)
    may_report, closed = can_report(request.user, assignment), why_closed(assignment, request.user)
    form = None
    if request.method == "POST":
        if not may_report:
            raise PermissionDenied
        form = ReportForm(request.POST, request.FILES, assignment=assignment, user=request.user)
        if _is_saved(form, request):
            return _after_report(request, assignment)
    elif may_report and not closed:
        form = ReportForm(assignment=assignment, user=request.user)
    programme = assignment.programme
    context = {
        "assignment": assignment,
        "activity": assignment.activity,
        "programme": programme,
        "stages": [assignment.stage] if assignment.stage else [],
        "documents": assignment.evidence.prefetch_related("files__added_by"),
        "withdrawn": EvidenceFile.with_withdrawn.filter(
            evidence__assignment=assignment, withdrawn_at__isnull=False
        ).select_related("withdrawn_by"),
        "may_withdraw": form is not None and assignment.review != Assignment.Review.CONFIRMED,
        "history": assignment_history(assignment),
        "form": form,
        "closed": closed if may_report else "",
        "is_own": is_own(request.user, assignment),
        "may_waive": assignment.is_expected and can_waive(request.user, programme),
        "may_review": assignment.school_id is not None and can_review(request.user, programme),
        "today": timezone.localdate(),
    }
    return render(
        request, "roadmap/execution/assignment_detail.html", context, status=422 if form and form.errors else 200
    )


def _is_saved(form: ReportForm, request: HttpRequest) -> bool:
    """Save the report, and return whether that worked; if not, the form says why and its files are kept."""
    if form.is_valid():
        doubled = form.doubled()
        version = form.cleaned_data["version"] or 0
        try:
            report_on_assignment(form.assignment, form.report(), by=form.user, version=version)
        except ReportedMeanwhile as conflict:
            form.refuse_unseen(conflict.current)
        except WrongReview as refusal:
            form.refuse(str(refusal))
        else:
            transaction.on_commit(form.forget_files)
            for words in doubled:
                messages.info(request, words)
            return True
    form.keep_files()
    return False


def _after_report(request: HttpRequest, assignment: Assignment):
    """Lead a director on to the next task, and the department back to the activity."""
    if not is_own(request.user, assignment):
        whose = f"за школу: {assignment.school}" if assignment.school else "за отдел"
        messages.success(request, f"Отчёт сохранён {whose}.")
        return redirect("activity-detail", assignment.activity_id)
    today = timezone.localdate()
    following = school_tasks(assignment.school, today).after(assignment)
    words = f"Отчёт отправлен: {assignment.activity.number or assignment.activity}."
    if following:
        words += f" Дальше: {Truncator(following.activity).chars(80)} ({due_words(following, today)})."
    else:
        words += " Больше от школы сейчас ничего не ждут."
    messages.success(request, words)
    return redirect("task-list")
