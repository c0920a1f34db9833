"""Writes a chart on a sheet, beside the cells with its figures."""

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from portal.workbook import set_widths
from reports.blocks.content import Chart
from reports.layout.charts.axis import value_axis
from reports.layout.charts.native import DataTable, native_chart
from reports.layout.charts.pages import as_it_fits, editable
from reports.layout.letters import MM_PER_POINT
from reports.layout.xlsx.sheets import LOWEST_ROW, Width, column_letters, dress, fit_row, lay_out_paper

WIDTH_MM, HEIGHT_MM = 170, 145
_POINTS = 11
_NAMES_MM, _FIGURES_MM = 60, 28


def write_chart(sheet: Worksheet, chart: Chart, first: int) -> Width:
    """Write the chart, with the names of its series in the row `first`; return how wide its cells are."""
    table = DataTable(sheet, chart, first)
    table.write()
    columns = len(table.columns) + 1
    longest = max((name for name, _ in table.columns), key=len, default="")
    fit_row(sheet, first, longest, _FIGURES_MM, _POINTS, bold=True)
    for row, name in enumerate(chart.categories, first + 1):
        fit_row(sheet, row, name, _NAMES_MM, _POINTS)
    for row in sheet.iter_rows(first, first + len(chart.categories), 1, columns):
        for place in row:
            is_name = place.column == 1 or place.row == first
            dress(place, _POINTS, align="left" if is_name else "right", is_header=place.row == first)
    set_widths(sheet, map(column_letters, (_NAMES_MM, *[_FIGURES_MM] * (columns - 1))))
    _draw(sheet, as_it_fits(chart, WIDTH_MM), first, columns)
    lay_out_paper(sheet, "landscape")
    return Width(columns, _NAMES_MM + _FIGURES_MM * (columns - 1))


def _draw(sheet: Worksheet, chart: Chart, first: int, columns: int) -> None:
    """Draw the chart right of the cells; one with too many bars for a page is split, each piece on a new page."""
    row, skipped, axis = first, 0, value_axis(chart)
    for piece, height in editable(chart, WIDTH_MM, HEIGHT_MM):
        if skipped:
            sheet.row_breaks.append(Break(row - 1))
        table = DataTable(sheet, piece, first, skipped=skipped)
        sheet.add_chart(native_chart(table, axis, WIDTH_MM, height), f"{get_column_letter(columns + 2)}{row}")
        row, skipped = _row_below(sheet, row, height), skipped + len(piece.categories)


def _row_below(sheet: Worksheet, row: int, height: float) -> int:
    """Return the first row wholly below something that begins in `row` and is `height` millimetres high."""
    while height > 0:
        height -= (sheet.row_dimensions[row].height or LOWEST_ROW) * MM_PER_POINT
        row += 1
    return row + 1
