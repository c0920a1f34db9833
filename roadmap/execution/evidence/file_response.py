"""Builds the response that gives out an uploaded file."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

from roadmap.execution.evidence.file_kinds import kind_of_name

# An uploaded file is foreign content: it may run no scripts, load nothing and stand in no frame. The browsers' own
# viewers of PDF work in a sandbox too.
_POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"


def uploaded_file(file: FieldFile, name: str) -> FileResponse:
    """Return the file to be shown, if browsers show its kind safely, else to be saved.

    Raises Http404 if the storage doesn't have it.
    """
    kind = kind_of_name(name)
    try:
        content = file.open()
    except OSError:
        raise Http404("Файла нет в хранилище портала. Сообщите администратору.") from None
    response = FileResponse(content, as_attachment=not kind.is_inline, filename=name)
    response["Content-Type"] = kind.content_type
    response["Content-Security-Policy"] = _POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
