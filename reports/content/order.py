"""Orders that approve the programme, or that its document refers to; where it has none in words, one is drafted."""

from collections.abc import Iterator
from contextlib import suppress

from portal.prose import Heading, ListItem, Paragraph, parse_prose, parse_spans
from reports.content.blocks import Block, Content, DateAndNumber, Field, Part, SignatureLine, text_of
from reports.content.framing import date_in_words, heading
from reports.content.missing import MissingPart
from reports.content.order_acquainted import acquainted
from reports.content.order_draft import Drafted, draft_list_order, draft_programme_order
from reports.kinds import DocumentKind, LetterheadField
from reports.models import Document
from roadmap.models import Programme
from schools.models import Order

BLANK_DATE, BLANK_NUMBER = "«____» ______________ 20____ г.", "№ ________"


def build_order(document: Document) -> Content:
    """The approving order first, each from a new page. An amendment's own order isn't written yet."""
    if listed := document.low_result_list:
        if listed.order and has_text(listed.order):
            return _content([listed.order], str(listed))
        return _drafted(draft_list_order(document))
    programme = document.programme
    links = programme.order_links.select_related("order")
    if programme.amends_id:  # the orders of earlier editions stand with those
        links = links.filter(order=programme.approval_order_id)
    orders = sorted((link.order for link in links), key=lambda order: order.pk != programme.approval_order_id)
    is_amendment = programme.amends_id is not None and programme.status == Programme.Status.DRAFT
    if is_amendment or not orders:
        return _drafted(draft_programme_order(document))
    # One that is known by its number and date alone gets its words; of several each is a page of its own.
    if len(orders) == 1 and not has_text(orders[0]):
        with suppress(MissingPart):
            return _drafted(draft_programme_order(document, orders[0]))
    return _content(orders, programme.title)


def has_text(order: Order) -> bool:
    """Whether its words are known, and not only its number and date."""
    return bool(order.preamble or order.clauses)


def _content(orders: list[Order], title: str) -> Content:
    title = f"{DocumentKind.ORDER.label}. {orders[0].title or title}"
    parts = tuple(Part(tuple(block for block, _ in _blocks(order)), starts_page=True) for order in orders)
    return Content(title, parts, fields=_fields(orders[0]))


def _drafted(drafted: Drafted) -> Content:
    """With places for the date and the number, and the sheet of those who are acquainted."""
    order = drafted.order
    blocks = tuple(block for block, _ in _blocks(order, with_blanks=True))
    parts = (Part((*blocks, *acquainted(drafted.schools))),)
    return Content(f"{DocumentKind.ORDER.label}. {order.title}", parts, fields=_fields(order, with_blanks=True))


def _fields(order: Order, *, with_blanks: bool = False) -> tuple[Field, ...]:
    return tuple(
        Field(str(name), text, place)
        for place, (_, words) in enumerate(_blocks(order, with_blanks=with_blanks))
        for name, text in words.items()
    )


def _blocks(order: Order, *, with_blanks: bool = False) -> Iterator[tuple[Block, dict[LetterheadField, str]]]:
    """Each block with those words of it that a letterhead may have its own place for."""
    date = date_in_words(order.issued_on) if order.issued_on else ""
    number = order.number or ""
    for block in heading(order.issuer):
        yield block, {LetterheadField.ISSUER: text_of(block)}
    yield Heading(parse_spans("ПРИКАЗ")), {}
    if date or number or with_blanks:
        blank_date, blank_number = (BLANK_DATE, BLANK_NUMBER) if with_blanks else ("", "")
        block = DateAndNumber(date or blank_date, f"№ {number}" if number else blank_number)
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
