"""Writes a table on a sheet: its header stays in sight, figures are numbers, cells are merged as in the document."""

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from indicators.workbooks.writing import put_value
from portal.workbook import head_rows, put_text, set_widths
from reports.blocks.content import Table, TableCell, TableRow, grid
from reports.layout.widths import PageSetting, choose_setting, column_widths
from reports.layout.xlsx.sheets import (
    HIGHEST_ROW,
    Width,
    column_letters,
    dress,
    lay_out_paper,
    row_points,
    text_height,
)

_OF_NUMBERS = ("number", "figure")
_HIGHEST_FROZEN = HIGHEST_ROW / 2  # points; a higher header would take too much of the window


def write_table(sheet: Worksheet, table: Table, first: int) -> Width:
    """Write the table, with its header from the row `first` on; return how wide it is."""
    setting = choose_setting([table])
    widths = column_widths(table, setting)
    set_widths(sheet, map(column_letters, widths))
    _write_rows(sheet, table.header, table, first, setting, is_header=True)
    body = first + len(table.header)
    _write_rows(sheet, table.rows, table, body, setting, is_header=False)
    high = _set_heights(sheet, table.header, widths, setting, first)
    _set_heights(sheet, table.rows, widths, setting, body)
    lay_out_paper(sheet, setting.orientation)
    if table.header:
        head_rows(sheet, first, body - 1, stay_in_sight=high <= _HIGHEST_FROZEN)
    if table.header and not any(_is_merged(cell) for row in table.rows for cell in row.cells):
        sheet.auto_filter.ref = f"A{body - 1}:{get_column_letter(len(widths))}{body - 1 + len(table.rows)}"
    return Width(len(widths), sum(widths))


def _write_rows(
    sheet: Worksheet, rows: tuple[TableRow, ...], table: Table, first: int, setting: PageSetting, *, is_header: bool
) -> None:
    for y, cells in enumerate(grid(rows, len(table.columns)), first):
        for x, cell in enumerate(cells, 1):
            place = sheet.cell(y, x)
            if cell is None:
                dress(place, setting.points, is_header=is_header)
                continue
            dress(place, setting.points, align=cell.align, bold=cell.bold, is_header=is_header)
            is_number = table.columns[x - 1].kind in _OF_NUMBERS and cell.colspan == 1 and not is_header
            if cell.text:
                (put_value if is_number else put_text)(place, cell.text)
            if _is_merged(cell):
                bottom = min(y + cell.rowspan, first + len(rows)) - 1
                right = min(x + cell.colspan - 1, len(table.columns))
                sheet.merge_cells(None, y, x, bottom, right)


def _is_merged(cell: TableCell) -> bool:
    return cell.colspan > 1 or cell.rowspan > 1


def _set_heights(
    sheet: Worksheet, rows: tuple[TableRow, ...], widths: list[float], setting: PageSetting, first: int
) -> float:
    """Set the rows' heights so that all words show, and return their sum in points.

    Excel doesn't do that by itself for merged cells.
    """
    heights, spanning = [0.0] * len(rows), []
    for y, cells in enumerate(grid(rows, len(widths))):
        for x, cell in enumerate(cells):
            if cell is None:
                continue
            width = sum(widths[x : x + cell.colspan])
            height = text_height(cell.text, width, setting.points, bold=cell.bold)
            last = min(y + cell.rowspan, len(rows)) - 1
            if last == y:
                heights[y] = max(heights[y], height)
            else:
                spanning.append((y, last, height))
    for y, last, height in spanning:
        heights[last] += max(height - sum(heights[y : last + 1]), 0)
    for y, height in enumerate(heights, first):
        sheet.row_dimensions[y].height = row_points(height)
    return sum(map(row_points, heights))
