"""Tables of Word: columns by the grid, cells joined sideways and down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from lxml import etree

from portal.refusals import Refusal
from portal.sources.source import SourceBlock, SourceCell, SourceTable
from portal.sources.word.names import COMPATIBILITY, is_on, value, w, whole_number
from portal.sources.word.runs import chosen

_ENTERED = {w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("smartTag")}
_MOST_COLUMNS = 200
_MOST_ROWS = 20_000


class ReadsBlocks(Protocol):
    def blocks(self, parent: etree._Element, within: str, depth: int) -> Iterator[SourceBlock]: ...


@dataclass
class _Begun:
    """A cell that the rows below may go on with."""

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
    """By the column where it begins: joined down so far as the row before."""

    def read(self, element: etree._Element, place: str) -> SourceTable:
        """Rows that a tracked change deleted are left out."""
        width, repeated, count, goes_on = 0, 0, 0, True
        for row in _children(element, "tr"):
            properties = row.find(w("trPr"))
            if properties is not None and properties.find(w("del")) is not None:
                continue
            if count >= _MOST_ROWS:
                raise Refusal(f"В таблице больше {_MOST_ROWS} строк. Разделите её на несколько файлов.")
            width = max(width, self._read_row(row, properties, count, place))
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

    def _read_row(self, row: etree._Element, properties: etree._Element | None, number: int, place: str) -> int:
        """The column after its last one."""
        column = whole_number(value(properties, "gridBefore"))
        still_open: dict[int, _Begun] = {}
        for element in _children(row, "tc"):
            own = element.find(w("tcPr"))
            if own is not None and own.find(w("cellDel")) is not None:
                continue
            span = min(max(whole_number(value(own, "gridSpan"), 1), 1), _MOST_COLUMNS)
            if column + span > _MOST_COLUMNS:
                raise Refusal(f"В таблице больше {_MOST_COLUMNS} столбцов. Разделите её на несколько.")
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
            column += span
        self.open = still_open
        return column

    def _begin(self, element: etree._Element, row: int, column: int, span: int, place: str) -> _Begun:
        cell = _Begun(row, column, span, place=f"{place}, строка {row + 1}, столбец {column + 1}")
        self.done.append(cell)
        cell.blocks = tuple(self.reader.blocks(element, cell.place, self.depth))
        return cell


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
