"""What several views share: finding the document or the subject asked for, and answering with a file."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from portal.files import file_response
from reports.blocks.content import Content
from reports.issue.models import Document
from reports.issue.paper import paper_for
from reports.issue.permissions import check_may_prepare
from reports.kinds.forms import SubjectForm, subject_form
from reports.kinds.registry import is_kind, kind_of
from reports.layout.formats import FORMATS, Format
from reports.layout.preview import preview_pages

# Shown in the browser as pictures of the PDF's pages, not offered as a file.
PREVIEW = replace(FORMATS["pdf"], name="Просмотр", ending="preview")
RELATED = (
    "municipality__department", "programme__amends", "low_result_list__period", "school", "period", "order", "amends",
)  # fmt: skip


def visible_document(request: HttpRequest, pk: int) -> Document:
    return get_object_or_404(Document.objects.visible_to(request.user).select_related(*RELATED), pk=pk)


def document_to_prepare(request: HttpRequest, pk: int) -> Document:
    """Return a document that the user may change; raises PermissionDenied if they only see it."""
    document = visible_document(request, pk)
    check_may_prepare(request.user, document)
    return document


def asked_subject(request: HttpRequest, kind: str) -> SubjectForm:
    """Return the form of what the address asks for. Raises Http404 if it names no subject that the user sees."""
    if not is_kind(kind):
        raise Http404("Такого документа нет.")
    form = subject_form(kind_of(kind), request.GET, user=request.user)
    if form.is_about_nothing:
        raise Http404("Нет того, о чём этот документ.")
    return form


def known_format(name: str) -> Format:
    known = FORMATS | {"preview": PREVIEW}
    if name not in known:
        raise Http404("В таком виде документов нет.")
    return known[name]


def rendered(request: HttpRequest, chosen: Format, document: Document, content: Content) -> HttpResponse:
    """Answer with the content in the chosen format. Browsers show a PDF and save other files."""
    file = chosen.render(content, paper_for(document))
    if chosen is PREVIEW:
        return preview_response(request, file)
    is_shown = chosen is FORMATS["pdf"]
    return file_response(file, chosen.content_type, f"{document.named_file()}.{chosen.ending}", inline=is_shown)


def preview_response(request: HttpRequest, pdf: bytes) -> HttpResponse:
    return render(request, "reports/issue/preview.html", {"preview": preview_pages(pdf)})
