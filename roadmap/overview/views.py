"""Pages that show the roadmap as a table, by schools, by days of a month and over a year."""

from django.core.paginator import Paginator
from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.forms import render_form
from roadmap.execution.permissions import can_review
from roadmap.execution.rereading.queries import has_waiting
from roadmap.execution.state_words import OF_ASSIGNMENTS, SIGNS
from roadmap.execution.tally import StandingMark
from roadmap.overview.forms.filter import RoadmapFilter
from roadmap.overview.forms.views import MatrixFilter, MonthForm, YearForm
from roadmap.overview.queries.matrix import roadmap_matrix as matrix_of
from roadmap.overview.queries.month import roadmap_month
from roadmap.overview.queries.table import RoadmapTable, followed_assignments
from roadmap.overview.queries.year import roadmap_year
from roadmap.overview.timeline import timeline_sheets
from roadmap.plan.models import Roadmap
from roadmap.programmes.access import programme_for
from roadmap.programmes.models import Programme
from roadmap.programmes.permissions import can_manage

ROWS_ON_A_PAGE = 150
LEGEND = [(mark, SIGNS[mark.value]) for mark in StandingMark]


def roadmap_for(request, pk: int) -> Roadmap:
    """Return the programme's roadmap; raises Http404 if there is none, or if it is outside the user's scope."""
    programme = programme_for(request, pk)
    roadmap = getattr(programme, "roadmap", None)
    if roadmap is None:
        raise Http404("В программе нет плана мероприятий.")
    return roadmap


@require_safe
def programme_roadmap(request, pk: int):
    roadmap = roadmap_for(request, pk)
    form = RoadmapFilter(request.GET, roadmap=roadmap, user=request.user)
    table = form.table(timezone.localdate()) if form.is_valid() else RoadmapTable()
    is_followed = roadmap.programme.status == Programme.Status.APPROVED and can_manage(request.user, roadmap.programme)
    context = {
        "programme": roadmap.programme,
        "roadmap": roadmap,
        "is_read_anew": is_followed and has_waiting(roadmap),
        "form": form,
        "table": table,
        "lines": Paginator(table.lines, ROWS_ON_A_PAGE).get_page(request.GET.get("page")),
    }
    return render_form(request, "roadmap/overview/programme_roadmap.html", context)


@require_safe
def roadmap_matrix(request, pk: int):
    """Show what is late and what waits, and which school is behind with which activity."""
    roadmap = roadmap_for(request, pk)
    form = MatrixFilter(request.GET, roadmap=roadmap)
    context = {"programme": roadmap.programme, "form": form, "matrix": None, "marks": LEGEND}
    if form.is_valid():
        matrix = matrix_of(
            roadmap,
            followed_assignments(roadmap, request.user),
            timezone.localdate(),
            direction_id=form.direction_id,
            by_name=form.cleaned_data["order"] == "name",
            page=request.GET.get("page"),
        )
        numbers = [(name, words, getattr(matrix.tally, name)) for name, words in OF_ASSIGNMENTS.items()]
        context |= {"matrix": matrix, "numbers": numbers, "may_review": can_review(request.user, roadmap.programme)}
    return render_form(request, "roadmap/overview/roadmap_matrix.html", context)


@require_safe
def roadmap_calendar(request, pk: int):
    roadmap, today = roadmap_for(request, pk), timezone.localdate()
    form = MonthForm(request.GET)
    context = {"programme": roadmap.programme, "form": form, "month": None, "today": today, "marks": LEGEND}
    if form.is_valid():
        context["month"] = roadmap_month(followed_assignments(roadmap, request.user), form.first_day(today), today)
    return render_form(request, "roadmap/overview/roadmap_calendar.html", context)


@require_safe
def roadmap_timeline(request, pk: int):
    roadmap, today = roadmap_for(request, pk), timezone.localdate()
    form = YearForm(request.GET, roadmap=roadmap)
    context = {"programme": roadmap.programme, "roadmap": roadmap, "form": form, "today": today, "marks": LEGEND}
    if form.is_valid():
        year = form.chosen(today)
        rows = roadmap_year(roadmap, followed_assignments(roadmap, request.user), year, today)
        context |= {"year": year, "rows": rows, "sheets": timeline_sheets(rows, year, today)}
    return render_form(request, "roadmap/overview/roadmap_timeline.html", context)
