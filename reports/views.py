from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from reports.content.building import build_document
from reports.content.missing import MissingPart
from reports.kinds import DocumentKind
from reports.layout.pdf import render_pdf
from reports.permissions import can_read_document
from roadmap.models import Programme


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
        document = build_document(programme, kind)
    except MissingPart as missing:
        messages.warning(request, str(missing))
        return redirect("programme-detail", pk=programme.pk)
    disposition = content_disposition_header(as_attachment=True, filename=f"{kind.file_name} {programme.years}.pdf")
    return HttpResponse(
        render_pdf(document), content_type="application/pdf", headers={"Content-Disposition": disposition}
    )
