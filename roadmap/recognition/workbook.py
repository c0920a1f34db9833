"""A workbook as a source: each sheet its lines of text and its tables, one below the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from indicators.workbooks.sheets import WorkbookSheet, read_workbook
from portal.sources.source import (
    AT_ONCE,
    ReadingLimits,
    Remark,
    Source,
    SourceAlignment,
    SourceBlock,
    SourceCell,
    SourceParagraph,
    SourceTable,
    StyledText,
)

_LONGEST_HEADING = 250
# What a format makes of a number counts as letters too; blank places of tables count as a quarter of a cell.
_LETTERS_OF_A_CELL = 80
_BLANKS_OF_A_CELL = 4


def read_workbook_source(file: BinaryIO, limits: ReadingLimits = AT_ONCE) -> Source:
    """All visible sheets in their order. NotReadable where the file is no workbook that can be read."""
    return sheets_as_source(list(read_workbook(file)), limits)


def sheets_as_source(sheets: list[WorkbookSheet], limits: ReadingLimits) -> Source:
    """Each with its lines and tables. TakesLong or Refusal: more cells, words or blank places than the limits allow."""
    blocks: list[SourceBlock] = []
    remarks: list[Remark] = []
    limits.check(sum(len(row) for sheet in sheets for row in sheet.rows.values()))
    letters = sum(len(text) for sheet in sheets for row in sheet.rows.values() for text in row.values())
    limits.check(letters // _LETTERS_OF_A_CELL)
    for sheet in sheets:
        blocks += _blocks(sheet, limits)
        remarks += [
            Remark(words, f"лист «{sheet.title}», строка {row}, столбец {column}")
            for (row, column), words in sheet.remarks.items()
        ]
    return Source(tuple(blocks), tuple(remarks))


def _blocks(sheet: WorkbookSheet, limits: ReadingLimits) -> Iterator[SourceBlock]:
    """Rows with one text are lines until a row of several cells begins a table, which ends at a blank row."""
    gathered: list[int] = []
    for row, written in sorted(sheet.rows.items()):
        if gathered and row > gathered[-1] + 1:
            yield _table(sheet, gathered, limits)
            gathered = []
        if not gathered and len(written) == 1:
            yield _line(sheet, row)
        elif written:
            gathered.append(row)
    if gathered:
        yield _table(sheet, gathered, limits)


def _line(sheet: WorkbookSheet, row: int) -> SourceParagraph:
    """Short ones are set as headings: nothing else in a sheet tells what its title is."""
    ((column, text),) = sheet.rows[row].items()
    is_heading = len(text) < _LONGEST_HEADING
    return SourceParagraph(
        _place(sheet, row, column),
        (StyledText(text, bold=is_heading),),
        alignment=SourceAlignment.CENTER if is_heading else SourceAlignment.LEFT,
    )


def _table(sheet: WorkbookSheet, rows: list[int], limits: ReadingLimits) -> SourceTable:
    columns = sorted({column for row in rows for column in sheet.rows[row]})
    first, last = columns[0], columns[-1]
    limits.check(len(rows) * (last - first + 1) // _BLANKS_OF_A_CELL)
    joined = {(top, left): (bottom, right) for left, top, right, bottom in sheet.merged}
    covered: set[tuple[int, int]] = set()
    cells = []
    for row in rows:
        for column in range(first, last + 1):
            if (row, column) in covered:
                continue
            bottom, right = joined.get((row, column), (row, column))
            bottom, right = min(bottom, rows[-1]), min(right, last)
            covered.update((r, c) for r in range(row, bottom + 1) for c in range(column, right + 1))
            place = _place(sheet, row, column)
            text = sheet.text(row, column)
            paragraph = SourceParagraph(place, (StyledText(text),) if text else ())
            size = bottom - row + 1, right - column + 1
            cells.append(SourceCell(place, row - rows[0], column - first, *size, (paragraph,)))
    return SourceTable(_place(sheet, rows[0], first), len(rows), last - first + 1, tuple(cells))


def _place(sheet: WorkbookSheet, row: int, column: int) -> str:
    return f"лист «{sheet.title}», строка {row}, столбец {column}"
