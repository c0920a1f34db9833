from django.shortcuts import redirect, render
from django.utils import timezone

from indicators.models import Submission
from portal.accounts.roles import Permission
from roadmap.queries.tasks import department_tasks, school_tasks
from schools.models import Municipality, School
from schools.scope import scope_of


def home(request):
    """A director begins with what is expected of the school, everybody else with the programmes."""
    if scope_of(request.user).has(Permission.REPORT_FOR_SCHOOL):
        return redirect("task-list")
    return redirect("programme-list")


def task_list(request):
    """What is expected of the user's own schools, and of the department where the user reports for it."""
    scope, today = scope_of(request.user), timezone.localdate()
    schools = School.objects.filter(pk__in=scope.school_ids)
    tasks = [school_tasks(school, today) for school in schools]
    if scope.has(Permission.REPORT_FOR_DEPARTMENT):
        of_department = scope.municipalities_with(Permission.REPORT_FOR_DEPARTMENT, field="pk")
        tasks += [department_tasks(each, today) for each in Municipality.objects.filter(of_department)]
    collections = Submission.objects.awaited().filter(school__in=schools).select_related("collection", "school")
    programmes = {each.activity.direction.roadmap.programme_id for somebodys in tasks for each in somebodys.expected}
    context = {
        "tasks": tasks,
        "collections": collections,
        "several_programmes": len(programmes) > 1,
        "today": today,
    }
    return render(request, "roadmap/task_list.html", context)
