"""Documents before there is a draft: choosing options, the preview, and files made of today's data."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.forms import require_safe_or_post
from portal.framing import shown_in_a_page
from reports.blocks.missing import MissingPart
from reports.issue.actions.drafting import begin_draft
from reports.issue.annex_doubts import caption_doubts
from reports.issue.models import Document
from reports.issue.permissions import can_prepare, check_may_prepare
from reports.issue.views.answers import PREVIEW, asked_subject, known_format, rendered
from reports.kinds.permissions import check_may_read
from reports.layout.formats import FORMATS


@require_safe_or_post
def document_new(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask for the document's options and preview it; a POST makes a draft of it."""
    form = asked_subject(request, kind)
    context = {"form": form, "kind": form.kind, "formats": FORMATS}
    if form.errors:
        return render(request, "reports/issue/document_new.html", context, status=422)
    asked = form.request()
    check_may_read(request.user, asked)
    document = Document.of(asked)
    if request.method == "POST":
        check_may_prepare(request.user, document)
        try:
            return redirect("document-detail", pk=begin_draft(document, by=request.user).pk)
        except MissingPart as missing:
            messages.warning(request, str(missing))
    context |= {
        "document": document,
        "doubts": caption_doubts(document),
        "asked": urlencode({key: value for key, value in form.data.items() if key in form.fields and value}),
        "may_prepare": document.municipality and can_prepare(request.user, document),
    }
    return render(request, "reports/issue/document_new.html", context)


@require_safe
@shown_in_a_page
def document_print(request: HttpRequest, kind: str, file_format: str) -> HttpResponse:
    """Serve the document as a file, made of today's data; invalid options lead back to the page that asks for them."""
    chosen, form = known_format(file_format), asked_subject(request, kind)
    asks = reverse("document-new", args=[kind], query=request.GET)
    if form.errors:
        return redirect(asks)
    asked = form.request()
    check_may_read(request.user, asked)
    document = Document.of(asked)
    try:
        return rendered(request, chosen, document, asked.content())
    except MissingPart as missing:
        if chosen is PREVIEW:
            return render(request, "reports/issue/preview.html", {"missing": missing})
        messages.warning(request, str(missing))
        return redirect(asks)
