"""The columns of a table as people see them: edges a hair apart, which dragged borders leave, are one edge."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from lxml import etree

from portal.sources.word.names import w, whole_number

_HAIR = 113
"""Two millimetres in twentieths of a point: a narrower column has no room for a letter."""


class SeenColumns:
    """Maps the columns of the document's grid to the columns that people see."""

    def __init__(self, table: etree._Element, cells: Iterable[tuple[int, int]]) -> None:
        """`cells` are those with words: for each its first column of the grid and the column after its last."""
        grid = table.find(w("tblGrid"))
        widths = [] if grid is None else [whole_number(each.get(w("w"))) for each in grid.iterchildren(w("gridCol"))]
        hairs = {at for at, width in enumerate(widths) if width < _HAIR}
        if len(hairs) * 2 > len(widths):
            hairs = set()  # the program that saved the file wrote no widths
        if hairs:
            within = [range(first, after) for first, after in cells if hairs.issuperset(range(first, after))]
            hairs -= {at for columns in within for at in columns}
        self._hairs = sorted(hairs)

    def seen(self, column: int) -> int:
        """Return the number of visible columns before a column of the grid."""
        return column - bisect_left(self._hairs, column)
