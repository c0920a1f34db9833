from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from roadmap.execution.access import assignment_for, visible_assignments
from roadmap.execution.evidence.access import visible_files
from roadmap.execution.evidence.file_response import uploaded_file
from roadmap.execution.evidence.models import EvidenceFile
from roadmap.execution.evidence.pages import MOST_PAGES, SIDES, count_pages, page_picture
from roadmap.execution.permissions import can_review


@require_safe
def evidence_file(request: HttpRequest, pk: int) -> FileResponse:
    found = get_object_or_404(visible_files(request.user).exclude(file=""), pk=pk)
    return uploaded_file(found.file, found.name)


@require_safe
def evidence_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Return a page of a file as a picture.

    A browser may keep it, but has to ask each time, so that access is checked anew.
    """
    found = get_object_or_404(visible_files(request.user).exclude(file=""), pk=pk)
    side = SIDES.get(request.GET.get("side", "large"), SIDES["large"])
    etag = f'"{found.sha256[:32]}-{number}-{side}"'
    if not (response := get_conditional_response(request, etag=etag)):
        try:
            response = HttpResponse(page_picture(found.file, found.name, number, side), content_type="image/jpeg")
        except LookupError:
            raise Http404("Этой страницы портал показать не может.") from None
    response["ETag"], response["Cache-Control"] = etag, "private, no-cache"
    return response


@require_safe
def evidence_show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a file beside the report that it belongs to, with links to the other files of that report."""
    files = visible_files(request.user).select_related("withdrawn_by", "added_by").exclude(file="")
    found = get_object_or_404(files, pk=pk)
    assignment = assignment_for(request, found.evidence.assignment_id)
    files = list(EvidenceFile.objects.filter(evidence__assignment=assignment).exclude(file=""))
    at = next((number for number, each in enumerate(files) if each.pk == found.pk), None)
    pages = count_pages(found.file, found.name)
    programme = assignment.programme
    context = {
        "file": found,
        "assignment": assignment,
        "activity": assignment.activity,
        "files": files,
        "number": None if at is None else at + 1,
        "previous": files[at - 1] if at else None,
        "following": None if at is None or at + 1 == len(files) else files[at + 1],
        "pages": range(1, min(pages, MOST_PAGES) + 1),
        "page_count": pages,
        "twins": _find_twins(request, found),
        "may_review": assignment.school_id is not None and can_review(request.user, programme),
        "today": timezone.localdate(),
    }
    return render(request, "roadmap/execution/evidence_show.html", context)


def _find_twins(request: HttpRequest, file: EvidenceFile) -> list[EvidenceFile]:
    """Return the same file where it is attached to other reports that the user may see, at most ten times."""
    same = EvidenceFile.objects.filter(sha256=file.sha256, evidence__assignment__in=visible_assignments(request.user))
    same = same.exclude(evidence__assignment=file.evidence.assignment_id)
    return list(same.select_related("evidence__assignment__activity", "evidence__assignment__school")[:10])
