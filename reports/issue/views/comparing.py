from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.issue.comparing import compare_contents
from reports.issue.queries import content_of
from reports.issue.views.answers import visible_document
from roadmap.editions.comparing import RevisionChange


@require_safe
def document_compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a document changes in the edition before it."""
    document = visible_document(request, pk)
    if document.amends is None:
        raise Http404("Это первая редакция: сравнить её не с чем.")
    rows = compare_contents(content_of(document.amends), content_of(document))
    changed = [row for row in rows if row.change != RevisionChange.SAME]
    return render(request, "reports/issue/document_compare.html", {"document": document, "rows": changed})
