"""Drafts: begun for a subject, their own words edited, thrown away."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.db import transaction

from portal.history.actions import Recorded, record_changes
from reports.content.blocks import Content
from reports.content.building import build_content
from reports.content.stored import from_json
from reports.issue.passage_names import passage_names
from reports.issue.passages import Edit, Edited, Passage, edited, passages, wordings
from reports.models import Document


class WrongState(Exception):
    """The document's state doesn't allow the step; the message says so in Russian."""


@transaction.atomic
def begin_draft(document: Document, *, by) -> Document:
    """The draft about the same that is there already, or this one, saved. MissingPart: there is nothing to print."""
    known = Document.objects.drafts().about_the_same_as(document).filter(options=document.options).first()
    if known:
        return known
    document.title = build_content(document).title
    document.made_by = by
    document.amends = revision_in_force(document)
    document.save()
    record_changes([Recorded(document, "подготовлен", after={"kind": document.kind})], by=by)
    return document


def revision_in_force(document: Document) -> Document | None:
    """The issued document that this one would take the place of: of this programme or of those that it amends."""
    issued = Document.objects.filter(status=Document.Status.ISSUED).exclude(pk=document.pk)
    found = issued.about_the_same_as(document).filter(options=document.options).first()
    programme = document.programme if document.traits.has_editions else None
    while found is None and programme is not None and programme.amends_id:
        programme = programme.amends
        found = issued.filter(kind=document.kind, programme=programme, options=document.options).first()
    return found


def edited_content(document: Document) -> Edited:
    """What was issued, or what the data make now with the edits in it."""
    if not document.is_draft:
        return Edited(from_json(document.content))
    return edited(build_content(document), _edits(document))


def content_of(document: Document) -> Content:
    return edited_content(document).content


@dataclass(frozen=True)
class Words:
    """A draft's passages as the data make them, what they are called, their texts with the edits in them.

    `lost` are edits that have no place any more.
    """

    original: list[Passage]
    names: list[str]
    current: list[str]
    lost: list[Edit]


def words_of(document: Document) -> Words:
    content = build_content(document)
    return Words(passages(content), passage_names(content), *wordings(content, _edits(document)))


def _edits(document: Document) -> list[Edit]:
    return [Edit(**each) for each in document.edits]


@transaction.atomic
def edit_passages(*, document: Document, texts: Mapping[int, str], by) -> Document:
    """Keep the words of passages by their place; the data's own words end an edit."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    if not document.is_draft:
        raise WrongState("Документ уже издан: его слова больше не меняются.")
    fresh = [passage.text for passage in passages(build_content(document))]
    edits = [Edit(place, fresh[place], now) for place, now in texts.items() if now != fresh[place]]
    before, document.edits = document.edits, [asdict(edit) for edit in edits]
    document.save(update_fields=["edits"])
    record_changes([Recorded(document, "текст изменён", {"edits": before}, {"edits": document.edits})], by=by)
    return document


@transaction.atomic
def delete_draft(*, document: Document, by) -> None:
    document = Document.objects.select_for_update().get(pk=document.pk)
    if not document.is_draft:
        raise WrongState("Изданный документ не удаляют: его отменяют приказом.")
    record_changes([Recorded(document, "проект удалён", before={"title": document.title})], by=by)
    document.delete()
