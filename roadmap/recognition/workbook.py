"""Turns a workbook into a source: for each sheet its lines of text and its tables, from top to bottom."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from openpyxl.utils import get_column_letter

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
from portal.spreadsheets.opening import TooManyCells
from portal.spreadsheets.sheets import read_workbook
from portal.spreadsheets.workbook_sheet import WorkbookSheet

_LONGEST_HEADING = 250
_COLUMN_WIDTH = 1000  # about the default width of a column, in twentieths of a point
# How many letters, as they are shown, and how many places of tables are counted like one cell.
_LETTERS_OF_A_CELL = 80
_BLANKS_OF_A_CELL = 4
_MOST_TOLD = 10


def read_workbook_source(file: BinaryIO, limits: ReadingLimits = AT_ONCE) -> Source:
    """Return all visible sheets in their order. Raises NotReadable if the file is no workbook that can be read."""
    try:
        sheets = read_workbook(file, limits.paragraphs)
    except TooManyCells:
        limits.check(limits.paragraphs + 1)
        raise
    return sheets_as_source(sheets, limits)


def sheets_as_source(sheets: list[WorkbookSheet], limits: ReadingLimits) -> Source:
    """Return the lines and tables of all sheets.

    Raises TakesLong or Refusal if there are more cells, letters or blank places than the limits allow.
    """
    blocks: list[SourceBlock] = []
    remarks: list[Remark] = []
    limits.check(sum(len(row) for sheet in sheets for row in sheet.rows.values()))
    letters = sum(len(text) for sheet in sheets for row in sheet.rows.values() for text in row.values())
    limits.check(letters // _LETTERS_OF_A_CELL)
    places = 0
    for sheet in sheets:
        if sheet.is_hidden:
            remarks.append(Remark(f"Лист «{sheet.title}» скрыт: он пропущен."))
            continue
        for (row, column), words in sheet.parts_of_days.items():
            sheet.rows[row][column] = words
        _move_merged_words(sheet)
        remarks += _remove_hidden(sheet)
        gathered, hidden = list(_gather_rows(sheet)), sorted(sheet.hidden_columns)
        tables = [rows for rows in gathered if _is_table(sheet, rows)]
        places += sum(len(rows) * _width(_columns_of(sheet, rows), hidden) for rows in tables)
        limits.check(places // _BLANKS_OF_A_CELL)
        joined = {(top, left): (bottom, right) for left, top, right, bottom in sheet.merged}
        for rows in gathered:
            blocks.append(_build_table(sheet, rows, joined) if _is_table(sheet, rows) else _build_line(sheet, rows[0]))
        remarks += [
            Remark(words, f"лист «{sheet.title}», строка {row}, столбец {column}")
            for (row, column), words in sheet.remarks.items()
        ]
    return Source(tuple(blocks), tuple(remarks))


def _move_merged_words(sheet: WorkbookSheet) -> None:
    """Move the words of merged cells that begin in a hidden row or column to the first place that is shown."""
    columns, rows = _find_next_shown(sheet.hidden_columns), _find_next_shown(sheet.hidden_rows)
    for at, (left, top, right, bottom) in enumerate(sheet.merged):
        first, upper = columns.get(left, left), rows.get(top, top)
        first, upper = first if first <= right else left, upper if upper <= bottom else top
        if (first, upper) != (left, top) and (words := sheet.rows.get(top, {}).pop(left, "")):
            sheet.rows.setdefault(upper, {})[first] = words
        sheet.merged[at] = (first, upper, right, bottom)


def _find_next_shown(hidden: set[int]) -> dict[int, int]:
    """Return for each hidden row or column the next one that is shown."""
    behind: dict[int, int] = {}
    for each in sorted(hidden, reverse=True):
        behind[each] = behind.get(each + 1, each + 1)
    return behind


def _remove_hidden(sheet: WorkbookSheet) -> Iterator[Remark]:
    """Remove hidden rows and columns; yield remarks on those with words."""
    rows = [row for row in sorted(sheet.rows.keys() & sheet.hidden_rows) if any(sheet.rows.pop(row).values())]
    columns = set()
    for written in sheet.rows.values():
        columns |= {column for column in written.keys() & sheet.hidden_columns if written.pop(column)}
    if rows:
        yield Remark(f"На листе «{sheet.title}» скрыты строки ({_list_places(rows)}): они пропущены.")
    if columns:
        letters = _list_places(map(get_column_letter, sorted(columns)))
        yield Remark(f"На листе «{sheet.title}» скрыты столбцы ({letters}): они пропущены.")


def _list_places(places: Iterable[object]) -> str:
    first, *rest = [str(each) for each in places]
    return ", ".join([first, *rest[: _MOST_TOLD - 1]]) + (" и другие" if len(rest) >= _MOST_TOLD else "")


def _gather_rows(sheet: WorkbookSheet) -> Iterator[list[int]]:
    """Yield groups of rows: a single row with one text is a line, several make a table.

    A table begins with a row of several cells and ends at a blank row.
    """
    gathered: list[int] = []
    for row, written in sorted(sheet.rows.items()):
        if gathered and not sheet.hidden_rows.issuperset(range(gathered[-1] + 1, row)):
            yield gathered
            gathered = []
        if not gathered and len(written) == 1:
            yield [row]
        elif written:
            gathered.append(row)
    if gathered:
        yield gathered


def _is_table(sheet: WorkbookSheet, rows: list[int]) -> bool:
    return len(rows) > 1 or len(sheet.rows[rows[0]]) > 1


def _columns_of(sheet: WorkbookSheet, rows: list[int]) -> range:
    """Return the columns from the first to the last with words in these rows, including hidden ones."""
    first = min(min(sheet.rows[row]) for row in rows)
    return range(first, max(max(sheet.rows[row]) for row in rows) + 1)


def _width(columns: range, hidden: list[int]) -> int:
    return len(columns) - (bisect_left(hidden, columns.stop) - bisect_left(hidden, columns.start))


def _build_line(sheet: WorkbookSheet, row: int) -> SourceParagraph:
    """Return a row with one text as a paragraph; a short one is set as a heading, since sheets mark no titles."""
    ((column, text),) = sheet.rows[row].items()
    is_heading = len(text) < _LONGEST_HEADING
    return SourceParagraph(
        _describe_place(sheet, row, column),
        (StyledText(text, bold=is_heading),),
        alignment=SourceAlignment.CENTER if is_heading else SourceAlignment.LEFT,
        indent=(column - 1) * _COLUMN_WIDTH,
    )


def _build_table(sheet: WorkbookSheet, rows: list[int], joined: dict[tuple[int, int], tuple[int, int]]) -> SourceTable:
    """Return rows as a table without hidden columns; a merged cell covers what is shown of its range."""
    first = _columns_of(sheet, rows)[0]
    columns = [column for column in _columns_of(sheet, rows) if column not in sheet.hidden_columns]
    covered: set[tuple[int, int]] = set()
    cells = []
    for down, row in enumerate(rows):
        for across, column in enumerate(columns):
            if (down, across) in covered:
                continue
            bottom, right = joined.get((row, column), (row, column))
            height = bisect_right(rows, max(bottom, row)) - down
            width = bisect_right(columns, max(right, column)) - across
            covered.update((r, c) for r in range(down, down + height) for c in range(across, across + width))
            place = _describe_place(sheet, row, column)
            text = sheet.text(row, column)
            paragraph = SourceParagraph(place, (StyledText(text),) if text else ())
            cells.append(SourceCell(place, down, across, height, width, (paragraph,)))
    return SourceTable(_describe_place(sheet, rows[0], first), len(rows), len(columns), tuple(cells))


def _describe_place(sheet: WorkbookSheet, row: int, column: int) -> str:
    return f"лист «{sheet.title}», строка {row}, столбец {column}"
