"""What a workbook's sheets have in common: letters, cells' styles, widths, heights and the paper."""

from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell as Place
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from portal.text.prose import Align
from portal.workbook import fit_on_a4, put_text
from reports.layout.charts.lettering import wrapped
from reports.layout.letters import MM_PER_POINT

FONT = "Times New Roman"
LOWEST_ROW, HIGHEST_ROW = 15, 409  # points; the highest is Excel's own limit
_POINTS_PER_MM = 72 / 25.4
_PADDING_MM, _LINE_HEIGHT = 3.5, 1.3  # as Excel has them in its cells
_PIXELS_PER_MM, _PIXELS_PER_LETTER, _PADDING = 96 / 25.4, 7, 5

_MARGINS_MM = {
    "portrait": {"left": 24, "right": 10, "top": 20, "bottom": 20, "header": 8, "footer": 8},
    "landscape": {"left": 18, "right": 10, "top": 20, "bottom": 15, "header": 8, "footer": 8},
}

_LINE = Side(style="thin", color="808080")
_BORDER, _BLUE = Border(_LINE, _LINE, _LINE, _LINE), PatternFill("solid", "DCE8F2")
_HORIZONTAL = {"left": "left", "center": "center", "right": "right", "justify": "left"}
_SIDES = {"left": "слева", "center": "посередине", "right": "справа", "justify": "слева"}


@dataclass(frozen=True)
class Width:
    columns: int
    millimetres: float


def write_caption(sheet: Worksheet, row: int, text: str, width: Width, *, is_heading: bool) -> None:
    """Write a line above a table, over the table's whole width."""
    place, points = sheet.cell(row, 1), 13 if is_heading else 11
    put_text(place, text)
    place.font = Font(FONT, points, bold=is_heading)
    place.alignment = Alignment("left", "top", wrap_text=True)
    if width.columns > 1:
        sheet.merge_cells(None, row, 1, row, width.columns)
    fit_row(sheet, row, text, width.millimetres, points, bold=is_heading)


def dress(place: Place, points: int, *, align: Align = "left", bold: bool = False, is_header: bool = False) -> None:
    """Give the cell one of a few named styles of the workbook, which thousands of cells share."""
    workbook = place.parent.parent
    name = f"Документ {points} {_SIDES[align]}{' жирно' if bold else ''}{' шапка' if is_header else ''}"
    if name not in workbook.named_styles:
        alignment = Alignment(_HORIZONTAL[align], "center" if is_header else "top", wrap_text=True)
        fill = _BLUE if is_header else None
        workbook.add_named_style(NamedStyle(name, Font(FONT, points, bold=bold or is_header), fill, _BORDER, alignment))
    place.style = name


def link(place: Place, sheet: Worksheet) -> None:
    place.hyperlink = Hyperlink(ref=place.coordinate, location=f"'{sheet.title.replace(chr(39), chr(39) * 2)}'!A1")
    place.font = Font(FONT, 12, color="0563C1", underline="single")


def column_letters(millimetres: float) -> float:
    """Return a column's width in Excel's unit, which is a digit of the workbook's letters."""
    return round((millimetres * _PIXELS_PER_MM - _PADDING) / _PIXELS_PER_LETTER, 2)


def row_points(millimetres: float) -> float:
    return round(min(max(millimetres * _POINTS_PER_MM, LOWEST_ROW), HIGHEST_ROW), 1)


def text_height(text: str, width: float, points: int, *, bold: bool = False) -> float:
    """Return the height in millimetres of a text in a column `width` millimetres wide."""
    lines = sum(
        len(wrapped(line, max(width - _PADDING_MM, points / 2), points, bold=bold)) for line in text.split("\n")
    )
    return max(lines, 1) * points * MM_PER_POINT * _LINE_HEIGHT + 1


def fit_row(sheet: Worksheet, row: int, text: str, width: float, points: int, *, bold: bool = False) -> None:
    """Set the row's height to the lines that the text takes."""
    sheet.row_dimensions[row].height = row_points(text_height(text, width, points, bold=bold))


def set_letters(workbook: Workbook) -> None:
    """Set the workbook's own letters, in which the widths of columns are measured."""
    workbook._named_styles["Normal"].font = Font(FONT, 11)


def lay_out_paper(sheet: Worksheet, orientation: str) -> None:
    """Print the sheet on A4 with the margins of documents."""
    fit_on_a4(sheet, orientation)
    sheet.page_setup.fitToWidth = 1
    inches = {side: round(margin / 25.4, 2) for side, margin in _MARGINS_MM[orientation].items()}
    sheet.page_margins = PageMargins(**inches)
