"""Tables that are lines of text: drawn with signs, or parted by tabs."""

from portal.sources.source import SourceParagraph, SourceTable
from portal.sources.web import read_html
from portal.sources.word import read_word
from tests.roadmap.recognition.papers.paper import Paper

DRAWN = """
┌───┬──────────────┬─────────────┐
│ N │  Показатель  │   Значение  │
│п/п│              ├──────┬──────┤
│   │              │ 2013 │ 2014 │
├───┴──────────────┴──────┴──────┤
│ Раздел 1                       │
├───┬──────────────┬──────┬──────┤
│ 1 │Охват дошколь-│  31  │  35  │
│   │ным и учебно- │      │      │
│   │методическим  │      │      │
└───┴──────────────┴──────┴──────┘
"""
RULED_ONCE = """
|---|--------|------|
| N | Школа  | Доля |
|---|--------|------|
| 1 | СОШ    | 12,5 |
|   | № 2    |      |
| 2 | ООШ    | 30   |
|---|--------|------|
"""


def read(*lines: str):
    return read_word(Paper().left(*lines).file())


def shown(table: SourceTable) -> list[tuple]:
    return [(cell.row, cell.column, cell.rows, cell.columns, cell.shown) for cell in table.cells if cell.shown]


def test_a_table_drawn_with_signs():
    source = read("До таблицы", *DRAWN.strip().split("\n"), "После")
    before, table, after = source.blocks
    assert (before.text, after.text) == ("До таблицы", "После")
    assert shown(table) == [
        (0, 0, 2, 1, "N п/п"),
        (0, 1, 2, 1, "Показатель"),
        (0, 2, 1, 2, "Значение"),
        (1, 2, 1, 1, "2013"),
        (1, 3, 1, 1, "2014"),
        (2, 0, 1, 4, "Раздел 1"),
        (3, 0, 1, 1, "1"),
        (3, 1, 1, 1, "Охват дошкольным и учебно-методическим"),
        (3, 2, 1, 1, "31"),
        (3, 3, 1, 1, "35"),
    ]
    assert [(each.place, "знаками" in each.text) for each in source.remarks] == [(table.place, True)]


def test_lines_of_one_paragraph_and_rows_that_only_their_numbers_part():
    (table,) = read(RULED_ONCE.strip()).blocks
    assert [row[-1] for row in shown(table)] == ["N", "Школа", "Доля", "1", "СОШ № 2", "12,5", "2", "ООШ", "30"]
    assert table.row_count == 3


def test_lines_whose_bars_do_not_meet_stay_text_and_are_told():
    source = read("| 1 | Школа | 12 |", "| 2 | Гимназия", "  | 3 | Лицей | 5 |", "| 4 |")
    assert all(isinstance(block, SourceParagraph) for block in source.blocks)
    source = read("| 1 | Школа | 12 |", "| 2 | Гимназия и лицей | 30 |", "|3| Лицей, в котором учатся вечером | 5 |")
    assert len(source.blocks) == 3
    assert ["осталась текстом" in each.text for each in source.remarks] == [True]


def test_lines_parted_by_tabs():
    source = read("№\tМероприятие\tСрок", "1\tСеминар\tмай", "2\tВыезд\t", "Итоги подводятся в июне.")
    table, text = source.blocks
    assert [row[-1] for row in shown(table)] == ["№", "Мероприятие", "Срок", "1", "Семинар", "май", "2", "Выезд"]
    assert text.text == "Итоги подводятся в июне."
    assert ["табуляцией" in each.text for each in source.remarks] == [True]


def test_contents_and_signatures_are_no_tables():
    lines = ["1.\tЦели\t3", "2.\tЗадачи\t4", "3.\tМеры\t7", "Начальник\t\tИванова И.И.", "Методист\t\tПетрова П.П."]
    assert all(isinstance(block, SourceParagraph) for block in read(*lines).blocks)


def test_a_page_that_shows_it_as_typed():
    (table,) = read_html(f"<pre>{RULED_ONCE.strip()}</pre>").blocks
    assert table.row_count == 3


def test_more_than_a_document_has_stays_text():
    line = "|" + "a|" * 100
    source = read(*[line] * 400)
    assert all(isinstance(block, SourceParagraph) for block in source.blocks)
