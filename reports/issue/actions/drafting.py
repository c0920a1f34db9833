"""Begins, edits and deletes drafts of documents."""

from collections.abc import Mapping
from dataclasses import asdict

from django.db import transaction

from portal.history.actions import Recorded, record_changes
from portal.locking import lock_record
from reports.issue.models import Document
from reports.issue.passages import PassageEdit, passages
from reports.issue.queries import build_content, revision_in_force
from reports.issue.refusal import WrongDocumentState
from schools.archive.actions import delete_kept


@transaction.atomic
def begin_draft(document: Document, *, by) -> Document:
    """Return the draft of the same kind about the same subject that exists already, or save this one.

    Raises MissingPart if there is nothing to make the document of.
    """
    known = Document.objects.drafts().about_the_same_as(document).filter(options=document.options).first()
    if known:
        return known
    document.title = build_content(document).title
    document.made_by = by
    document.amends = revision_in_force(document)
    document.save()
    record_changes([Recorded(document, "подготовлен", after={"kind": document.kind})], by=by)
    return document


@transaction.atomic
def edit_passages(*, document: Document, texts: Mapping[int, str], by) -> Document:
    """Keep the texts of passages, by their index, as edits; a text equal to what the data make is no edit any more.

    Raises WrongDocumentState if the document is issued already.
    """
    document = lock_record(document)
    issued = WrongDocumentState("Документ уже издан: его слова больше не меняются.")
    Document.TRANSITIONS.check("edit", document.status, issued)
    fresh = [passage.text for passage in passages(build_content(document))]
    edits = [PassageEdit(place, fresh[place], now) for place, now in texts.items() if now != fresh[place]]
    before, document.edits = document.edits, [asdict(edit) for edit in edits]
    document.save(update_fields=["edits"])
    record_changes([Recorded(document, "текст изменён", {"edits": before}, {"edits": document.edits})], by=by)
    return document


@transaction.atomic
def delete_draft(*, document: Document, by) -> None:
    """Delete a draft, which can be restored from «Удалённое». Raises WrongDocumentState if it is issued already."""
    document = lock_record(document)
    issued = WrongDocumentState("Изданный документ не удаляют: его отменяют приказом.")
    Document.TRANSITIONS.check("delete", document.status, issued)
    record_changes([Recorded(document, "проект удалён", before={"title": document.title})], by=by)
    delete_kept(document, by=by)
