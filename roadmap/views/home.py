from django.shortcuts import redirect, render
from django.utils import timezone

from indicators.models import Submission
from portal.accounts.roles import Permission
from roadmap.queries.tasks import school_tasks
from schools.models import School
from schools.scope import scope_of


def home(request):
    """A director begins with what is expected of the school, everybody else with the programmes."""
    if scope_of(request.user).has(Permission.REPORT_FOR_SCHOOL):
        return redirect("task-list")
    return redirect("programme-list")


def task_list(request):
    """What is expected of the user's own schools."""
    schools = School.objects.filter(pk__in=scope_of(request.user).school_ids)
    tasks = [school_tasks(school, timezone.localdate()) for school in schools]
    collections = Submission.objects.awaited().filter(school__in=schools).select_related("collection", "school")
    return render(request, "roadmap/task_list.html", {"tasks": tasks, "collections": collections})
