from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from portal.forms import posted, render_form, require_safe_or_post, sent_number
from portal.text.keys import natural_key
from roadmap.execution.executors.actions import correct_executors
from roadmap.execution.executors.forms import ExecutorsForm
from roadmap.plan.models import Activity, Stage
from roadmap.programmes.models import Programme
from roadmap.programmes.permissions import can_manage

# The value of `back` for somebody who came from the page where a programme is approved.
_APPROVAL = "approval"


@require_safe_or_post
def activity_executors(request, pk: int):
    """Show whom the «Ответственные» of an activity mean, or with `?stage=` those of its stage; POST corrects it."""
    activity = corrected_activity(request, pk)
    programme = activity.direction.roadmap.programme
    place = place_of(activity, request.GET.get("stage"), "responsible", natural_key, "Ответственные не указаны.")
    form = ExecutorsForm(posted(request), municipality=programme.municipality, executors=place.executors)
    if form.is_valid():
        everywhere = form.cleaned_data["everywhere"]
        correct_executors(place, form.parties(), everywhere=everywhere, by=request.user)
        where = "для этих слов везде" if everywhere else "для этого мероприятия"
        messages.success(request, f"Исправлено {where}. Поручения приведены в соответствие.")
        return redirect(_find_way_back(request, activity, programme))
    came_from = request.POST.get("back") or request.GET.get("back")
    context = {"activity": activity, "place": place, "form": form, "came_from": came_from}
    context["back"] = _find_way_back(request, activity, programme)
    return render_form(request, "roadmap/execution/activity_executors.html", context)


def _find_way_back(request, activity: Activity, programme: Programme) -> str:
    """Return the address of the page of approval for somebody who came from it, else the one of `back_to`."""
    if _APPROVAL in (request.POST.get("back"), request.GET.get("back")):
        return reverse("programme-approve", args=[programme.pk], fragment="asked")
    return back_to(activity, programme)


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


def back_to(activity: Activity, programme: Programme) -> str:
    """Return where to go after a correction: the editor for a draft, else the activity's page."""
    if programme.status == Programme.Status.DRAFT:
        return reverse("roadmap-edit", args=[programme.pk], fragment=f"a{activity.pk}")
    return reverse("activity-detail", args=[activity.pk])


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
