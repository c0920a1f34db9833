from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from roadmap.execution.access import visible_assignments
from roadmap.execution.evidence.file_response import uploaded_file
from roadmap.execution.evidence.models import EvidenceFile


@require_safe
def evidence_file(request: HttpRequest, pk: int) -> FileResponse:
    files = EvidenceFile.objects.filter(evidence__assignment__in=visible_assignments(request.user)).exclude(file="")
    found = get_object_or_404(files, pk=pk)
    return uploaded_file(found.file, found.name)
