"""What the views look up, and how a file is answered."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from reports.blocks.content import Content
from reports.issue.models import Document
from reports.issue.paper import paper_for
from reports.kinds.forms import SubjectForm, subject_form
from reports.kinds.registry import is_kind, kind_of
from reports.layout.formats import FORMATS, Format
from reports.layout.preview import preview_pages

# Not a file to have, but the PDF's pages as pictures.
PREVIEW = replace(FORMATS["pdf"], name="Просмотр", ending="preview")
RELATED = (
    "municipality__department", "programme__amends", "low_result_list__period", "school", "period", "order", "amends",
)  # fmt: skip


def visible_document(request: HttpRequest, pk: int) -> Document:
    return get_object_or_404(Document.objects.visible_to(request.user).select_related(*RELATED), pk=pk)


def asked_subject(request: HttpRequest, kind: str) -> SubjectForm:
    """What the address asks for; 404 where it is about nothing that the user sees."""
    if not is_kind(kind):
        raise Http404("Такого документа нет.")
    form = subject_form(kind_of(kind), request.GET, user=request.user)
    if form.is_about_nothing:
        raise Http404("Нет того, о чём этот документ.")
    return form


def known_format(name: str) -> Format:
    if name not in (known := FORMATS | {"preview": PREVIEW}):
        raise Http404("В таком виде документов нет.")
    return known[name]


def rendered(request: HttpRequest, chosen: Format, document: Document, content: Content) -> HttpResponse:
    """The content in that format; browsers show a PDF, and save the rest."""
    file = chosen.render(content, paper_for(document))
    if chosen is PREVIEW:
        return preview_response(request, file)
    is_shown = chosen is FORMATS["pdf"]
    return file_response(file, chosen.content_type, f"{document.named_file()}.{chosen.ending}", inline=is_shown)


def preview_response(request: HttpRequest, pdf: bytes) -> HttpResponse:
    return render(request, "reports/issue/preview.html", {"preview": preview_pages(pdf)})


def file_response(content: bytes, content_type: str, name: str, *, inline: bool = False) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=not inline, filename=name)
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})
