from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from roadmap.models import EvidenceFile
from roadmap.uploads.kinds import kind_of_name
from roadmap.views.finding import visible_assignments

# A file is somebody else's content: it runs nothing, loads nothing and stands in no frame. Browsers' own
# viewers show a PDF in a sandbox too.
_POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"


@require_safe
def evidence_file(request: HttpRequest, pk: int) -> FileResponse:
    """The file as it was sent: shown where browsers show its kind safely, else to be saved."""
    files = EvidenceFile.objects.filter(evidence__assignment__in=visible_assignments(request.user)).exclude(file="")
    found = get_object_or_404(files, pk=pk)
    kind = kind_of_name(found.name)
    try:
        content = found.file.open()
    except OSError:
        raise Http404("Файла нет в хранилище портала. Сообщите администратору.") from None
    response = FileResponse(content, as_attachment=not kind.is_inline, filename=found.name)
    response["Content-Type"] = kind.content_type
    response["Content-Security-Policy"] = _POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
