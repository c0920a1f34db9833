from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from portal.forms import posted
from roadmap.actions.execution import ReportedMeanwhile, report_on_activity
from roadmap.forms import ReportForm
from roadmap.models import Activity, ExecutionReport, Programme
from roadmap.permissions import can_report_for_department, can_see_all_schools, schools_to_report_for
from roadmap.queries.execution import activities_with_reports, roadmap_lines
from roadmap.views.programme import programme_for
from schools.models import School


def programme_roadmap(request, pk: int):
    programme = programme_for(request, pk)
    roadmap = getattr(programme, "roadmap", None)
    if roadmap is None:
        raise Http404("В программе нет плана мероприятий.")
    context = {
        "programme": programme,
        "roadmap": roadmap,
        "lines": roadmap_lines(roadmap, request.user),
        "sees_all_schools": can_see_all_schools(request.user, programme),
    }
    return render(request, "roadmap/programme_roadmap.html", context)


def activity_detail(request, pk: int):
    """An activity with its reports, and the form to report on it where the user has to."""
    activities = activities_with_reports(request.user).select_related("direction__roadmap__programme__municipality")
    activity = get_object_or_404(
        activities.filter(direction__roadmap__programme__in=Programme.objects.visible_to(request.user)), pk=pk
    )
    places = _places(request.user, activity)
    form, place = None, None
    if places:
        place = _chosen_place(request, places)
        report = next((each for each in activity.reports.all() if each.school == place), None)
        report = report or ExecutionReport(activity=activity, school=place)
        form = ReportForm(posted(request), instance=report)
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            data = form.cleaned_data | {"version": form.cleaned_data["version"] or 0}
            try:
                report_on_activity(activity=activity, school=place, by=request.user, **data)
            except ReportedMeanwhile as conflict:
                form = form.seen(conflict.current)
            else:
                messages.success(request, f"Отчёт сохранён: {place or 'за отдел'}.")
                return redirect(request.get_full_path())
    programme = activity.direction.roadmap.programme
    context = {
        "activity": activity,
        "programme": programme,
        "reports": activity.reports.all(),
        "places": places,
        "place": place,
        "form": form,
        "sees_all_schools": can_see_all_schools(request.user, programme),
    }
    return render(request, "roadmap/activity_detail.html", context, status=422 if form and form.errors else 200)


def _places(user, activity: Activity) -> list[School | None]:
    """For whom the user may report: their own schools, and the department, which is None."""
    places: list[School | None] = list(schools_to_report_for(user, activity))
    if can_report_for_department(user, activity):
        places.append(None)
    return places


def _chosen_place(request, places: list[School | None]) -> School | None:
    chosen = request.GET.get("school")
    if chosen is None:
        return places[0]
    for place in places:
        if str(place.pk if place else "") == chosen:
            return place
    raise Http404
