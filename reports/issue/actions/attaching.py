import hashlib

from django.core.files import File
from django.db import transaction

from portal.history.actions import Recorded, record_changes
from reports.issue.models import Attachment, Document
from reports.issue.refusal import WrongDocumentState


@transaction.atomic
def attach_file(*, document: Document, kind: Attachment.Kind, file: File, by) -> Attachment:
    """Attach a scan or a detached signature to an issued document. The same file is kept only once.

    Raises WrongDocumentState if the document is a draft.
    """
    if document.is_draft:
        raise WrongDocumentState("Скан и подпись прикладывают к изданному документу.")
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    if known := document.attachments.filter(sha256=digest).first():
        return known
    made = document.attachments.create(kind=kind, file=file, name=file.name, size=file.size, sha256=digest, added_by=by)
    record_changes([Recorded(document, "приложен файл", after={"file": made.name, "sha256": digest})], by=by)
    return made
