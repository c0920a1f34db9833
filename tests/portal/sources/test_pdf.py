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
