from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.collections.models import Submission
from portal.accounts.roles import Permission
from roadmap.execution.queries.tasks import department_tasks, tasks_of_schools
from schools.access.scope import scope_of
from schools.directory.models import Municipality, School


@require_safe
def task_list(request):
    """Show what is expected of the user's own schools, and of the department if the user reports for it."""
    scope, today = scope_of(request.user), timezone.localdate()
    schools = list(School.objects.filter(pk__in=scope.school_ids))
    tasks = tasks_of_schools(schools, today)
    if scope.has(Permission.REPORT_FOR_DEPARTMENT):
        of_department = scope.municipalities_with(Permission.REPORT_FOR_DEPARTMENT, field="pk")
        tasks += [department_tasks(each, today) for each in Municipality.objects.filter(of_department)]
    collections = Submission.objects.awaited().filter(school__in=schools).select_related("collection", "school")
    programmes = {each.programme.pk for somebodys in tasks for each in somebodys.expected}
    context = {
        "tasks": tasks,
        "collections": collections,
        "several_programmes": len(programmes) > 1,
        "today": today,
    }
    return render(request, "roadmap/execution/task_list.html", context)
