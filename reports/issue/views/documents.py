"""The register of documents, and one document: its page, words, files, issue and repeal."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from portal.forms import posted, render_form, require_safe_or_post
from portal.framing import shown_in_a_page
from portal.history.models import Change
from portal.refusals import refusal_on, refusal_told
from portal.text.plurals import counted
from reports.blocks.missing import MissingPart
from reports.issue.actions.attaching import attach_file
from reports.issue.actions.correcting import correct_requisites
from reports.issue.actions.drafting import delete_draft, edit_passages
from reports.issue.actions.issuing import repeal_document
from reports.issue.as_issued import check_address
from reports.issue.forms.attachment import AttachmentForm
from reports.issue.forms.correction import CorrectionForm
from reports.issue.forms.issue import RepealForm
from reports.issue.forms.passages import PassagesForm
from reports.issue.forms.register import RegisterFilter
from reports.issue.models import Document
from reports.issue.permissions import can_prepare
from reports.issue.queries import captions_as_printed, content_of, words_of
from reports.issue.views.answers import (
    PREVIEW,
    document_to_prepare,
    known_format,
    preview_response,
    rendered,
    visible_document,
)
from reports.kinds.queries import regions
from reports.kinds.registry import kinds_about
from reports.layout.formats import FORMATS, Format
from schools.access.scope import scope_of
from schools.archive.actions import CAN_BE_BACK

# Only the fields that are needed to serve an issued document's PDF.
_KEPT = Document.objects.issued().only("pdf", "pdf_sha256", "file_name").order_by("pk")
_NOT_RENDERED_AGAIN = "Файла этого документа нет в хранилище портала. Заново его не делают: сообщите администратору."


@require_safe
def document_list(request: HttpRequest) -> HttpResponse:
    documents = Document.objects.visible_to(request.user).select_related("municipality", "programme", "school")
    documents = documents.prefetch_related("corrections")
    chosen = RegisterFilter(request.GET, documents=documents, user=request.user)
    page = Paginator(chosen.filter(), 50).get_page(request.GET.get("page"))
    summed_up = (
        [(kind, region) for kind in kinds_about("region") for region in regions()]
        if scope_of(request.user).everywhere
        else []
    )
    context = {"filter": chosen, "documents": page, "summaries": summed_up}
    return render_form(request, "reports/issue/document_list.html", context, chosen)


@require_safe
def document_detail(request: HttpRequest, pk: int) -> HttpResponse:
    document = visible_document(request, pk)
    context = {
        "document": document,
        "formats": FORMATS,
        "may_prepare": can_prepare(request.user, document),
        "attachments": document.attachments.select_related("added_by"),
        "attachment_form": AttachmentForm(),
        "corrections": document.corrections.select_related("made_by"),
        "later": document.amendments.issued().first(),
        "history": Change.objects.about(document).select_related("changed_by")[:50],
        "address": "" if document.is_draft else check_address(document),
    }
    return render(request, "reports/issue/document_detail.html", context)


@require_safe
@shown_in_a_page
def document_file(request: HttpRequest, pk: int, file_format: str) -> HttpResponse:
    """Serve a draft as it is now, or an issued document: its PDF as kept, other formats made of its kept content."""
    chosen = known_format(file_format)
    if chosen in (PREVIEW, FORMATS["pdf"]) and (kept := _KEPT.visible_to(request.user).filter(pk=pk).first()):
        return _kept_file(request, kept, chosen)
    document = visible_document(request, pk)
    try:
        return rendered(request, chosen, document, content_of(document))
    except MissingPart as missing:
        return render(request, "reports/issue/preview.html", {"missing": missing}, status=404)


def _kept_file(request: HttpRequest, document: Document, chosen: Format) -> HttpResponse:
    """Serve the PDF that was kept. Raises Http404 if it is lost: it is never rendered again."""
    tag = f'"{document.pdf_sha256}"'
    if chosen is not PREVIEW and request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified()
    try:
        file = document.pdf.open()
    except OSError:
        raise Http404(_NOT_RENDERED_AGAIN) from None
    if chosen is PREVIEW:
        return preview_response(request, file.read())
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    return FileResponse(file, filename=f"{document.file_name}.pdf", content_type="application/pdf", headers=headers)


@require_safe_or_post
def document_words(request: HttpRequest, pk: int) -> HttpResponse:
    """Edit a draft's words, passage by passage."""
    document = document_to_prepare(request, pk)
    if not (document.is_draft and document.traits.has_own_words):
        return redirect("document-detail", pk=pk)
    words = words_of(document)
    form = PassagesForm(posted(request), words=words)
    if form.is_valid():
        return _run_action(request, document, "Текст сохранён.", edit_passages, texts=form.texts())
    context = {"document": document, "form": form, "lost": words.lost}
    return render_form(request, "reports/issue/document_words.html", context)


@require_safe_or_post
def document_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct typing errors in an issued document's requisites; its file stays as it is."""
    document = document_to_prepare(request, pk)
    if document.is_draft:
        return redirect("document-detail", pk=pk)
    form = CorrectionForm(posted(request), document=document)
    if form.is_valid():
        with refusal_on(form):
            corrected = correct_requisites(
                document=document, values=form.values(), reason=form.cleaned_data["reason"],
                with_order=form.cleaned_data["with_order"], by=request.user,
            )  # fmt: skip
            messages.success(request, f"Исправлено: {counted(len(corrected), 'документ', 'документа', 'документов')}.")
            for caption in captions_as_printed(document):
                messages.warning(request, f"В грифе программы набрано прежнее: «{caption}». Его правит администратор.")
            return redirect("document-detail", pk=pk)
    context = {"document": document, "form": form}
    return render_form(request, "reports/issue/document_correct.html", context)


@require_safe_or_post
def document_repeal(request: HttpRequest, pk: int) -> HttpResponse:
    document = document_to_prepare(request, pk)
    if document.status != Document.Status.ISSUED:
        return redirect("document-detail", pk=pk)
    form = RepealForm(posted(request), document=document)
    if form.is_valid():
        on = form.cleaned_data["repealed_on"]
        return _run_action(request, document, "Документ отменён.", repeal_document, on=on, order=form.order())
    context = {"document": document, "form": form}
    return render_form(request, "reports/issue/document_repeal.html", context)


@require_POST
def document_delete(request: HttpRequest, pk: int) -> HttpResponse:
    document = document_to_prepare(request, pk)
    with refusal_told(request, f"Проект «{document}» удалён. {CAN_BE_BACK}"):
        delete_draft(document=document, by=request.user)
        return redirect("document-list")
    return redirect("document-detail", pk=pk)


@require_POST
def document_attach(request: HttpRequest, pk: int) -> HttpResponse:
    document = document_to_prepare(request, pk)
    form = AttachmentForm(request.POST, request.FILES)
    if not form.is_valid():
        for errors in form.errors.values():
            for error in errors:
                messages.error(request, error)
        return redirect("document-detail", pk=pk)
    return _run_action(request, document, "Файл приложен.", attach_file, **form.cleaned_data)


def _run_action(request: HttpRequest, document: Document, done: str, action, **arguments) -> HttpResponse:
    """Run the action and return to the document's page, which shows `done` or why the action was refused."""
    with refusal_told(request, done):
        action(document=document, by=request.user, **arguments)
    return redirect("document-detail", pk=document.pk)
