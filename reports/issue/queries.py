"""Returns what a document says: as it was issued, or made of today's data with the draft's edits."""

from dataclasses import dataclass

from reports.blocks.content import Content
from reports.blocks.stored import from_json
from reports.issue.models import Document
from reports.issue.passage_names import passage_names
from reports.issue.passages import EditedContent, Passage, PassageEdit, edited, passages, wordings
from roadmap.programmes.models import Programme


def build_content(document: Document) -> Content:
    """Build the document's content from today's data, without edits. Raises MissingPart if there is nothing for it."""
    return document.request.content()


def revision_in_force(document: Document) -> Document | None:
    """Return the issued document that this one would supersede, of the same programme or of one that it amends."""
    issued = Document.objects.filter(status=Document.Status.ISSUED).exclude(pk=document.pk)
    found = issued.about_the_same_as(document).filter(options=document.options).first()
    programme = document.programme if document.traits.has_editions else None
    while found is None and programme is not None and programme.amends_id:
        programme = programme.amends
        found = issued.filter(kind=document.kind, programme=programme, options=document.options).first()
    return found


def edited_content(document: Document) -> EditedContent:
    """Return an issued document's kept content, or a draft's with its edits applied to today's data."""
    if not document.is_draft:
        return EditedContent(from_json(document.content))
    return edited(build_content(document), edits_of(document))


def content_of(document: Document) -> Content:
    return edited_content(document).content


@dataclass(frozen=True)
class DocumentWords:
    """A draft's passages as the data make them, their names, and their current texts with the edits applied.

    `lost` are edits that fit nowhere any more.
    """

    original: list[Passage]
    names: list[str]
    current: list[str]
    lost: list[PassageEdit]


def words_of(document: Document) -> DocumentWords:
    content = build_content(document)
    return DocumentWords(passages(content), passage_names(content), *wordings(content, edits_of(document)))


def captions_as_printed(document: Document) -> list[str]:
    """Return captions, typed in programmes of the order, that still have its number from before the correction."""
    issued, stated = document.as_issued, document.stated
    if issued.number == stated.number:
        return []
    found = Programme.objects.filter(approval_order=document.order_id, approval_caption__contains=f"№ {issued.number}")
    return [" ".join(each.split()) for each in found.values_list("approval_caption", flat=True)]


def edits_of(document: Document) -> list[PassageEdit]:
    return [PassageEdit(**each) for each in document.edits]
