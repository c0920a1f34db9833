from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import timezone

from portal.accounts.roles import Permission
from portal.forms import posted, render_form, require_safe_or_post
from roadmap.execution.access import visible_assignments
from roadmap.execution.actions.waiving import require_again, waive
from roadmap.execution.forms.waivers import WaiverFilter, WaiverForm
from roadmap.execution.models import MUNICIPALITY
from roadmap.execution.queries.tasks import with_activity
from schools.access.scope import scope_of

_ON_A_PAGE = 100


@require_safe_or_post
def assignment_waivers(request: HttpRequest):
    """List assignments to be marked as not required, one or many, with a reason; or to take the mark back."""
    scope, today = scope_of(request.user), timezone.localdate()
    if not scope.has(Permission.MANAGE_PROGRAMMES):
        raise PermissionDenied
    own = scope.municipalities_with(Permission.MANAGE_PROGRAMMES, MUNICIPALITY)
    assignments = visible_assignments(request.user).planned().filter(own)
    chosen = WaiverFilter(request.GET, assignments=assignments, today=today)
    found = chosen.filter()
    form = WaiverForm(posted(request), assignments=assignments, found=found)
    if form.is_valid():
        _take_step(request, form)
        if "back" in request.POST and len(form.ticked) == 1:
            return redirect("assignment-detail", *form.ticked)
        return redirect(request.get_full_path())
    shown = Paginator(with_activity(found).select_related("waived_by"), _ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"filter": chosen, "form": form, "assignments": shown, "today": today}
    return render_form(request, "roadmap/execution/assignment_waivers.html", context, chosen, form)


def _take_step(request: HttpRequest, form: WaiverForm) -> None:
    data = form.cleaned_data
    if data["step"] == "waive":
        taken = waive(data["assignments"], because=data["because"], by=request.user)
        words = f"Отмечено «не требуется»: {len(taken)}."
    else:
        taken = require_again(data["assignments"], by=request.user)
        words = f"Снова требуется: {len(taken)}."
    if taken:
        messages.success(request, words)
    if left := len(data["assignments"]) - len(taken):
        messages.warning(
            request,
            f"Не тронуто: {left}. О них уже отчитались, или отчёт ждёт вашего решения: подтвердите его или верните.",
        )
