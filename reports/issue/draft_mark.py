"""«(проект)» and places to write in that were left in a document's words."""

import re
from collections.abc import Iterator

from reports.blocks.content import Block, Caption, Chart, Content, SignatureLine, Table, text_of

_BLANK = re.compile(r"_{3,}")
_MARK = re.compile(r"[(\[]\s*проект\s*[)\]]", re.IGNORECASE)


def draft_mark(content: Content) -> str:
    """The first paragraph or cell that calls the document a draft; empty where none does."""
    texts = (text for part in content.parts for block in part.blocks for text in _texts(block))
    return next((text for text in texts if _MARK.search(text)), "")


def blank_left(content: Content) -> str:
    """The first paragraph, or the signature, that still has a place to write in by hand."""
    texts = (text for part in content.parts for block in part.blocks for text in _written(block))
    return next((text for text in texts if _BLANK.search(text)), "")


def _written(block: Block) -> Iterator[str]:
    if isinstance(block, SignatureLine):
        yield f"{block.position} {block.name}"
    elif hasattr(block, "spans"):
        yield text_of(block)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Table():
            yield from (cell.text for row in (*block.header, *block.rows) for cell in row.cells)
        case Caption():
            yield from block.lines
        case Chart():
            yield block.title
        case _ if hasattr(block, "spans"):
            yield text_of(block)
