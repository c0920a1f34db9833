from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse

from portal.forms import posted, render_form, require_safe_or_post
from portal.text.keys import natural_key
from roadmap.execution.access import corrected_activity, place_of
from roadmap.execution.correcting import back_to
from roadmap.execution.executors.actions import correct_executors
from roadmap.execution.executors.forms import ExecutorsForm
from roadmap.plan.models import Activity
from roadmap.programmes.models import Programme

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
