"""Charts in Word: parts of the file that hold their figures, and a workbook behind each."""

import io
import re
import zipfile
from decimal import Decimal

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from lxml import etree

from reports.blocks.content import Chart, Content, DocumentPart, Series
from reports.layout.charts.figures_in_words import chart_words
from reports.layout.docx.chart import chart_drawings
from reports.layout.docx.rendering import render_docx
from tests.reports.layout.test_charts import HOSTILE, LONG, chart

C = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}


def saved(*charts: Chart) -> bytes:
    return render_docx(Content("Диаграммы", (DocumentPart(charts),)))


def drawn_charts(content: bytes):
    """Each with the drawing's properties, its XML and the workbook that is in it."""
    document = docx.Document(io.BytesIO(content))
    for inline in document.inline_shapes:
        relation = inline._inline.find(".//" + qn("c:chart")).get(qn("r:id"))
        part = document.part.related_parts[relation]
        xml = etree.fromstring(part.blob)
        workbook = part.related_parts[xml.find("c:externalData", C).get(qn("r:id"))]
        yield inline, xml, openpyxl.load_workbook(io.BytesIO(workbook.blob))


def cached(xml, path: str) -> list[str]:
    return [each.text or "" for each in xml.iterfind(f".//{path}//c:v", C)]


def test_a_chart_has_its_figures_words_and_workbook():
    made = chart("columns", ("2024", "2025"), ("63.5", None), ("1", "2"), limit=Decimal(36), limit_name="Порог")
    [(inline, xml, workbook)] = drawn_charts(saved(made))
    assert inline._inline.docPr.get("descr") == chart_words(made)
    assert cached(xml, "c:tx") == ["Ряд 1", "Ряд 2", "Порог: 36"]
    assert cached(xml, "c:val") == ["63.5", "1", "2", "36", "36"]
    assert cached(xml, "c:cat") == ["2024", "2025"] * 3
    rows = list(workbook["Данные"].iter_rows(values_only=True))
    assert rows == [(None, "Ряд 1", "Ряд 2", "Порог: 36"), ("2024", 63.5, 1, 36), ("2025", None, 2, 36)]


def test_the_same_charts_give_the_same_parts():
    made = [chart("lines"), chart("bars"), chart("columns")]

    def parts():
        with zipfile.ZipFile(io.BytesIO(saved(*made))) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    assert parts() == parts()
    assert sum(name.startswith("word/charts/chart") for name in parts()) == 3
    assert sum(name.startswith("word/embeddings/") for name in parts()) == 3


def test_names_of_drawings_and_parts_do_not_repeat():
    found = list(drawn_charts(saved(*[chart("lines")] * 3)))
    assert len({inline._inline.docPr.get("id") for inline, _, _ in found}) == 3
    assert len({id(xml) for _, xml, _ in found}) == 3


def test_drawings_that_do_not_stand_in_the_text_yet_have_numbers_of_their_own():
    part = docx.Document().part
    drawings = [drawing for _ in range(3) for drawing in chart_drawings(part, chart("lines"), 170, 200)]
    assert len({each.docPr.get("id") for each in drawings}) == 3


def test_sixty_schools_are_several_charts_none_higher_than_the_page():
    made = chart("bars", [LONG.format(number) for number in range(60)], [str(number) for number in range(60)])
    found = list(drawn_charts(saved(made)))
    section = docx.Document(io.BytesIO(saved(made))).sections[0]
    assert len(found) > 1
    assert all(inline.height < section.page_height - section.top_margin - section.bottom_margin for inline, *_ in found)
    assert sum(len(cached(xml, "c:cat")) for _, xml, _ in found) == 60
    assert {xml.find(".//c:valAx/c:scaling/c:max", C).get("val") for _, xml, _ in found} == {"60"}


@pytest.mark.parametrize("kind", ["lines", "columns", "bars"])
@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_names_are_text(words, kind):
    huge = tuple(map(Decimal, ("1E+400", "NaN")))
    made = Chart(words, kind, (words, "2025"), (Series(words, huge),), words, Decimal(1), words)
    [(_, xml, workbook)] = drawn_charts(saved(made))
    cell = workbook.active["B1"]
    assert cell.data_type == "s"
    shown = " ".join(re.sub(r"[\x00-\x1f\ud800]", " ", words).split())
    assert cached(xml, "c:cat")[0] == shown
    assert cached(xml, "c:tx")[0] == (shown or "Ряд 1")
