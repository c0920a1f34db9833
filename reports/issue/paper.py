"""Finds out on which paper a document is printed."""

from reports.blocks.missing import MissingPart
from reports.blocks.paper import PageNumbers, Paper
from reports.issue.models import Document
from reports.letterhead.models import Letterhead, PrintSettings


def paper_for(document: Document) -> Paper:
    """Return the letterhead (for orders only) and page numbers; an issued document keeps those of its issue.

    Raises MissingPart if the letterhead's file is lost.
    """
    numbers = document.page_numbers or PrintSettings.of(document.municipality_id).page_numbers
    letterhead = _letterhead_of(document) if document.traits.is_order else None
    return Paper(letterhead, PageNumbers(numbers))


def _letterhead_of(document: Document) -> bytes | None:
    letterheads = Letterhead.objects.filter(municipality=document.municipality_id)
    if document.issued_at:
        letterheads = letterheads.filter(uploaded_at__lte=document.issued_at)
    letterhead = letterheads.first()
    if letterhead is None:
        return None
    try:
        with letterhead.file.open() as file:
            return file.read()
    except OSError:
        raise MissingPart("Файла бланка нет в хранилище портала. Загрузите бланк приказа ещё раз.") from None
