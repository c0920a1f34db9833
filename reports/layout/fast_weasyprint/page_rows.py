"""Finds the table rows that begin a page, where words of cells merged over several rows have to be repeated."""

from collections.abc import Iterator

from weasyprint import Document
from weasyprint.formatting_structure.boxes import Box, ParentBox, TableBox, TableRowBox

KEY = "data-row"


def keys_of_first_rows(document: Document) -> set[str]:
    """Return the keys of rows that stand first on a page, unless they began on the page before."""
    found: set[str] = set()
    before = None
    for page in document.pages:
        for rows in _tables(page._page_box):
            if rows and rows[0].element is not before and (key := rows[0].element.get(KEY)):
                found.add(key)
            before = rows[-1].element if rows else before
    return found


def _tables(box: Box) -> Iterator[list[TableRowBox]]:
    """Yield the rows of each table on a page, without its header and footer."""
    if isinstance(box, TableBox):
        groups = (group for group in box.children if not (group.is_header or group.is_footer))
        yield [row for group in groups for row in group.children]
    elif isinstance(box, ParentBox):
        for child in box.children:
            yield from _tables(child)
