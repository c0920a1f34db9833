"""Finds activities and assignments within the user's scope, or raises Http404."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from portal.forms import sent_number
from roadmap.execution.models import MUNICIPALITY, PROGRAMME, Assignment, AssignmentQuerySet
from roadmap.execution.queries.tasks import with_activity
from roadmap.plan.models import Activity, Stage
from roadmap.programmes.models import Programme
from roadmap.programmes.permissions import can_manage


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


def corrected_activity(request, pk: int) -> Activity:
    """Return an activity whose programme the user manages.

    Raises Http404 if the user may not see the activity, PermissionDenied if they don't manage its programme.
    """
    activities = Activity.objects.filter(direction__roadmap__programme__in=Programme.objects.visible_to(request.user))
    activities = activities.select_related("direction__roadmap__programme__municipality", "executors", "dates")
    activity = get_object_or_404(activities, pk=pk)
    if not can_manage(request.user, activity.direction.roadmap.programme):
        raise PermissionDenied
    return activity


def place_of(
    activity: Activity, stage: str | None, words: str, key_of: Callable[[str], str], missing: str
) -> Activity | Stage:
    """Return the place whose words are corrected: the stage, or the activity if the stage has no such words.

    `words` is the name of the field, `key_of` makes the key of its words. Raises Http404 with `missing` if neither has
    any words.
    """
    place: Activity | Stage = activity
    if stage:
        stages = Stage.objects.select_related("executors", "dates", "activity__direction__roadmap__programme")
        place = get_object_or_404(stages, activity=activity, pk=sent_number(stage) or 0)
        place = place if key_of(getattr(place, words) or "") else activity
    if not key_of(getattr(place, words) or ""):
        raise Http404(missing)
    return place
