"""A workbook opened again and compared by cell with the content that it was made of."""

import io
import re

from openpyxl import load_workbook

from portal.spreadsheets.number_formats import shown
from reports.blocks.content import Chart, Content, Table, grid
from reports.layout.xlsx import render_xlsx
from reports.layout.xlsx.book import PROSE, lines_of

_ESCAPE = re.compile(r"_x([0-9A-F]{4})_")


def opened(content: Content):
    return load_workbook(io.BytesIO(render_xlsx(content)), rich_text=False)


def text_shown(place) -> str:
    """What a person sees in the cell."""
    if place.value is None:
        return ""
    if place.data_type == "n":
        return shown(f"{place.value:.15g}", place.number_format).text
    assert place.data_type == "s", place.data_type
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), place.value)


def same_words(text: str) -> str:
    """A no-break space between thousands is a space."""
    return re.sub(r"[\u00a0\u202f\u2009]", " ", text.replace("\r\n", "\n").replace("\r", "\n"))


def assert_holds(content: Content) -> None:
    """Every cell of every table in its place as it is written, every other word on the first sheet."""
    book = opened(content)
    assert book.sheetnames[0] == PROSE
    assert all(len(name) <= 31 for name in book.sheetnames)
    sheets = iter(book.worksheets[1:])
    prose = [same_words(text_shown(row[0])) for row in book[PROSE].iter_rows()]
    for part in content.parts:
        for block in part.blocks:
            if isinstance(block, Table):
                assert_table(next(sheets), block)
            elif isinstance(block, Chart):
                assert next(sheets)._charts
            else:
                assert [line for line in lines_of(block) if same_words(line) not in prose] == []
    assert next(sheets, None) is None


def assert_table(sheet, table: Table) -> None:
    width, depth = len(table.columns), len(table.header)
    body = sheet.max_row - len(table.rows) + 1
    merged = {(each.min_row, each.min_col): each.size for each in sheet.merged_cells.ranges}
    for rows, first in ((table.header, body - depth), (table.rows, body)):
        for y, cells in enumerate(grid(rows, width), first):
            for x, cell in enumerate(cells, 1):
                if cell is not None:
                    assert same_words(text_shown(sheet.cell(y, x))) == same_words(cell.text)
                if cell is not None and (cell.colspan > 1 or cell.rowspan > 1):
                    assert merged.pop((y, x))["columns"] == min(cell.colspan, width - x + 1)
    assert all(row < body - depth for row, _ in merged)
    if depth:
        assert sheet.print_title_rows == f"${body - depth}:${body - 1}"
