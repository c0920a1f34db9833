"""What the issue adds to a document's content: the annex's caption, the order, the address of the check."""

from copy import copy
from dataclasses import replace

from django.conf import settings
from django.urls import reverse

from portal.text.cases import Case
from reports.blocks.content import Caption, CheckAddress, Content
from reports.blocks.framing import edition_line, named_order
from reports.issue.models import Document
from reports.kinds.order.annexes import annex_of, list_annex
from schools.orders.acts import act_of
from schools.orders.models import Order


def as_issued(document: Document, content: Content, *, with_check_address: bool) -> Content:
    """Return the content with the annex's caption, the order in the file's properties, and the address of the check."""
    order = document.order
    content = replace(content, order=f"от {order.issued_on:%d.%m.%Y} № {order.number}")
    first, *others = content.parts
    if not document.traits.is_order and (lines := _caption(document, first.blocks)):
        kept = tuple(block for block in first.blocks if not isinstance(block, Caption))
        first = replace(first, blocks=(Caption(lines), *kept))
    parts = [first, *others]
    if with_check_address:
        parts[-1] = replace(parts[-1], blocks=(*parts[-1].blocks, CheckAddress(check_address(document))))
    return replace(content, parts=tuple(parts))


def check_address(document: Document) -> str:
    return settings.PORTAL_ADDRESS + reverse("document-check", args=[document.code])


def _caption(document: Document, blocks: tuple) -> tuple[str, ...]:
    """Return the caption's lines: the document's own, or made of the order.

    A later edition has its first edition's caption and the line «(в редакции приказа …)».
    """
    if document.amends:
        first = document.amends
        while first.amends:
            first = first.amends
        return *_first_caption(first), edition_line(document.order)
    stated = next((block.lines for block in blocks if isinstance(block, Caption)), ())
    return stated if stated and _is_stated_order(document) else _made_caption(document.annex, document.order)


def _is_stated_order(document: Document) -> bool:
    """Return whether the document is issued by the very order, and as the annex, that its own caption names."""
    if programme := document.programme:
        is_annex = document.annex == annex_of(programme, document.traits.approved_part)
        return is_annex and programme.approval_order_id == document.order_id
    listed = document.low_result_list
    return listed is not None and (listed.order_id, list_annex(listed)) == (document.order_id, document.annex)


def _first_caption(document: Document) -> tuple[str, ...]:
    """Return the first edition's caption as issued, or made anew if its requisites were corrected since."""
    stated, order = document.stated, copy(document.order)
    order.act, order.number, order.issued_on = act_of(stated.act), stated.number, stated.issued_on
    blocks = document.content["parts"][0]["blocks"]
    printed = next((tuple(block["lines"]) for block in blocks if block["block"] == "caption"), ())
    return printed if printed and stated == document.as_issued else _made_caption(stated.annex, order)


def _made_caption(annex: str, order: Order) -> tuple[str, ...]:
    first = f"Приложение № {annex}" if annex else "Приложение"
    return first, f"к {named_order(order, Case.DATIVE)}"
