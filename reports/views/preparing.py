"""Documents before there is a draft: chosen, looked at, downloaded as they are now."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from reports.content.building import build_content
from reports.content.missing import MissingPart
from reports.issue.drafting import begin_draft
from reports.layout.formats import FORMATS
from reports.permissions import can_prepare, check_may_prepare, check_may_read
from reports.views.finding import PREVIEW, asked_subject, known_format, rendered


@require_http_methods(["GET", "HEAD", "POST"])
def document_new(request: HttpRequest, kind: str) -> HttpResponse:
    """What is asked of the document beside its subject, how it looks so, and, by POST, a draft of it."""
    form = asked_subject(request, kind)
    context = {"form": form, "kind": form.kind, "formats": FORMATS}
    if form.errors:
        return render(request, "reports/document_new.html", context, status=422)
    document = form.document()
    check_may_read(request.user, document)
    if request.method == "POST":
        check_may_prepare(request.user, document)
        try:
            return redirect("document-detail", pk=begin_draft(document, by=request.user).pk)
        except MissingPart as missing:
            messages.warning(request, str(missing))
    context |= {
        "document": document,
        "asked": urlencode({key: value for key, value in form.data.items() if key in form.fields and value}),
        "may_prepare": document.municipality and can_prepare(request.user, document),
    }
    return render(request, "reports/document_new.html", context)


@require_safe
@xframe_options_sameorigin
def document_print(request: HttpRequest, kind: str, file_format: str) -> HttpResponse:
    """As a file, made of what the portal knows now; what can't be asked for is said on the page that asks."""
    chosen, form = known_format(file_format), asked_subject(request, kind)
    asks = f"{reverse('document-new', args=[kind])}?{request.GET.urlencode()}"
    if form.errors:
        return redirect(asks)
    document = form.document()
    check_may_read(request.user, document)
    try:
        return rendered(request, chosen, document, build_content(document))
    except MissingPart as missing:
        if chosen is PREVIEW:
            return render(request, "reports/preview.html", {"missing": missing})
        messages.warning(request, str(missing))
        return redirect(asks)
