from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from reports.issue.models import Attachment, Document
from roadmap.execution.evidence.file_response import uploaded_file


@require_safe
def attachment_file(request: HttpRequest, pk: int) -> FileResponse:
    visible = Attachment.objects.filter(document__in=Document.objects.visible_to(request.user))
    found = get_object_or_404(visible, pk=pk)
    return uploaded_file(found.file, found.name)
