"""A chart on a sheet beside the cells that its figures stand in."""

from math import inf

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.content.blocks import Cell, Chart
from reports.layout.charts.axis import value_axis
from reports.layout.charts.native import DataTable, native_chart
from reports.layout.charts.pages import editable
from reports.layout.xlsx.sheets import Width, column_letters, dress, fit_row, lay_out_paper

WIDTH_MM = 170
_POINTS = 11
_NAMES_MM, _FIGURES_MM = 60, 28


def write_chart(sheet: Worksheet, chart: Chart, first: int) -> Width:
    """With the names of the series in the row `first`."""
    [(chart, height)] = editable(chart, WIDTH_MM, inf)
    table = DataTable(sheet, chart, first)
    table.write()
    columns = len(table.columns) + 1
    longest = max((name for name, _ in table.columns), key=len, default="")
    fit_row(sheet, first, longest, _FIGURES_MM, _POINTS)
    for row, name in enumerate(chart.categories, first + 1):
        fit_row(sheet, row, name, _NAMES_MM, _POINTS)
    for row in sheet.iter_rows(first, first + len(chart.categories), 1, columns):
        for place in row:
            is_name = place.column == 1 or place.row == first
            dress(place, Cell(align="left" if is_name else "right"), _POINTS, is_header=place.row == first)
    for number in range(1, columns + 1):
        width = _NAMES_MM if number == 1 else _FIGURES_MM
        sheet.column_dimensions[get_column_letter(number)].width = column_letters(width)
    sheet.add_chart(
        native_chart(table, value_axis(chart), WIDTH_MM, height), f"{get_column_letter(columns + 2)}{first}"
    )
    lay_out_paper(sheet, "landscape")
    return Width(columns, _NAMES_MM + _FIGURES_MM * (columns - 1))
