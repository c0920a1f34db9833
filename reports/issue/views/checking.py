"""Public pages that tell whether a file is what was issued. They show requisites, never the file itself."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from portal.forms import posted, render_form, require_safe_or_post
from reports.issue.forms.check import CheckForm
from reports.issue.models import Document


@login_not_required
@require_safe_or_post
def document_check(request: HttpRequest, code: str = "") -> HttpResponse:
    """Show the document with that code, and tell of which document an uploaded file, or a SHA-256, is."""
    issued = Document.objects.issued().prefetch_related("corrections")
    document = get_object_or_404(issued, code=code) if code else None
    form = CheckForm(posted(request), request.FILES or None)
    context = {"document": document, "form": form}
    if form.is_valid():
        found = issued.filter(pdf_sha256=form.digest).first()
        context |= {
            "is_checked": True,
            "digest": form.digest,
            "document": found or document,
            "found": found,
            "is_editable_copy": bool(document) and not found and form.is_editable_copy,
            "is_another": bool(found and document and found != document),
        }
    later = context["document"] and context["document"].amendments.issued().first()
    return render_form(request, "reports/issue/document_check.html", context | {"later": later})
