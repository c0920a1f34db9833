from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from indicators.models import LowResultList
from reports.content.building import build_content
from reports.content.low_results import build_low_result_list
from reports.content.missing import MissingPart
from reports.content.roadmap_numbers import build_roadmap_numbers
from reports.content.roadmap_state import TITLE, build_roadmap_state
from reports.kinds import DocumentKind
from reports.layout.pdf import render_pdf
from reports.layout.xlsx import render_xlsx
from reports.permissions import can_read_document
from roadmap.forms.roadmap_filter import RoadmapFilter
from roadmap.models import Programme, Roadmap

PDF, EXCEL = "application/pdf", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def document_download(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The document as it is now; what the programme doesn't have is said on its page."""
    programme = get_object_or_404(Programme.objects.visible_to(request.user), pk=pk)
    if kind not in DocumentKind.values:
        raise Http404("Такого документа нет.")
    kind = DocumentKind(kind)
    if not can_read_document(request.user, programme, kind):
        raise PermissionDenied("Документ называет все школы: он открыт тем, кто видит их все.")
    try:
        document = build_content(programme, kind)
    except MissingPart as missing:
        messages.warning(request, str(missing))
        return redirect("programme-detail", pk=programme.pk)
    return _file(render_pdf(document), PDF, f"{kind.file_name} {programme.years}.pdf")


@require_safe
def low_result_list_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    lists = LowResultList.objects.visible_to(request.user).select_related("period", "order", "municipality__department")
    low_result_list = get_object_or_404(lists, pk=pk)
    label = low_result_list.period.label if low_result_list.period else ""
    content = render_pdf(build_low_result_list(low_result_list))
    return _file(content, PDF, f"{DocumentKind.LOW_RESULT_SCHOOLS.file_name} {label}.pdf")


@require_safe
def roadmap_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that the plan's page shows with the same conditions."""
    return _shown_roadmap(request, pk, PDF, "pdf", lambda *shown: render_pdf(build_roadmap_state(*shown)))


@require_safe
def roadmap_excel(request: HttpRequest, pk: int) -> HttpResponse:
    return _shown_roadmap(request, pk, EXCEL, "xlsx", lambda *shown: render_xlsx(build_roadmap_numbers(*shown)))


def _shown_roadmap(request: HttpRequest, pk: int, content_type: str, ending: str, write: Callable) -> HttpResponse:
    """What can't be asked for is said on the plan's page, so the way leads there."""
    roadmaps = Roadmap.objects.filter(programme__in=Programme.objects.visible_to(request.user))
    roadmap = get_object_or_404(roadmaps.select_related("programme"), programme=pk)
    form, today = RoadmapFilter(request.GET, roadmap=roadmap, user=request.user), timezone.localdate()
    if not form.is_valid():
        return redirect(f"{reverse('programme-roadmap', args=[pk])}?{request.GET.urlencode()}")
    content = write(roadmap, form.table(today), form.conditions, today)
    return _file(content, content_type, f"{TITLE} {today:%Y-%m-%d}.{ending}")


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})
