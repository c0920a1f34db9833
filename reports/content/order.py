"""Orders that approve the programme, or that its document refers to."""

from collections.abc import Iterator

from portal.prose import Heading, ListItem, Paragraph, parse_prose, parse_spans
from reports.content.blocks import Block, Content, DateAndNumber, Field, Part, SignatureLine, text_of
from reports.content.framing import date_in_words, heading
from reports.content.missing import MissingPart
from reports.kinds import DocumentKind, LetterheadField
from reports.models import Document
from schools.models import Order


def build_order(document: Document) -> Content:
    """The approving order first, each from a new page."""
    programme = document.programme
    links = programme.order_links.select_related("order")
    orders = sorted((link.order for link in links), key=lambda order: order.pk != programme.approval_order_id)
    if not orders:
        raise MissingPart("В документе программы нет ни одного приказа.")
    title = f"{DocumentKind.ORDER.label}. {orders[0].title or programme.title}"
    parts = tuple(Part(tuple(block for block, _ in _blocks(order)), starts_page=True) for order in orders)
    return Content(title, parts, fields=_fields(orders[0]))


def _fields(order: Order) -> tuple[Field, ...]:
    return tuple(
        Field(str(name), text, place) for place, (_, words) in enumerate(_blocks(order)) for name, text in words.items()
    )


def _blocks(order: Order) -> Iterator[tuple[Block, dict[LetterheadField, str]]]:
    """Each block with those words of it that a letterhead may have its own place for."""
    date = date_in_words(order.issued_on) if order.issued_on else ""
    number = order.number or ""
    for block in heading(order.issuer):
        yield block, {LetterheadField.ISSUER: text_of(block)}
    yield Heading(parse_spans("ПРИКАЗ")), {}
    if date or number:
        block = DateAndNumber(date, f"№ {number}" if number else "")
        yield block, {LetterheadField.DATE: date, LetterheadField.NUMBER: number}
    if order.place:
        block = Paragraph(parse_spans(order.place.strip()), "center")
        yield block, {LetterheadField.PLACE: text_of(block)}
    for block in heading(order.title):
        yield block, {LetterheadField.TITLE: text_of(block)}
    for block in parse_prose(order.preamble):
        yield block, {}
    for place, text in enumerate(order.clauses or [], 1):
        for block in _clause(place, text):
            yield block, {}
    position, name = order.signatory_position or "", order.signatory_name or ""
    if position or name:
        yield SignatureLine(position, name), {LetterheadField.POSITION: position, LetterheadField.NAME: name}


def _clause(number: int, text: str) -> tuple[Block, ...]:
    """The clause's number before its first paragraph; what follows in it are paragraphs of its own."""
    first, *others = parse_prose(text) or (Paragraph(()),)
    if isinstance(first, Paragraph):
        return ListItem(f"{number}.", first.spans), *others
    return ListItem(f"{number}.", ()), first, *others
