from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import timezone

from portal.accounts.roles import Permission
from portal.forms import posted, render_form, require_safe_or_post
from roadmap.execution.access import visible_assignments
from roadmap.execution.actions.reviewing import confirm_reports, return_reports
from roadmap.execution.forms.review import ReviewFilter, ReviewForm
from roadmap.execution.models import MUNICIPALITY
from roadmap.execution.queries.tasks import with_activity
from schools.access.scope import scope_of


@require_safe_or_post
def review_list(request: HttpRequest):
    """List reports of schools that wait for the department, are confirmed or returned; POST reviews many at once."""
    scope = scope_of(request.user)
    if not scope.has(Permission.VIEW_ALL_SCHOOLS):
        raise PermissionDenied
    may_review = scope.has(Permission.REPORT_FOR_DEPARTMENT)
    assignments = visible_assignments(request.user).in_force().exclude(school=None)
    chosen = ReviewFilter(request.GET, assignments=assignments)
    own = scope.municipalities_with(Permission.REPORT_FOR_DEPARTMENT, MUNICIPALITY)
    form = ReviewForm(posted(request), assignments=assignments.filter(own))
    if request.method == "POST":
        if not may_review:
            raise PermissionDenied
        if form.is_valid():
            _take_step(request, form)
            return redirect(request.get_full_path())
    reports = with_activity(chosen.filter()).select_related("reported_by", "reviewed_by")
    context = {
        "filter": chosen,
        "state": chosen.state_shown,
        "reports": Paginator(reports.prefetch_related("evidence__files__added_by"), 50).get_page(
            request.GET.get("page")
        ),
        "form": form,
        "may_review": may_review,
        "today": timezone.localdate(),
    }
    return render_form(request, "roadmap/execution/review_list.html", context, chosen, form)


def _take_step(request: HttpRequest, form: ReviewForm) -> None:
    data = form.cleaned_data
    if data["step"] == "confirm":
        taken = confirm_reports(data["assignments"], by=request.user, versions=form.versions)
        words = f"Подтверждено: {len(taken)}."
    else:
        taken = return_reports(data["assignments"], note=data["note"], by=request.user, versions=form.versions)
        words = f"Возвращено с замечанием: {len(taken)}."
    if taken:
        messages.success(request, words)
    if left := len(form.versions) - len(taken):
        messages.warning(
            request,
            f"Не тронуто: {left}. Школа или коллега успели изменить отчёт, прочтите его ещё раз.",
        )
