"""Finds what should not be left in an issued document: «(проект)» and blanks to fill in by hand («____»)."""

import re
from collections.abc import Iterator

from reports.blocks.content import Block, Caption, Chart, Content, SignatureLine, Table, text_of

_BLANK = re.compile(r"_{3,}")
_MARK = re.compile(r"[(\[]\s*проект\s*[)\]]", re.IGNORECASE)


def draft_mark(content: Content) -> str:
    """Return the first text (paragraph, cell, caption) that calls the document a draft, or an empty string."""
    texts = (text for part in content.parts for block in part.blocks for text in _all_texts(block))
    return next((text for text in texts if _MARK.search(text)), "")


def blank_left(content: Content) -> str:
    """Return the first paragraph or signature that still has a blank, or an empty string. Tables may have blanks."""
    texts = (text for part in content.parts for block in part.blocks for text in _prose_texts(block))
    return next((text for text in texts if _BLANK.search(text)), "")


def _prose_texts(block: Block) -> Iterator[str]:
    if isinstance(block, SignatureLine):
        yield f"{block.position} {block.name}"
    elif hasattr(block, "spans"):
        yield text_of(block)


def _all_texts(block: Block) -> Iterator[str]:
    match block:
        case Table():
            yield from (cell.text for row in (*block.header, *block.rows) for cell in row.cells)
        case Caption():
            yield from block.lines
        case Chart():
            yield block.title
        case _ if hasattr(block, "spans"):
            yield text_of(block)
