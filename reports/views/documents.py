"""The register of documents, and one document: its page, words, files, issue and repeal."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.forms import posted
from portal.history.models import Change
from reports.content.missing import MissingPart
from reports.content.order_draft import annex_number
from reports.forms.attachment import AttachmentForm
from reports.forms.issue import IssueForm, RepealForm
from reports.forms.register import RegisterFilter
from reports.forms.words import WordsForm
from reports.issue.attaching import attach_file
from reports.issue.draft_mark import draft_mark
from reports.issue.drafting import WrongState, content_of, delete_draft, edit_passages, words_of
from reports.issue.issuing import check_address, issue_document, repeal_document
from reports.kinds import DocumentKind
from reports.layout.formats import FORMATS, Format
from reports.models import Document
from reports.permissions import can_prepare, check_may_prepare
from reports.queries.region import regions
from reports.views.finding import PREVIEW, known_format, preview_response, rendered, visible_document
from schools.scope import scope_of

# What the bytes of an issued document are served by.
_KEPT = Document.objects.issued().only("pdf", "pdf_sha256", "file_name").order_by("pk")
_NOT_RENDERED_AGAIN = "Файла этого документа нет в хранилище портала. Заново его не делают: сообщите администратору."


@require_safe
def document_list(request: HttpRequest) -> HttpResponse:
    documents = Document.objects.visible_to(request.user).select_related("order", "municipality", "programme", "school")
    chosen = RegisterFilter(request.GET, documents=documents, user=request.user)
    page = Paginator(chosen.filter(), 50).get_page(request.GET.get("page"))
    status = 200 if chosen.is_valid() else 422
    summed_up = regions() if scope_of(request.user).everywhere else []
    context = {"filter": chosen, "documents": page, "regions": summed_up}
    return render(request, "reports/document_list.html", context, status=status)


@require_safe
def document_detail(request: HttpRequest, pk: int) -> HttpResponse:
    document = visible_document(request, pk)
    context = {
        "document": document,
        "formats": FORMATS,
        "may_prepare": can_prepare(request.user, document),
        "attachments": document.attachments.select_related("added_by"),
        "attachment_form": AttachmentForm(),
        "later": document.amendments.issued().first(),
        "history": Change.objects.about(document).select_related("changed_by")[:50],
        "address": "" if document.is_draft else check_address(document),
    }
    return render(request, "reports/document_detail.html", context)


@require_safe
@xframe_options_sameorigin
def document_file(request: HttpRequest, pk: int, file_format: str) -> HttpResponse:
    """A draft as it is now; of an issued one the bytes that were kept, or what was kept as its content."""
    chosen = known_format(file_format)
    if chosen in (PREVIEW, FORMATS["pdf"]) and (kept := _KEPT.visible_to(request.user).filter(pk=pk).first()):
        return _kept(request, kept, chosen)
    document = visible_document(request, pk)
    try:
        return rendered(request, chosen, document, content_of(document))
    except MissingPart as missing:
        return render(request, "reports/preview.html", {"missing": missing}, status=404)


def _kept(request: HttpRequest, document: Document, chosen: Format) -> HttpResponse:
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


@require_http_methods(["GET", "HEAD", "POST"])
def document_words(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft's own words, passage by passage."""
    document = visible_document(request, pk)
    check_may_prepare(request.user, document)
    if not (document.is_draft and document.traits.has_own_words):
        return redirect("document-detail", pk=pk)
    words = words_of(document)
    form = WordsForm(posted(request), words=words)
    if form.is_bound and form.is_valid():
        return _step(request, document, "Текст сохранён.", edit_passages, texts=form.texts())
    context = {"document": document, "form": form, "lost": words.lost}
    return render(request, "reports/document_words.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def document_issue(request: HttpRequest, pk: int) -> HttpResponse:
    document = visible_document(request, pk)
    check_may_prepare(request.user, document)
    if not (document.is_draft and document.municipality):
        return redirect("document-detail", pk=pk)
    form = IssueForm(posted(request), document=document, initial=_initial_issue(document))
    if form.is_bound and form.is_valid():
        return _step(
            request, document, "Документ издан: он сохранён таким, какой напечатан.", issue_document,
            order=form.order(), annex=form.cleaned_data.get("annex", ""), in_force_on=form.in_force(),
            with_check_address=form.cleaned_data["with_check_address"],
        )  # fmt: skip
    context = {"document": document, "form": form, "draft_mark": _draft_mark(document)}
    return render(request, "reports/document_issue.html", context, status=422 if form.errors else 200)


def _draft_mark(document: Document) -> str:
    try:
        return draft_mark(content_of(document))
    except MissingPart:  # the issue itself will say so
        return ""


def _initial_issue(document: Document) -> dict:
    """The order that approved what the document is about, where it is an annex of that, and the annex's number."""
    programme, listed = document.programme, document.low_result_list
    if not (document.traits.is_annex or document.kind == DocumentKind.ORDER):
        return {}
    if listed:
        return {"known_order": listed.order, "annex": listed.annex}
    if programme.amends_id or programme.approval_caption is not None:
        return {"known_order": programme.approval_order, "annex": programme.approval_annex}
    return {"known_order": programme.approval_order, "annex": annex_number(programme, DocumentKind(document.kind))}


@require_http_methods(["GET", "HEAD", "POST"])
def document_repeal(request: HttpRequest, pk: int) -> HttpResponse:
    document = visible_document(request, pk)
    check_may_prepare(request.user, document)
    if document.status != Document.Status.ISSUED:
        return redirect("document-detail", pk=pk)
    form = RepealForm(posted(request), document=document)
    if form.is_bound and form.is_valid():
        on = form.cleaned_data["repealed_on"]
        return _step(request, document, "Документ отменён.", repeal_document, on=on, order=form.order())
    context = {"document": document, "form": form}
    return render(request, "reports/document_repeal.html", context, status=422 if form.errors else 200)


@require_POST
def document_delete(request: HttpRequest, pk: int) -> HttpResponse:
    document = visible_document(request, pk)
    check_may_prepare(request.user, document)
    try:
        delete_draft(document=document, by=request.user)
    except WrongState as refusal:
        messages.error(request, str(refusal))
        return redirect("document-detail", pk=pk)
    messages.success(request, f"Проект «{document}» удалён.")
    return redirect("document-list")


@require_POST
def document_attach(request: HttpRequest, pk: int) -> HttpResponse:
    document = visible_document(request, pk)
    check_may_prepare(request.user, document)
    form = AttachmentForm(request.POST, request.FILES)
    if not form.is_valid():
        for errors in form.errors.values():
            for error in errors:
                messages.error(request, error)
        return redirect("document-detail", pk=pk)
    return _step(request, document, "Файл приложен.", attach_file, **form.cleaned_data)


def _step(request: HttpRequest, document: Document, done: str, action, **arguments) -> HttpResponse:
    """What the state refuses is said on the document's page."""
    try:
        action(document=document, by=request.user, **arguments)
    except (WrongState, MissingPart) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("document-detail", pk=document.pk)
