from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from portal.forms import posted
from roadmap.actions.execution import ReportedMeanwhile, WrongReview, report_on_assignment
from roadmap.forms.report import ReportForm
from roadmap.forms.roadmap_views import ActivityFilter
from roadmap.models import Activity, Assignment, Programme
from roadmap.permissions import can_manage, can_report, can_see_all_schools
from roadmap.queries.tasks import with_activity
from roadmap.queries.understanding import understood_places
from schools.scope import scope_of

ASSIGNMENTS_ON_A_PAGE = 100


def activity_detail(request, pk: int):
    """An activity as the document has it, and what each of its responsibles has done."""
    activities = Activity.objects.filter(direction__roadmap__programme__in=Programme.objects.visible_to(request.user))
    activities = activities.select_related(
        "direction__roadmap__programme__municipality", "executors__corrected_by"
    ).prefetch_related("executors__schools", "stages__executors__schools")
    activity = get_object_or_404(activities, pk=pk)
    form = ActivityFilter(request.GET)
    assignments = form.filter(Assignment.objects.visible_to(request.user).filter(activity=activity)).department_first()
    shown = assignments.select_related("school", "reported_by").prefetch_related("evidence__files")
    programme = activity.direction.roadmap.programme
    context = {
        "form": form,
        "activity": activity,
        "programme": programme,
        "understood": understood_places(activity) if can_see_all_schools(request.user, programme) else [],
        "can_manage": can_manage(request.user, programme),
        "assignments": Paginator(shown, ASSIGNMENTS_ON_A_PAGE).get_page(request.GET.get("page")),
        "today": timezone.localdate(),
    }
    return render(request, "roadmap/activity_detail.html", context, status=200 if form.is_valid() else 400)


def assignment_detail(request, pk: int):
    """What one responsible has to do by a day, and the form to report on it where the user may."""
    visible = with_activity(Assignment.objects.visible_to(request.user)).filter(
        activity__direction__roadmap__programme__in=Programme.objects.visible_to(request.user)
    )
    assignment = get_object_or_404(visible, pk=pk)
    form = None
    if can_report(request.user, assignment):
        form = ReportForm(posted(request), assignment=assignment)
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            version = form.cleaned_data["version"] or 0
            try:
                report_on_assignment(assignment, form.report(), by=request.user, version=version)
            except ReportedMeanwhile as conflict:
                form = form.seen(conflict.current)
            except WrongReview as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"Отчёт сохранён: {assignment.school or 'за отдел'}.")
                return redirect(
                    _after_report(assignment, own=assignment.school_id in scope_of(request.user).school_ids)
                )
    context = {
        "assignment": assignment,
        "activity": assignment.activity,
        "programme": assignment.activity.direction.roadmap.programme,
        "stages": [assignment.stage] if assignment.stage else [],
        "evidence": assignment.evidence.prefetch_related("files"),
        "form": form,
    }
    return render(request, "roadmap/assignment_detail.html", context, status=422 if form and form.errors else 200)


def _after_report(assignment: Assignment, *, own: bool) -> str:
    """A director goes on with the next task, the department with the same activity."""
    return reverse("task-list") if own else reverse("activity-detail", args=[assignment.activity_id])
