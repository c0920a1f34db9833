"""A PDF with a layer of text is read as far as its lines tell; what can't be is refused in a sentence."""

import pytest
from weasyprint import HTML

from portal.refusals import Refusal
from portal.sources.pdf import read_pdf
from portal.sources.source import SourceTable
from roadmap.recognition.reading import recognise

STYLE = "<style>body{font-size:11pt} td,th{border:1px solid #000;padding:3pt} table{border-collapse:collapse}</style>"
PLAN = """<h1 style="text-align:center">План мероприятий на 2025 год</h1>
<p>Мероприятия проводятся школами района вместе с отделом образования и методическим центром в течение всего года,
отчёт о них представляется в отдел образования ежеквартально.</p>
<table><tr><th>№</th><th>Мероприятие</th><th>Срок</th><th>Ответственные</th></tr>
<tr><td colspan="4">1. Работа с кадрами</td></tr>
<tr><td>1.1</td><td>Курсы для учителей математики и физики</td><td>март 2025</td><td>Отдел образования</td></tr>
<tr><td>1.2</td><td>Конкурс уроков</td><td>май 2025</td><td>Школы</td></tr></table>"""


def test_paragraphs_and_tables_by_their_lines():
    source = read_pdf(HTML(string=STYLE + PLAN).write_pdf())
    (table,) = [block for block in source.blocks if isinstance(block, SourceTable)]
    assert [(cell.row, cell.column, cell.columns, cell.shown) for cell in table.cells][4:7] == [
        (1, 0, 4, "1. Работа с кадрами"),
        (2, 0, 1, "1.1"),
        (2, 1, 1, "Курсы для учителей математики и физики"),
    ]
    recognition = recognise(source)
    programme = recognition.document["programme"]
    assert programme["title"] == "План мероприятий на 2025 год"
    (direction,) = programme["roadmap"]["directions"]
    assert [each["term"] for each in direction["activities"]] == ["март 2025", "май 2025"]
    assert recognition.balance.understood == recognition.balance.words
    assert len([block for block in source.blocks if not isinstance(block, SourceTable)]) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"not a pdf", "не PDF"),
        (b"%PDF-1.7 broken", "не читается"),
        (HTML(string="<div style='width:9cm;height:9cm;background:#888'></div>").write_pdf(), "нет текста"),
    ],
)
def test_what_has_no_text_is_refused_with_what_to_do(content, said):
    with pytest.raises(Refusal, match=said):
        read_pdf(content)


def cells_of(html: str) -> list[list[str]]:
    """Return the texts of the only table, row by row."""
    (table,) = [block for block in read_pdf(HTML(string=STYLE + html).write_pdf()).blocks if hasattr(block, "cells")]
    return [[cell.shown for cell in table.cells if cell.row == row] for row in range(table.row_count)]


def test_items_and_lines_of_a_cell_stay_apart():
    """A line that ends where the next word had room was ended by its writer."""
    cell = "Серия семинаров по вопросам оценки качества:<br>- для директоров<br>- для завучей<br>Ведёт центр"
    rows = cells_of(f"<table style='width:9cm'><tr><td style='width:5cm'>{cell}</td><td>май</td></tr></table>")
    assert rows == [
        ["Серия семинаров по вопросам оценки качества:\n- для директоров\n- для завучей\nВедёт центр", "май"]
    ]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("руковод<br>ители школ", "руководители школ"),
        ("программ<br>ы семинаров", "программы семинаров"),
        ("организационно-<br>методические", "организационно-методические"),
        ("01.09.20<br>24", "01.09.2024"),
        ("1.<br>12", "1.12"),
        ("школ<br>а также", "школ а также"),
        ("отчёт<br>о работе", "отчёт о работе"),
    ],
)
def test_a_word_broken_in_a_narrow_cell_is_one_and_two_stay_two(words, shown):
    rows = cells_of(f"<table style='white-space:nowrap'><tr><td>{words}</td><td>май</td></tr></table>")
    assert " ".join(rows[0][0].split()) == shown


def test_a_table_over_two_pages_is_one_and_so_is_a_row_that_was_cut():
    """Its headings are repeated; the cut row's words stand on both pages."""
    rows = "".join(f"<tr><td>{n}</td><td>Семинар {n}</td><td>май 2025</td><td>Отдел</td></tr>" for n in range(1, 27))
    long = "Совещание по итогам года с участием всех " + "руководителей и заместителей " * 14 + "школ района"
    rows += f"<tr><td>27</td><td>{long}</td><td>июнь 2025</td><td>Отдел</td></tr>"
    rows += "<tr><td>28</td><td>Отчёт</td><td>июль 2025</td><td>Отдел</td></tr>"
    head = "<thead><tr><th>№</th><th>Мероприятие</th><th>Срок</th><th>Ответственные</th></tr></thead>"
    page = "<style>@page{size:A4;margin:2cm} td{width:5cm}</style><h1>План мероприятий на 2025 год</h1>"
    source = read_pdf(HTML(string=f"{STYLE}{page}<table>{head}<tbody>{rows}</tbody></table>").write_pdf())
    assert len([block for block in source.blocks if isinstance(block, SourceTable)]) == 1
    recognition = recognise(source)
    (direction,) = recognition.document["programme"]["roadmap"]["directions"]
    assert [each["number"] for each in direction["activities"]] == [str(number) for number in range(1, 29)]
    assert " ".join(direction["activities"][26]["name"].split()) == long
    assert recognition.balance.leftovers == ()


def test_words_far_apart_are_parted_as_by_tabs():
    """A position and a name; a justified line has wide gaps too and is one."""
    line = "<div style='display:flex;justify-content:space-between'><span>{}</span><span>{}</span></div>".format
    source = read_pdf(HTML(string=line("Председатель Комитета", "С.А. Брюхова") + "<p>Слово " * 60).write_pdf())
    assert source.paragraphs[0].text == "Председатель Комитета\tС.А. Брюхова"
    stretched = "<p style='text-align-last:justify;text-align:justify'>Федерации, Уставом округа администрация</p>"
    assert read_pdf(HTML(string=stretched).write_pdf()).paragraphs[0].text == "Федерации, Уставом округа администрация"
