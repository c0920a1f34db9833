"""Reads Word's tables: columns by the grid, cells merged across and down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from lxml import etree

from portal.refusals import Refusal
from portal.sources.source import SourceBlock, SourceCell, SourceTable
from portal.sources.word.names import COMPATIBILITY, is_on, value, w, whole_number
from portal.sources.word.runs import chosen
from portal.sources.word.seen_columns import SeenColumns

_ENTERED = {w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("smartTag")}
_MOST_COLUMNS = 200
_MOST_ROWS = 20_000


class ReadsBlocks(Protocol):
    def blocks(self, parent: etree._Element, within: str, depth: int) -> Iterator[SourceBlock]: ...


@dataclass
class _Begun:
    """A cell that the rows below may continue."""

    row: int
    column: int
    columns: int
    rows: int = 1
    blocks: tuple[SourceBlock, ...] = ()
    place: str = ""


@dataclass
class TableReader:
    reader: ReadsBlocks
    depth: int
    done: list[_Begun] = field(default_factory=list)
    open: dict[int, _Begun] = field(default_factory=dict)
    """The cells that reach down to the row before, by their first column."""

    def read(self, element: etree._Element, place: str) -> SourceTable:
        """Read a table, without rows that a tracked change deleted. Raises Refusal if it is far too large."""
        width, repeated, count, goes_on = 0, 0, 0, True
        rows = [row for row in _children(element, "tr") if not _is_deleted(row)]
        self.columns = SeenColumns(
            element, (edges for row in rows for cell, *edges in _cells_of(row) if _has_words(cell))
        )
        for row in rows:
            properties = row.find(w("trPr"))
            if count >= _MOST_ROWS:
                raise Refusal(f"В таблице больше {_MOST_ROWS} строк. Разделите её на несколько файлов.")
            width = max(width, self._read_row(row, count, place))
            goes_on = goes_on and bool(is_on(properties, "tblHeader"))
            repeated += goes_on
            count += 1
        cells = sorted(self.done, key=lambda cell: (cell.row, cell.column))
        return SourceTable(
            place=place,
            row_count=count,
            column_count=width,
            cells=tuple(SourceCell(c.place, c.row, c.column, c.rows, c.columns, c.blocks) for c in cells),
            repeated_rows=repeated,
        )

    def _read_row(self, row: etree._Element, number: int, place: str) -> int:
        """Read a row, and return the column after its last one."""
        after = 0
        still_open: dict[int, _Begun] = {}
        for element, first, behind in _cells_of(row):
            if behind > _MOST_COLUMNS:
                raise Refusal(f"В таблице больше {_MOST_COLUMNS} столбцов. Разделите её на несколько.")
            own = element.find(w("tcPr"))
            column, after = self.columns.seen(first), self.columns.seen(behind)
            if not (span := after - column):
                continue
            joined_down = None if own is None else own.find(w("vMerge"))
            above = self.open.get(column)
            if value(own, "hMerge") == "continue" and self.done and self.done[-1].row == number:
                self.done[-1].columns += span
            elif joined_down is not None and joined_down.get(w("val"), "continue") == "continue" and _fits(above, span):
                above.rows += 1
                still_open[column] = above
            else:
                begun = self._begin(element, number, column, span, place)
                if joined_down is not None:
                    still_open[column] = begun
        self.open = still_open
        return after

    def _begin(self, element: etree._Element, row: int, column: int, span: int, place: str) -> _Begun:
        cell = _Begun(row, column, span, place=f"{place}, строка {row + 1}, столбец {column + 1}")
        self.done.append(cell)
        cell.blocks = tuple(self.reader.blocks(element, cell.place, self.depth))
        return cell


def _is_deleted(row: etree._Element) -> bool:
    properties = row.find(w("trPr"))
    return properties is not None and properties.find(w("del")) is not None


def _has_words(cell: etree._Element) -> bool:
    return any(each.text and each.text.strip() for each in cell.iter(w("t")))


def _cells_of(row: etree._Element) -> Iterator[tuple[etree._Element, int, int]]:
    """Yield a row's cells, without those that a tracked change deleted.

    Each has its first column of the grid and the column after its last.
    """
    column = max(whole_number(value(row.find(w("trPr")), "gridBefore")), 0)
    for element in _children(row, "tc"):
        own = element.find(w("tcPr"))
        if own is not None and own.find(w("cellDel")) is not None:
            continue
        span = min(max(whole_number(value(own, "gridSpan"), 1), 1), _MOST_COLUMNS)
        yield element, column, column + span
        column += span
        if column > _MOST_COLUMNS:
            return


def _fits(above: _Begun | None, span: int) -> bool:
    return above is not None and above.columns == span


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == w(name):
            yield child
        elif child.tag in _ENTERED:
            yield from _children(child, name)
        elif child.tag == f"{{{COMPATIBILITY}}}AlternateContent":
            yield from _children(chosen(child), name)
