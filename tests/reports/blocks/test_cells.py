"""Cells, rows and tables of words."""

from portal.text.prose import Paragraph, ProseSpan
from reports.blocks.cells import cell, figure_cell, head_row, keyed_cell, plain_cell, spanning_row, table_of
from reports.blocks.content import TableCell, TableRow


def test_a_cell_has_the_marks_of_prose_and_a_plain_one_its_words_as_they_are():
    assert cell("**а** б").content == (Paragraph((ProseSpan("а", bold=True), ProseSpan(" б")), "left"),)
    assert plain_cell("**а** б").content == (Paragraph((ProseSpan("**а** б"),), "left"),)


def test_no_words_are_an_empty_cell():
    assert [make(None) for make in (cell, plain_cell)] == [TableCell(), TableCell()]
    assert figure_cell("") == TableCell(align="center")


def test_figures_and_numbers_of_rows_stand_in_the_middle():
    assert [figure_cell("5").align, keyed_cell("number", "1").align, keyed_cell("name", "Дело").align] == [
        "center", "center", "left",
    ]  # fmt: skip


def test_a_table_has_a_row_of_bold_headings():
    rows = [spanning_row("Раздел", 2), TableRow((cell("Дело"), figure_cell("5")))]
    table = table_of(["Название", "Число"], ("text", "figure"), rows)

    assert table.header == (head_row(["Название", "Число"]),)
    assert [(each.text, each.bold, each.align) for each in table.header[0].cells] == [
        ("Название", True, "center"), ("Число", True, "center"),
    ]  # fmt: skip
    assert ([column.kind for column in table.columns], table.rows) == (["text", "figure"], tuple(rows))
    assert (table.rows[0].is_heading, table.rows[0].cells[0].colspan) == (True, 2)
