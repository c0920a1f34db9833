"""What the server says of a large table, so that a browser can begin with its first rows."""

import re

from indicators.values.address import AddressPart
from indicators.values.grid.html import FIRST_ROWS, form_html, grid_html
from indicators.values.grid.table import Grid, GridCell, GridColumn, GridRow

ROW = re.compile(r"<tr([^>]*)><th scope=\"row\">")


def made(rows: int, columns: int, text: str = "5", own: int = 0) -> Grid:
    """Schools, and below them the municipality's rows; the last school has another text in its second cell."""
    lines = []
    for number in range(rows):
        cells = [GridCell("1", version=1) for _ in range(columns)]
        if number == rows - 1:
            cells[1] = GridCell(text, version=1)
        lines.append(GridRow(f"Школа {number + 1}", AddressPart.of_school(number + 1), cells))
    for _ in range(own):
        lines.append(GridRow("Район", AddressPart.of_school(None), [GridCell()] * columns))
    heads = [GridColumn(f"Показатель {each}", AddressPart(each + 1)) for each in range(columns)]
    return Grid("Таблица", ("Школа",), heads, lines, AddressPart(period="2026", kind="fact"))


def later(html: str) -> list[int]:
    return [number for number, attributes in enumerate(ROW.findall(html)) if "grid-later" in attributes]


def test_rows_of_a_large_table_after_the_first_ones_come_later_and_the_municipality_s_own_do_not():
    html = grid_html(made(60, 36, own=2))
    assert later(html) == list(range(FIRST_ROWS, 60))
    district = html.split('<tbody class="grid-district">')[1]
    assert len(ROW.findall(district)) == 2
    assert html.count("<tbody") == html.count("</tbody>") == 2


def test_of_a_small_table_nothing_comes_later():
    assert later(grid_html(made(60, 5))) == []
    assert "grid-district" not in grid_html(made(3, 2))


def test_a_column_has_from_the_beginning_the_room_that_its_last_row_needs():
    def heading(text: str) -> str:
        return re.findall(r"<th scope=\"col\" data-cell=\"2:::\"([^>]*)>", grid_html(made(60, 36, text)))[0]

    assert heading("5") == ""
    assert heading("1\u00a0234\u00a0567,89") == ' class="grid-word-12"'
    assert heading("по отдельности") == ' class="grid-word-11"'
    assert heading("не менее 62,5 % выпускников школы") == ' class="grid-long"'
    assert "grid-long" in grid_html(made(2, 2, "не менее 62,5 % выпускников школы")).split("<tbody>")[1]


def test_the_form_without_javascript_has_a_field_in_every_cell():
    assert form_html(made(60, 36)).count('name="text:') == 60 * 36
