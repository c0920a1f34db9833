"""Finds what a person should know of a sheet besides its values, so that nothing is loaded or dropped in silence."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable

from openpyxl.utils import get_column_letter

from indicators.workbooks.placed_cells import Placed
from portal.spreadsheets.opening import too_many_merged
from portal.spreadsheets.sheet_reader import MOST_MERGED_CELLS
from portal.spreadsheets.workbook_sheet import told_comment
from portal.text.plurals import plural

_HAS_DECIMALS = re.compile(r"\d[.,]\d")
_SEVERAL = 3
_SPREAD = (
    "Ячейки объединены ({}), а это значения разных школ или показателей: портал не знает, чьё оно. "
    "Разъедините их и впишите каждому своё."
)


def spread_over(placed: Placed) -> dict[tuple[int, int], str]:
    """The cells that are merged with cells of another school or indicator, with the reason why they have no value.

    Raises NotReadable if there are more merged cells than Excel can have.
    """
    rows, columns = sorted(placed.rows), sorted(placed.columns)
    found: dict[tuple[int, int], str] = {}
    counted = 0
    for left, top, right, bottom in placed.sheet.merged:
        within_rows = rows[bisect_left(rows, top) : bisect_right(rows, bottom)]
        within_columns = columns[bisect_left(columns, left) : bisect_right(columns, right)]
        if len(within_rows) * len(within_columns) > 1:
            counted += len(within_rows) * len(within_columns)
            if counted > MOST_MERGED_CELLS:  # merged ranges overlap, which Excel never writes
                raise too_many_merged(placed.sheet.title)
            why = _SPREAD.format(f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}")
            found |= {(row, column): why for row in within_rows for column in within_columns}
            found[top, left] = why
    return found


def remarks_on(placed: Placed, row: int, column: int) -> list[str]:
    """What is told at a cell; where a whole column is shown rounded, that is told once of the column."""
    sheet = placed.sheet
    rounding = sheet.rounded.get((row, column), "") if column in _rounded_columns(placed) else ""
    return [remark for remark in sheet.remarks_on(row, column) if remark != rounding]


def _rounded_columns(placed: Placed) -> dict[int, int]:
    """The columns of which several cells are shown rounded, as shares that are reckoned, with their number."""
    if placed.rounded_columns is None:
        used = {(row, column) for row, column, _, _ in placed.cells}
        shown = Counter(
            column
            for row, column in used & placed.sheet.rounded.keys()
            if _HAS_DECIMALS.search(placed.sheet.text(row, column))
        )
        placed.rounded_columns = {column: count for column, count in shown.items() if count >= _SEVERAL}
    return placed.rounded_columns


def told_of_sheet(placed: Placed, told: set[tuple[int, int]]) -> list[tuple[str, str]]:
    """Places and remarks: faults, rows left out, hidden rows and columns, and comments at cells not yet in `told`."""
    sheet = placed.sheet
    said = [
        *sheet.faults,
        *placed.faults,
        *((each.place, f"«{each.text}»: не загружается, так решено раньше.") for each in placed.aside),
    ]
    said += [
        (f"столбец {get_column_letter(column)}", f"Показано округлённым, взято показанное: ячеек {count}.")
        for column, count in sorted(_rounded_columns(placed).items())
    ]
    used = {(row, column) for row, column, _, _ in placed.cells if sheet.text(row, column)}
    if rows := sorted(sheet.hidden_rows & {row for row, _ in used}):
        where = f"{plural(len(rows), 'строка', 'строки', 'строки')} {_format_ranges(rows, str)}"
        words = plural(len(rows), "Скрыта", "Скрыты", "Скрыты")
        said.append((where, f"{words} в Excel: значения из них сверены, как и видимые."))
    if columns := sorted(sheet.hidden_columns & {column for _, column in used}):
        where = f"{plural(len(columns), 'столбец', 'столбцы', 'столбцы')} {_format_ranges(columns, get_column_letter)}"
        words = plural(len(columns), "Скрыт", "Скрыты", "Скрыты")
        said.append((where, f"{words} в Excel: значения из них сверены, как и видимые."))
    for (row, column), text in sorted(sheet.comments.items()):
        if (row, column) not in told:
            said.append((f"{get_column_letter(column)}{row}", told_comment(text)))
    return said


def _format_ranges(numbers: Iterable[int], name) -> str:
    """The numbers as ranges, each end written by `name`: «5–7, 9»."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ", ".join(name(first) if first == last else f"{name(first)}–{name(last)}" for first, last in ranges)
