"""Answers with a file that the portal has made."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def file_response(content: bytes | str, content_type: str, name: str, *, inline: bool = False) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=not inline, filename=name)
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})
