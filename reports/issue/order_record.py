"""Reads an order's text from its printed content and records it, so that the programme's page and file have it."""

import re
from dataclasses import dataclass

from portal.text.prose import Heading, ListItem, Paragraph
from reports.blocks.content import Block, Content, DateAndNumber, SignatureLine, Table
from reports.issue.passages import Passage
from schools.orders.models import Order

_CLAUSE = re.compile(r"\d+\.")


@dataclass(frozen=True)
class PrintedOrder:
    """An order's parts as its document prints them; a part that it doesn't have is empty."""

    issuer: str
    date_and_number: DateAndNumber | None
    place: str
    title: str
    preamble: str
    clauses: list[str]
    signatory_position: str
    signatory_name: str


def printed_order(content: Content) -> PrintedOrder:
    """Read the parts of the first order in the content."""
    blocks = content.parts[0].blocks
    head = next((place for place, block in enumerate(blocks) if isinstance(block, DateAndNumber)), -1)
    start = head + 1
    end = next((place for place, block in enumerate(blocks) if isinstance(block, SignatureLine | Table)), len(blocks))
    body = blocks[start:end]
    titles = [block for block in body if isinstance(block, Heading)]
    centred = [block for block in body if isinstance(block, Paragraph) and block.align == "center"]
    first = next((place for place, block in enumerate(body) if _is_clause(block)), len(body))
    preamble = [block for block in body[:first] if block not in titles and block not in centred]
    signature = blocks[end] if end < len(blocks) and isinstance(blocks[end], SignatureLine) else SignatureLine("", "")
    return PrintedOrder(
        issuer=_as_text(blocks[0]) if isinstance(blocks[0], Heading) and start > 2 else "",
        date_and_number=blocks[head] if start else None,
        place=_as_text(centred[0]) if centred else "",
        title=_as_text(titles[0]) if titles else "",
        preamble="\n\n".join(map(_as_text, preamble)),
        clauses=_read_clauses(body[first:]),
        signatory_position=_empty_if_blank(signature.position),
        signatory_name=_empty_if_blank(signature.name),
    )


def record_order_text(order: Order, printed: PrintedOrder) -> None:
    """Save the printed text in the order's record, unless that has a preamble or clauses already."""
    if order.preamble or order.clauses:
        return
    order.title = order.title or printed.title or None
    order.place = order.place or printed.place or None
    order.issuer = order.issuer or printed.issuer or None
    order.preamble = printed.preamble or None
    order.clauses = printed.clauses or None
    if not (order.signatory_position or order.signatory_name):
        order.signatory_position = printed.signatory_position or None
        order.signatory_name = printed.signatory_name or None
    order.save()


def _empty_if_blank(words: str) -> str:
    """Turn a blank to fill in by hand («____») into an empty string."""
    return words if words.strip("_ ") else ""


def _read_clauses(blocks: tuple[Block, ...]) -> list[str]:
    """Return the clauses without their numbers, each with the paragraphs below it."""
    clauses: list[str] = []
    for block in blocks:
        if _is_clause(block):
            clauses.append(_as_text(block).split(" ", 1)[1].strip())
        elif not isinstance(block, Heading):
            clauses[-1] += "\n\n" + _as_text(block)
    return clauses


def _is_clause(block: Block) -> bool:
    return isinstance(block, ListItem) and bool(_CLAUSE.fullmatch(block.marker))


def _as_text(block) -> str:
    return Passage((block,)).text
