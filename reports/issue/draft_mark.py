"""«(проект)» that was left in a document's words."""

import re
from collections.abc import Iterator

from reports.content.blocks import Block, Caption, Chart, Content, Table, text_of

_MARK = re.compile(r"[(\[]\s*проект\s*[)\]]", re.IGNORECASE)


def draft_mark(content: Content) -> str:
    """The first paragraph or cell that calls the document a draft; empty where none does."""
    texts = (text for part in content.parts for block in part.blocks for text in _texts(block))
    return next((text for text in texts if _MARK.search(text)), "")


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
