"""An issued order's words in the record of the order, where the programme's page and its file find them."""

import re

from portal.prose import Heading, ListItem, Paragraph
from reports.content.blocks import Block, Content, DateAndNumber, SignatureLine, Table
from reports.issue.passages import Passage
from schools.models import Order

_CLAUSE = re.compile(r"\d+\.")


def record_order_text(order: Order, content: Content) -> None:
    """As printed, unless the record already has words of its own."""
    if order.preamble or order.clauses:
        return
    blocks = content.parts[0].blocks
    start = next((place for place, block in enumerate(blocks) if isinstance(block, DateAndNumber)), -1) + 1
    end = next((place for place, block in enumerate(blocks) if isinstance(block, SignatureLine | Table)), len(blocks))
    body = blocks[start:end]
    titles = [block for block in body if isinstance(block, Heading)]
    centred = [block for block in body if isinstance(block, Paragraph) and block.align == "center"]
    first = next((place for place, block in enumerate(body) if _is_clause(block)), len(body))
    preamble = [block for block in body[:first] if block not in titles and block not in centred]
    order.title = order.title or (_written(titles[0]) if titles else None)
    order.place = order.place or (_written(centred[0]) if centred else None)
    order.issuer = order.issuer or (_written(blocks[0]) if isinstance(blocks[0], Heading) and start > 2 else None)
    order.preamble = "\n\n".join(map(_written, preamble)) or None
    order.clauses = _clauses(body[first:]) or None
    signed = end < len(blocks) and isinstance(blocks[end], SignatureLine)
    if signed and not (order.signatory_position or order.signatory_name):
        order.signatory_position, order.signatory_name = blocks[end].position or None, blocks[end].name or None
    order.save()


def _clauses(blocks: tuple[Block, ...]) -> list[str]:
    """Each without its number; what follows below a number is the clause's."""
    clauses: list[str] = []
    for block in blocks:
        if _is_clause(block):
            clauses.append(_written(block).split(" ", 1)[1].strip())
        elif not isinstance(block, Heading):
            clauses[-1] += "\n\n" + _written(block)
    return clauses


def _is_clause(block: Block) -> bool:
    return isinstance(block, ListItem) and bool(_CLAUSE.fullmatch(block.marker))


def _written(block) -> str:
    return Passage((block,)).text
