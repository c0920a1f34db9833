from django.contrib import messages
from django.shortcuts import redirect, render

from portal.forms import posted, require_safe_or_post
from roadmap.dates.queries import holds, setting_of, term_key, term_of
from roadmap.execution.access import corrected_activity, place_of
from roadmap.execution.correcting import back_to
from roadmap.execution.terms.actions import correct_dates
from roadmap.execution.terms.forms import DatesForm


@require_safe_or_post
def activity_dates(request, pk: int):
    """Show which days the term of an activity means, or with `?stage=` that of its stage; POST corrects it."""
    activity = corrected_activity(request, pk)
    roadmap = activity.direction.roadmap
    place = place_of(activity, request.GET.get("stage"), "term", term_key, "Срок не указан.")
    meant = term_of(place, roadmap)
    dates = place.dates if place.dates and holds(place.dates, place.term, roadmap) else None
    form = DatesForm(posted(request), dates=dates, spans=meant.spans, setting=setting_of(roadmap))
    adds_rows = request.POST.get("do") == "more"
    if adds_rows:
        form = form.with_more_rows()
    elif form.is_valid():
        everywhere = form.cleaned_data["everywhere"]
        correct_dates(place, form.spans(), everywhere=everywhere, by=request.user)
        where = "для этих слов везде" if everywhere else "для этого мероприятия"
        messages.success(request, f"Срок исправлен {where}. Поручения приведены в соответствие.")
        return redirect(back_to(activity, roadmap.programme))
    context = {"activity": activity, "place": place, "form": form, "meant": meant, "dates": dates,
               "back": back_to(activity, roadmap.programme)}  # fmt: skip
    status = 422 if form.is_bound and not adds_rows else 200
    return render(request, "roadmap/execution/activity_dates.html", context, status=status)
