from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from portal.forms import posted, render_form, require_safe_or_post
from roadmap.effect.actions import aim_activities
from roadmap.effect.forms import AimsForm
from roadmap.effect.queries import programme_effect
from roadmap.plan.models import Activity
from roadmap.programmes.access import programme_for
from roadmap.programmes.models import Programme
from roadmap.programmes.permissions import can_manage


@require_safe
def programme_effect_page(request, pk: int):
    """Show the indicators before and after, with the activities that are to change them."""
    programme = programme_for(request, pk)
    if getattr(programme, "roadmap", None) is None:
        raise Http404("В программе нет плана мероприятий.")
    context = {
        "programme": programme,
        "effect": programme_effect(programme),
        "can_manage": can_manage(request.user, programme),
    }
    return render(request, "roadmap/effect/programme_effect.html", context)


@require_safe_or_post
def activity_aims(request, pk: int):
    """Ask which indicators an activity is to change; it isn't part of the text, so an approved programme has it too."""
    activities = Activity.objects.filter(direction__roadmap__programme__in=Programme.objects.visible_to(request.user))
    activity = get_object_or_404(activities.select_related("direction__roadmap__programme__municipality"), pk=pk)
    programme = activity.direction.roadmap.programme
    if not can_manage(request.user, programme):
        raise PermissionDenied
    form = AimsForm(posted(request), activity=activity)
    if form.is_valid():
        aim_activities([activity], form.cleaned_data["indicators"], by=request.user)
        messages.success(request, f"Сохранено: {activity}.")
        return redirect("programme-effect", programme.pk)
    context = {"programme": programme, "activity": activity, "form": form}
    return render_form(request, "roadmap/effect/activity_aims.html", context)
