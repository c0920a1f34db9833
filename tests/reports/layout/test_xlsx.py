"""Documents as workbooks: opened again and compared by cell."""

import io
import re
import zipfile
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from openpyxl import Workbook

from portal.text.prose import Heading, Paragraph, ProseSpan, parse_prose
from portal.workbook import sheet_title
from reports.blocks.content import (
    Chart,
    Content,
    DocumentPart,
    Series,
    SignatureLine,
    Table,
    TableCell,
    TableColumn,
    TableRow,
)
from reports.blocks.missing import MissingPart
from reports.layout.xlsx import render_xlsx
from reports.layout.xlsx.book import PROSE
from roadmap.exchange.document_file import read_document
from roadmap.exchange.format import ProgrammeDocument
from roadmap.exchange.importer import import_programme
from tests.reports.layout.test_charts import HOSTILE, LONG, chart
from tests.reports.made_documents import ABOUT_PROGRAMMES, content_of
from tests.reports.opened_xlsx import assert_holds, opened, same_words, text_shown
from tests.roadmap.exchange.generated import documents
from tests.roadmap.exchange.real_programmes import FILES, needs_programmes

pytestmark = pytest.mark.any_database


@pytest.mark.django_db
@needs_programmes
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_real_programmes_stand_in_cells_as_they_are_written(path):
    made = import_programme(read_document(path.read_bytes()), by=None).programme
    for kind in ABOUT_PROGRAMMES:
        try:
            content = content_of(made, kind)
        except MissingPart:
            continue
        assert_holds(content)


class GeneratedProgrammes(TestCase):
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(documents())
    def test_whatever_the_format_allows_stands_in_cells(self, data):
        programme = import_programme(ProgrammeDocument.model_validate(data), by=None).programme
        for kind in ("programme", "indicators", "roadmap"):
            try:
                content = content_of(programme, kind)
            except MissingPart:
                continue
            assert_holds(content)


def cell(text: str, **options) -> TableCell:
    return TableCell((Paragraph((ProseSpan(text),)),), **options)


def table(figures: list[str], heading: str = "Показатели") -> Content:
    header = TableRow((cell("Школа", bold=True), cell("2025", bold=True)))
    rows = tuple(TableRow((cell(f"Школа {number}"), cell(figure))) for number, figure in enumerate(figures))
    made = Table((TableColumn("text"), TableColumn("figure")), (header,), rows)
    return Content("Показатели района", (DocumentPart((Heading((ProseSpan(heading),)), made)),))


@pytest.mark.parametrize(
    ("text", "value", "number_format"),
    [
        ("63,5", 63.5, "General"), ("63,50", 63.5, "0.00"), ("9%", 0.09, "0%"), ("61,1 %", 0.611, '0.0" "%'),
        ("1 234", 1234, "#,##0"), ("0", 0, "General"), ("-3", -3, "General"),
        ("1 (9%)", "1 (9%)", "General"), ("Более 70", "Более 70", "General"), ("-", "-", "General"),
        ("12 из 40", "12 из 40", "General"), ("007", "007", "General"), ("2025", 2025, "General"),
        ("=1+1", "=1+1", "General"), ("7 чел.", "7 чел.", "General"),
    ],
)  # fmt: skip
def test_a_figure_is_a_number_where_excel_shows_it_as_written(text, value, number_format):
    sheet = opened(table([text])).worksheets[1]
    place = sheet["B3"]
    assert (place.value, place.data_type) == (value, "s" if isinstance(value, str) else "n")
    if not isinstance(value, str):
        assert place.number_format.replace("\u00a0", " ") == number_format
    assert same_words(text_shown(place)) == text


def test_the_header_stays_in_sight_is_printed_on_each_page_and_filters():
    book = opened(table(["1", "2"]))
    sheet = book["Показатели"]
    assert sheet["A1"].value == "Показатели"
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.auto_filter.ref) == ("A3", "$2:$2", "A2:B4")
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("portrait", 9)
    [link] = [row[0] for row in book[PROSE].iter_rows() if row[0].hyperlink]
    assert (link.value, link.hyperlink.location) == ("Таблица: лист «Показатели»", "'Показатели'!A1")


def test_the_same_content_gives_the_same_bytes():
    made = Content("Т", (*table(["1"]).parts, DocumentPart((chart("lines"), chart("bars")))))
    assert render_xlsx(made) == render_xlsx(made)
    with zipfile.ZipFile(io.BytesIO(render_xlsx(made))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_chart_takes_its_figures_from_the_cells_beside_it():
    made = chart("columns", ("2024", "2025"), ("63.5", None), limit=Decimal(36), limit_name="Порог")
    sheet = opened(Content("Диаграмма", (DocumentPart((made,)),)))["Средний балл"]
    assert list(sheet.iter_rows(values_only=True)) == [
        (None, "Ряд 1", "Порог: 36"),
        ("2024", 63.5, 36),
        ("2025", None, 36),
    ]
    [drawn] = sheet._charts
    assert [each.val.numRef.f for kind in drawn._charts for each in kind.series] == [
        "'Средний балл'!$B$2:$B$3",
        "'Средний балл'!$C$2:$C$3",
    ]


def test_many_bars_are_several_charts_over_one_table():
    made = chart("bars", [f"МБОУ СОШ № {number}" for number in range(60)], [str(number) for number in range(60)])
    sheet = opened(Content("Диаграмма", (DocumentPart((made,)),))).worksheets[1]
    ranges = [each._charts[0].series[0].val.numRef.f.split("!")[1] for each in sheet._charts]
    ends = [tuple(map(int, re.findall(r"\d+", each))) for each in ranges]
    assert len(ends) > 1
    assert [ends[0][0], ends[-1][1]] == [2, 61]
    assert all(before[1] + 1 == after[0] for before, after in pairwise(ends))
    assert len(sheet.row_breaks.brk) == len(ends) - 1


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_text(words):
    made = table([words, "1"], words)
    lined = Chart(words, "lines", (words,), (Series(words, (Decimal(1),)),), words)
    content = Content(words, (*made.parts, DocumentPart((*parse_prose(words), SignatureLine(words, words), lined))))
    book = opened(content)
    places = [place for sheet in book for row in sheet.iter_rows() for place in row if place.value is not None]
    assert {place.data_type for place in places} <= {"s", "n"}
    with zipfile.ZipFile(io.BytesIO(render_xlsx(content))) as archive:
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name) and "chart" not in name]


def test_tables_under_one_heading_have_sheets_of_different_names():
    parts = table(["1"], LONG.format(1)).parts + table(["2"], LONG.format(1)).parts
    names = opened(Content("Т", parts)).sheetnames
    assert names == [
        PROSE,
        "Муниципальное бюджетное",
        "Муниципальное бюджетное (2)",
    ]


def test_above_a_table_stand_the_headings_that_it_belongs_to():
    def heading(text, level):
        return Heading((ProseSpan(text),), level)

    (made,) = [block for block in table(["1"]).parts[0].blocks if isinstance(block, Table)]
    words = [*parse_prose("на 22 ноября"), *parse_prose("\n\n".join("абвгд"))]
    blocks = (
        heading("Приказ", 1), heading("Список", 1), words[0], made,
        heading("Первая школа", 2), made, made, heading("Вторая школа", 2), *words[1:], made,
        heading("Другой список", 1), made,
    )  # fmt: skip
    book = opened(Content("Т", (DocumentPart(blocks),)))
    found = [[row[0].value for row in sheet.iter_rows(max_row=sheet.max_row - 2)] for sheet in book.worksheets[1:]]
    assert found == [
        ["Приказ", "Список", "на 22 ноября"],
        ["Приказ", "Список", "Первая школа"],
        ["Приказ", "Список", "Первая школа"],
        ["Приказ", "Список", "Вторая школа"],
        ["Другой список"],
    ]
    assert book.sheetnames == [PROSE, "Список", "Первая школа", "Первая школа (2)", "Вторая школа", "Другой список"]


@given(st.lists(st.one_of(st.text(), st.sampled_from(["History", "a" * 40, "'", "[1]", "📊" * 20])), max_size=6))
def test_names_of_sheets_are_what_excel_allows(names):
    workbook = Workbook()
    workbook.remove(workbook.active)
    for words in names:
        title = sheet_title(words, workbook)
        workbook.create_sheet(title)
        assert 0 < len(title.encode("utf-16-le")) / 2 <= 31
        assert not re.search(r"[\\*?:/\[\]\x00-\x1f]", title)
        assert title[0] != "'" != title[-1]
    assert len({each.casefold() for each in workbook.sheetnames} - {"history"}) == len(names)
