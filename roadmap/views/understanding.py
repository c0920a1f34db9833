from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from portal.forms import posted
from portal.text import natural_key
from roadmap.actions.executors import correct_executors
from roadmap.forms.executors import ExecutorsForm
from roadmap.models import Activity, Programme, Stage
from roadmap.permissions import can_manage


def activity_executors(request, pk: int):
    """Whom «Ответственные» of an activity, or with `?stage=` of its stage, mean: shown, and corrected."""
    activities = Activity.objects.filter(direction__roadmap__programme__in=Programme.objects.visible_to(request.user))
    activity = get_object_or_404(
        activities.select_related("direction__roadmap__programme__municipality", "executors"), pk=pk
    )
    programme = activity.direction.roadmap.programme
    if not can_manage(request.user, programme):
        raise PermissionDenied
    place = _place(activity, request.GET.get("stage"))
    form = ExecutorsForm(posted(request), municipality=programme.municipality, executors=place.executors)
    if request.method == "POST" and form.is_valid():
        everywhere = form.cleaned_data["everywhere"]
        correct_executors(place, form.parties(), everywhere=everywhere, by=request.user)
        where = "для этих слов везде" if everywhere else "для этого мероприятия"
        messages.success(request, f"Исправлено {where}. Поручения приведены в соответствие.")
        return redirect(_where_from(activity, programme))
    context = {"activity": activity, "programme": programme, "place": place, "form": form}
    return render(request, "roadmap/activity_executors.html", context, status=422 if form.errors else 200)


def _where_from(activity: Activity, programme: Programme) -> str:
    """A draft is corrected in the editor, what is in force on the activity's page."""
    if programme.status == Programme.Status.DRAFT:
        return f"{reverse('roadmap-edit', args=[programme.pk])}#a{activity.pk}"
    return reverse("activity-detail", args=[activity.pk])


def _place(activity: Activity, stage: str | None) -> Activity | Stage:
    """The place that the reading belongs to: words that a stage doesn't have are the activity's."""
    place: Activity | Stage = activity
    if stage:
        place = get_object_or_404(Stage.objects.select_related("executors", "activity"), activity=activity, pk=stage)
        place = place if natural_key(place.responsible or "") else activity
    if not natural_key(place.responsible or ""):
        raise Http404("Ответственные не указаны.")
    return place
