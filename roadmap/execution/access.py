"""Finds activities and assignments within the user's scope, or raises Http404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from roadmap.execution.models import MUNICIPALITY, PROGRAMME, Assignment, AssignmentQuerySet
from roadmap.execution.queries.tasks import with_activity
from roadmap.plan.models import Activity
from roadmap.programmes.models import Programme


def activity_for(request: HttpRequest, pk: int) -> Activity:
    activities = Activity.objects.filter(direction__roadmap__programme__in=Programme.objects.visible_to(request.user))
    activities = activities.select_related(
        "direction__roadmap__programme__municipality", "executors__corrected_by", "dates__corrected_by"
    ).prefetch_related("executors__schools", "stages__executors__schools", "stages__dates__corrected_by")
    return get_object_or_404(activities, pk=pk)


def visible_assignments(user) -> AssignmentQuerySet:
    programmes = Programme.objects.visible_to(user)
    return Assignment.objects.visible_to(user).filter(**{f"{PROGRAMME}__in": programmes})


def assignment_for(request: HttpRequest, pk: int) -> Assignment:
    assignments = with_activity(visible_assignments(request.user))
    return get_object_or_404(assignments.select_related(MUNICIPALITY), pk=pk)
