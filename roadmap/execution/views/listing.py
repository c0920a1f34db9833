from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.accounts.roles import Permission
from portal.forms import render_form
from roadmap.execution.access import visible_assignments
from roadmap.execution.forms.assignment_filter import AssignmentFilter
from roadmap.execution.queries.tasks import with_activity
from schools.access.scope import scope_of


@require_safe
def assignment_list(request: HttpRequest):
    """List the assignments of all programmes in force; the figures of other pages lead here."""
    scope, today = scope_of(request.user), timezone.localdate()
    sees_all = scope.has(Permission.VIEW_ALL_SCHOOLS)
    asked = visible_assignments(request.user).in_force().running(today)
    form = AssignmentFilter(request.GET, user=request.user, sees_all=sees_all)
    found = with_activity(form.filter(asked if sees_all else asked.exclude(school=None), today))
    context = {
        "form": form,
        "assignments": Paginator(found, 50).get_page(request.GET.get("page")),
        "today": today,
    }
    return render_form(request, "roadmap/execution/assignment_list.html", context)
