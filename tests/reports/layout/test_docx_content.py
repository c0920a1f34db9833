"""Word files reopened: each has its content block by block and cell by cell."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from portal.text.prose import Heading, ListItem, Paragraph, ProseSpan
from reports.blocks.content import (
    ApprovalStamp,
    Caption,
    CheckAddress,
    Content,
    DateAndNumber,
    DocumentPart,
    SignatureLine,
    Table,
    TableCell,
    TableColumn,
    TableRow,
)
from reports.blocks.missing import MissingPart
from reports.layout.docx.rendering import render_docx
from roadmap.exchange.document_file import read_document
from roadmap.exchange.format import ProgrammeDocument
from roadmap.exchange.importer import import_programme
from tests.reports.made_documents import ABOUT_PROGRAMMES, content_of
from tests.reports.opened_docx import opened, part, plain, read, same_blocks
from tests.roadmap.exchange.generated import documents
from tests.roadmap.exchange.real_programmes import FILES, needs_programmes

pytestmark = pytest.mark.any_database


@needs_programmes
@pytest.mark.django_db
@pytest.mark.parametrize("kind", ABOUT_PROGRAMMES)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_documents_of_real_programmes_are_whole(path, kind):
    made = import_programme(read_document(path.read_bytes()), by=None).programme
    try:
        content = content_of(made, kind)
    except MissingPart:
        return
    file = render_docx(content)

    assert same_blocks(content, file)
    assert file == render_docx(content)


class GeneratedProgrammes(TestCase):
    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(documents())
    def test_documents_of_generated_programmes_are_whole(self, data):
        programme = import_programme(ProgrammeDocument.model_validate(data), by=None).programme
        for kind in ABOUT_PROGRAMMES:
            try:
                content = content_of(programme, kind)
            except MissingPart:
                continue
            assert same_blocks(content, render_docx(content))


HOSTILE = st.text(max_size=30) | st.sampled_from(
    [
        "<w:p/>",
        "&amp;",
        "{{ текст }}",
        "]]>",
        "PAGE \\* MERGEFORMAT",
        "\x00\x0b\x1f",
        "\r\n",
        "\u2028",
        "=1+1",
        " а  б ",
    ]
)


def spans():
    return st.lists(st.builds(ProseSpan, HOSTILE, st.booleans(), st.booleans()), max_size=3).map(tuple)


TEXTS = (
    st.builds(Paragraph, spans(), st.sampled_from(["left", "center", "right", "justify"]))
    | st.builds(ListItem, HOSTILE | st.sampled_from(["1.", "2.", "1)", "–", "1.2.", "01."]), spans())
    | st.builds(Heading, spans(), st.integers(1, 3))
)
CELLS = st.builds(TableCell, st.lists(TEXTS, max_size=3).map(tuple), align=st.sampled_from(["left", "center"]))
TABLES = st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=4).map(
    lambda rows: Table((TableColumn(), TableColumn("figure")), (TableRow(rows[0]),), tuple(map(TableRow, rows[1:])))
)
BLOCKS = (
    TEXTS
    | TABLES
    | st.builds(Caption, st.lists(HOSTILE, min_size=1, max_size=3).map(tuple))
    | st.builds(ApprovalStamp, HOSTILE, HOSTILE)
    | st.builds(SignatureLine, HOSTILE, HOSTILE)
    | st.builds(DateAndNumber, HOSTILE, HOSTILE)
)
PARTS = st.lists(st.builds(DocumentPart, st.lists(BLOCKS, max_size=6).map(tuple), st.booleans()), max_size=3).map(tuple)


@settings(max_examples=80)
@given(st.builds(Content, HOSTILE, PARTS, HOSTILE))
def test_whatever_is_typed_is_text(content):
    file = render_docx(content)

    assert same_blocks(content, file)
    assert "instrText" not in part(file, "word/document.xml")
    assert plain(opened(file).core_properties.title) == plain(content.title)
    assert file == render_docx(content)


def test_bold_and_underlined_words_stay_so():
    spans = (
        ProseSpan("Обычные "),
        ProseSpan("жирные", bold=True),
        ProseSpan(" и "),
        ProseSpan("подчёркнутые", underlined=True),
    )
    (found,) = opened(render_docx(Content("", (DocumentPart((Paragraph(spans),)),)))).paragraphs

    assert [(run.text, run.bold, run.underline) for run in found.runs] == [
        ("Обычные ", None, None),
        ("жирные", True, None),
        (" и ", None, None),
        ("подчёркнутые", None, True),
    ]


def test_what_belongs_together_is_kept_on_one_line():
    (found,) = opened(
        render_docx(Content("", (DocumentPart((Paragraph((ProseSpan("Приказ № 41, 2025 – 2028"),)),)),)))
    ).paragraphs

    assert found.text == "Приказ №\u00a041, 2025\u00a0–\u00a02028"


def test_numbers_do_not_break_and_breaks_of_word_stay():
    words = "Приказ 201-од\x0bна 2026–2028 годы\u2028и далее"
    file = render_docx(Content("", (DocumentPart((Paragraph((ProseSpan(words),)), Caption((words,)))),)))

    for found in opened(file).paragraphs:
        assert found.text == "Приказ 201-од\nна 2026–\u200d2028\u00a0годы\nи далее"
    assert part(file, "word/document.xml").count("<w:noBreakHyphen/>") == 2
    assert part(file, "word/document.xml").count("<w:br/>") == 4


def test_the_address_of_a_check_is_a_picture_that_says_what_it_is_and_words():
    address = "https://portal.example.org/check/abc/"
    file = render_docx(Content("", (DocumentPart((CheckAddress(address),)),)))

    (((code, words),),) = read(file)
    assert (code, words) == ("", f"Проверить документ: {address}")
    assert part(file, "word/document.xml").count(f'descr="QR-код: {address}"') == 1
    assert opened(file).inline_shapes[0].width.mm == pytest.approx(25, abs=0.1)


def test_the_properties_name_the_document_and_nobody():
    properties = opened(render_docx(Content("Программа\x00 «Рост»", (), order="от 30.08.2025 № 214"))).core_properties

    assert (properties.title, properties.language) == ("Программа «Рост»", "ru-RU")
    assert plain(properties.subject) == "от 30.08.2025 № 214"
    assert not properties.author
    assert not properties.last_modified_by
