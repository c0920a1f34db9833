"""Orders that approve a programme or list, or that its document contains; one without a text is drafted."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace

from portal.text.prose import Heading, ListItem, Paragraph, parse_prose, parse_spans
from reports.blocks.content import Block, Content, DateAndNumber, DocumentPart, PlacedWords, SignatureLine, text_of
from reports.blocks.framing import date_in_words, heading
from reports.blocks.letterhead_fields import LetterheadField
from reports.blocks.missing import MissingPart
from reports.kinds.document_kind import DocumentRequest
from reports.kinds.order.acquainted import acquainted
from reports.kinds.order.annexes import has_words
from reports.kinds.order.draft import Drafted, draft_list_order, draft_programme_order, drafted_act
from roadmap.programmes.models import Programme
from schools.orders.acts import Act
from schools.orders.models import Order

BLANK_DATE, BLANK_NUMBER = "«____» ______________ 20____ г.", "№ ________"


def build_order(request: DocumentRequest) -> Content:
    """Build the orders' document: the approving order first, each on a new page.

    An order that isn't there yet, or has a number and date but no text, is drafted.
    """
    orders = known_orders(request)
    if listed := request.low_result_list:
        if orders and has_words(orders[0]):
            return _build_known(orders, str(listed))
        return _build_drafted(draft_list_order(request))
    programme = request.programme
    if not orders:
        return _build_drafted(draft_programme_order(request))
    # An approving order of which only number and date are known gets a drafted text.
    first, *others = orders
    if not has_words(first) and (not others or first.pk == programme.approval_order_id):
        with suppress(MissingPart):
            drafted = _build_drafted(draft_programme_order(request, first))
            return replace(drafted, parts=(*drafted.parts, *_parts(order for order in others if _is_a_page(order))))
    return _build_known(orders, programme.title)


def _is_a_page(order: Order) -> bool:
    """Return whether more is known of the order than its number and date, so that it is worth a page."""
    others = (order.issuer, order.place, order.title, order.signatory_position, order.signatory_name)
    return has_words(order) or any(others)


def known_orders(request: DocumentRequest) -> list[Order]:
    """Return the orders of the list or the programme, the approving one first; a draft amendment has none yet."""
    if listed := request.low_result_list:
        return [listed.order] if listed.order else []
    programme = request.programme
    links = programme.order_links.select_related("order")
    if programme.amends_id:  # orders of earlier editions are printed with those
        links = links.filter(order=programme.approval_order_id)
    is_amendment = programme.amends_id is not None and programme.status == Programme.Status.DRAFT
    orders = [] if is_amendment else [link.order for link in links]
    return sorted(orders, key=lambda order: order.pk != programme.approval_order_id)


def act_of_order(request: DocumentRequest) -> Act:
    """Return the kind of act (order, resolution, …) that the document is, by its known order or as it is drafted."""
    known = next(iter(known_orders(request)), None)
    return drafted_act(replace(request, order=None), known)


def _build_known(orders: list[Order], title: str) -> Content:
    first = orders[0]
    return Content(
        _file_title(first, first.title or title), _parts(orders), fields=_fields(first),
        may_have_letterhead=first.act == Act.ORDER,
    )  # fmt: skip


def _parts(orders: Iterable[Order]) -> tuple[DocumentPart, ...]:
    return tuple(DocumentPart(tuple(block for block, _ in _blocks(order)), starts_page=True) for order in orders)


def _build_drafted(drafted: Drafted) -> Content:
    """Build a drafted order with blanks for its date and number, and the sheet that directors sign below it."""
    order = drafted.order
    blocks = tuple(block for block, _ in _blocks(order, with_blanks=True))
    parts = (DocumentPart((*blocks, *acquainted(drafted.schools, Act(order.act)))),)
    fields = _fields(order, with_blanks=True)
    return Content(_file_title(order, order.title), parts, fields=fields, may_have_letterhead=order.act == Act.ORDER)


def _file_title(order: Order, title: str) -> str:
    return f"{Act(order.act).label.capitalize()}. {title}"


def _fields(order: Order, *, with_blanks: bool = False) -> tuple[PlacedWords, ...]:
    return tuple(
        PlacedWords(str(name), text, place)
        for place, (_, words) in enumerate(_blocks(order, with_blanks=with_blanks))
        for name, text in words.items()
    )


def _blocks(order: Order, *, with_blanks: bool = False) -> Iterator[tuple[Block, dict[LetterheadField, str]]]:
    """Yield the order's blocks, each with those of its words that a letterhead may have a field for."""
    date = date_in_words(order.issued_on) if order.issued_on else ""
    number = order.number or ""
    for block in heading(order.issuer):
        yield block, {LetterheadField.ISSUER: text_of(block)}
    yield Heading(parse_spans(order.act_heading)), {}
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
    """Return the clause's blocks, with its number before the first paragraph."""
    first, *others = parse_prose(text) or (Paragraph(()),)
    if isinstance(first, Paragraph):
        return ListItem(f"{number}.", first.spans), *others
    return ListItem(f"{number}.", ()), first, *others
