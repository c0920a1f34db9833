"""Orders that approve the programme, or that its document refers to; where it has none in words, one is drafted."""

from portal.prose import Heading, ListItem, Paragraph, parse_prose, parse_spans
from reports.content.blocks import Block, Content, DateAndNumber, Part, SignatureLine
from reports.content.framing import date_in_words, heading
from reports.content.order_draft import draft_list_order, draft_programme_order
from reports.kinds import DocumentKind
from reports.models import Document
from roadmap.models import Programme
from schools.models import Order


def build_order(document: Document) -> Content:
    """The approving order first, each from a new page. An amendment's own order isn't written yet."""
    if document.low_result_list:
        listed = document.low_result_list
        if listed.order and has_text(listed.order):
            return _content([listed.order], str(listed))
        return draft_list_order(document)
    programme = document.programme
    links = programme.order_links.select_related("order")
    orders = sorted((link.order for link in links), key=lambda order: order.pk != programme.approval_order_id)
    is_amendment = programme.amends_id is not None and programme.status == Programme.Status.DRAFT
    if not is_amendment and any(map(has_text, orders)):
        return _content(orders, programme.title)
    return draft_programme_order(document, None if is_amendment or not orders else orders[0])


def has_text(order: Order) -> bool:
    """Whether its words are known, and not only its number and date."""
    return bool(order.preamble or order.clauses)


def _content(orders: list[Order], title: str) -> Content:
    title = f"{DocumentKind.ORDER.label}. {orders[0].title or title}"
    return Content(title, tuple(Part(order_blocks(order), starts_page=True) for order in orders))


def order_blocks(order: Order) -> tuple[Block, ...]:
    date = date_in_words(order.issued_on) if order.issued_on else ""
    number = f"№ {order.number}" if order.number else ""
    place = (Paragraph(parse_spans(order.place.strip()), "center"),) if order.place else ()
    clauses = tuple(_clause(number, text) for number, text in enumerate(order.clauses or [], 1))
    signatory = order.signatory_position or "", order.signatory_name or ""
    return (
        *heading(order.issuer),
        Heading(parse_spans("ПРИКАЗ")),
        *((DateAndNumber(date, number),) if date or number else ()),
        *place,
        *heading(order.title),
        *parse_prose(order.preamble),
        *(block for clause in clauses for block in clause),
        *((SignatureLine(*signatory),) if any(signatory) else ()),
    )


def _clause(number: int, text: str) -> tuple[Block, ...]:
    """The clause's number before its first paragraph; what follows in it are paragraphs of its own."""
    first, *others = parse_prose(text) or (Paragraph(()),)
    if isinstance(first, Paragraph):
        return ListItem(f"{number}.", first.spans), *others
    return ListItem(f"{number}.", ()), first, *others
