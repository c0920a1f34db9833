from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.files import EXCEL, file_response
from reports.layout.pdf import render_pdf
from reports.layout.xlsx import render_xlsx
from reports.plan_state.numbers import build_roadmap_numbers
from reports.plan_state.printed import TITLE, build_roadmap_state
from roadmap.overview.forms.filter import RoadmapFilter
from roadmap.plan.models import Roadmap
from roadmap.programmes.models import Programme


@require_safe
def roadmap_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Serve the rows that the plan's page shows with the same conditions."""
    return _serve_roadmap(request, pk, "application/pdf", "pdf", lambda *shown: render_pdf(build_roadmap_state(*shown)))


@require_safe
def roadmap_excel(request: HttpRequest, pk: int) -> HttpResponse:
    return _serve_roadmap(request, pk, EXCEL, "xlsx", lambda *shown: render_xlsx(build_roadmap_numbers(*shown)))


def _serve_roadmap(request: HttpRequest, pk: int, content_type: str, ending: str, write: Callable) -> HttpResponse:
    """Serve the file that `write` makes; invalid conditions lead to the plan's page, which says what is wrong."""
    roadmaps = Roadmap.objects.filter(programme__in=Programme.objects.visible_to(request.user))
    roadmap = get_object_or_404(roadmaps.select_related("programme"), programme=pk)
    form, today = RoadmapFilter(request.GET, roadmap=roadmap, user=request.user), timezone.localdate()
    if not form.is_valid():
        return redirect(reverse("programme-roadmap", args=[pk], query=request.GET))
    content = write(roadmap, form.table(today), form.conditions, today)
    return file_response(content, content_type, f"{TITLE} {today:%Y-%m-%d}.{ending}")
