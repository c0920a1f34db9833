from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from roadmap.models import EvidenceFile
from roadmap.uploads.serving import uploaded_file
from roadmap.views.finding import visible_assignments


@require_safe
def evidence_file(request: HttpRequest, pk: int) -> FileResponse:
    files = EvidenceFile.objects.filter(evidence__assignment__in=visible_assignments(request.user)).exclude(file="")
    found = get_object_or_404(files, pk=pk)
    return uploaded_file(found.file, found.name)
