"""What makes a Word file one that can be gone on with: styles, lists, sections, fields, rows that stay whole."""

import pytest
from docx.enum.section import WD_ORIENTATION
from docx.oxml.ns import qn

from portal.text.prose import Heading, ListItem, Paragraph, ProseSpan
from reports.blocks.content import (
    Caption,
    Content,
    DateAndNumber,
    DocumentPart,
    SignatureLine,
    Table,
    TableCell,
    TableColumn,
    TableRow,
)
from reports.layout.docx.rendering import render_docx
from reports.layout.letters import text_width
from reports.layout.widths import PADDING_MM, choose_setting, column_widths
from tests.reports.opened_docx import opened, part, read, rows_with


def words(text: str, **keys) -> Paragraph:
    return Paragraph((ProseSpan(text),), **keys)


def cell(text: str, **keys) -> TableCell:
    return TableCell((words(text, align="left"),), **keys)


def row(*texts: str, **keys) -> TableRow:
    return TableRow(tuple(cell(text) for text in texts), **keys)


def item(marker: str, text: str = "Слова") -> ListItem:
    return ListItem(marker, (ProseSpan(text),))


def document(*parts: DocumentPart):
    return opened(render_docx(Content("Документ", parts)))


NARROW = Table(
    (TableColumn("number"), TableColumn("text")), (row("№", "Имя"),), tuple(row(str(n), f"Имя {n}") for n in range(9))
)
WIDE_WORDS = tuple("Длинное слово совершенствование" for _ in range(9))
WIDE = Table(
    tuple(TableColumn("text") for _ in WIDE_WORDS), (row(*WIDE_WORDS),), tuple(row(*WIDE_WORDS) for _ in range(9))
)


def test_text_is_set_in_styles_and_not_by_hand():
    styles = document(DocumentPart((words("Слова"),))).styles

    body, normal = styles["Body Text"], styles["Normal"]
    assert (normal.font.name, normal.font.size.pt) == ("Times New Roman", 14)
    assert normal.element.rPr.find(qn("w:lang")).get(qn("w:val")) == "ru-RU"
    assert body.paragraph_format.first_line_indent.cm == pytest.approx(1.25, abs=0.01)
    assert str(body.paragraph_format.alignment).startswith("JUSTIFY")
    for level in (1, 2, 3):
        heading = styles[f"Heading {level}"]
        assert heading.font.bold
        assert heading.paragraph_format.keep_with_next
        assert heading.element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == str(level - 1)


def test_paragraphs_carry_nothing_but_their_style():
    found = document(
        DocumentPart((Heading((ProseSpan("Заголовок"),)), words("Слова"), words("По центру", align="center")))
    ).paragraphs

    assert [each.style.name for each in found] == ["Heading 1", "Body Text", "Текст по центру"]
    assert [[child.tag for child in each._p.pPr] for each in found] == [[qn("w:pStyle")]] * 3


def test_pages_are_a4_with_a_margin_for_binding_and_numbers_from_the_second():
    file = render_docx(Content("", (DocumentPart((words("Слова"),)),)))
    (section,) = opened(file).sections

    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.1)
    margins = section.top_margin, section.right_margin, section.bottom_margin, section.left_margin
    assert [each.mm for each in margins] == pytest.approx([20, 10, 20, 30], abs=0.1)
    assert section.different_first_page_header_footer
    assert " PAGE " in section.header._element.xpath("string(.//w:instrText)")
    assert section.first_page_header.paragraphs[0].text == ""


def test_a_wide_table_has_a_section_of_its_own_and_neighbours_share_theirs():
    parts = [DocumentPart((words(f"Часть {n}"),)) for n in range(2)]
    found = document(
        *parts, DocumentPart((words("Широкая"), WIDE)), DocumentPart((WIDE,)), DocumentPart((words("После"),))
    ).sections

    orientations = [section.orientation == WD_ORIENTATION.LANDSCAPE for section in found]
    assert orientations == [False, True, False]
    assert [section.different_first_page_header_footer for section in found] == [True, False, False]
    assert all(" PAGE " in section.header._element.xpath("string(.//w:instrText)") for section in found)
    wide = found[1]
    assert (wide.page_width - wide.left_margin - wide.right_margin) / 36000 == pytest.approx(262, abs=0.2)


def test_a_document_whose_only_table_is_wide_is_turned_as_a_whole():
    assert [section.orientation for section in document(DocumentPart((WIDE,))).sections] == [WD_ORIENTATION.LANDSCAPE]


def test_a_part_may_start_a_page_but_the_first_one_does_not():
    found = document(*(DocumentPart((words(f"Часть {n}"),), starts_page=True) for n in range(3))).paragraphs

    assert [each.paragraph_format.page_break_before for each in found] == [None, True, True]


def test_a_table_that_starts_a_page_has_a_paragraph_before_it():
    found = document(DocumentPart((words("Слова"),)), DocumentPart((NARROW,), starts_page=True))

    breaking = [each for each in found.paragraphs if each.paragraph_format.page_break_before]
    assert [each._p.getnext().tag for each in breaking] == [qn("w:tbl")]


def test_columns_are_as_wide_as_in_the_pdf():
    (table,) = document(DocumentPart((NARROW,))).tables

    expected = column_widths(NARROW, choose_setting([NARROW]))
    assert [column.width.mm for column in table.columns] == pytest.approx(expected, abs=0.05)
    assert not table.autofit
    assert table.style.name == "Table Grid"


def test_the_header_is_on_every_page_and_rows_stay_whole():
    high = row("1", " ".join(["слово"] * 900))
    table = Table(NARROW.columns, NARROW.header, (*NARROW.rows, high))
    file = render_docx(Content("", (DocumentPart((table,)),)))

    assert rows_with(file, "tblHeader") == [[True] + [False] * 10]
    assert rows_with(file, "cantSplit") == [[True] * 10 + [False]]


def test_heading_rows_stay_with_the_next_and_the_last_one_with_the_signature():
    rows = (
        *(row(str(n), "Дело") for n in range(4)),
        TableRow((cell("Раздел", colspan=2),), is_heading=True),
        row("5", "Дело"),
    )
    table = Table(NARROW.columns, NARROW.header, (*rows, *(row(str(n), "Дело") for n in range(6, 9))))
    found = document(DocumentPart((table, SignatureLine("Начальник", "И. Петров"))))

    kept = [bool(each.cells[0].paragraphs[0].paragraph_format.keep_with_next) for each in found.tables[0].rows]
    assert kept == [True, True, False, False, False, True, False, False, True, True]


def test_cells_are_merged_both_ways():
    header = (
        TableRow((cell("А", rowspan=2), cell("Б", colspan=2))),
        TableRow((cell("В"), cell("Г"))),
    )
    rows = (TableRow((cell("1"), cell("2", colspan=2, rowspan=2))), TableRow((cell("3"),)))
    (table,) = document(DocumentPart((Table((TableColumn(), TableColumn(), TableColumn()), header, rows),))).tables

    assert [[each.text for each in line.cells] for line in table.rows] == [
        ["А", "Б", "Б"],
        ["А", "В", "Г"],
        ["1", "2", "2"],
        ["3", "2", "2"],
    ]
    assert len({each._tc for line in table.rows for each in line.cells}) == 7


def test_header_cells_are_bold_and_centred_by_their_style():
    head = TableRow((TableCell((words("Имя", align="center"),), align="center", bold=True), cell("Слева")))
    (table,) = document(DocumentPart((Table((TableColumn(), TableColumn()), (head,), (row("а", "б"),)),))).tables

    styles = [each.paragraphs[0].style for line in table.rows for each in line.cells]
    assert [each.name for each in styles] == ["Заголовок таблицы"] + ["Текст таблицы"] * 3
    assert styles[0].font.bold
    assert [each.paragraphs[0].alignment for line in table.rows for each in line.cells] == [None] * 4


def markers(*blocks) -> list[str]:
    found = read(render_docx(Content("", (DocumentPart(tuple(blocks)),))))
    return [text.removesuffix(" Слова") for _, text in found]


def test_numbers_are_words_own_and_each_list_begins_where_it_did():
    blocks = [item("1."), item("2."), words("Абзац"), item("3."), item("1."), item("2."), item("5."), item("6.")]

    assert markers(*blocks) == ["1.", "2.", "Абзац", "3.", "1.", "2.", "5.", "6."]
    found = document(DocumentPart(tuple(blocks)))
    lists = [each._p.pPr.numPr.numId.val for each in found.paragraphs if each._p.pPr.numPr is not None]
    assert [lists.index(each) for each in lists] == [0, 0, 0, 3, 3, 5, 5]
    assert [each.text for each in found.paragraphs if each.style.name == "List Paragraph"] == ["Слова"] * 7


def test_lists_within_lists_count_for_themselves():
    blocks = [item("1."), item("1)"), item("2)"), item("–"), item("2."), item("1)")]

    assert markers(*blocks) == ["1.", "1)", "2)", "–", "2.", "1)"]


@pytest.mark.parametrize("marker", ["1.2.", "01.", "а)", "٣.", "100000."])
def test_other_markers_are_words(marker):
    (found,) = document(DocumentPart((item(marker),))).paragraphs

    assert found.text == f"{marker}\u00a0Слова"
    assert found._p.pPr.numPr is None


def test_lists_in_cells_have_no_indent_and_begin_anew_in_each():
    cells = tuple(TableCell((item("1."), item("2."))) for _ in range(2))
    (table,) = read(
        render_docx(Content("", (DocumentPart((Table((TableColumn(), TableColumn()), (), (TableRow(cells),)),)),)))
    )

    assert table == [["1. Слова 2. Слова"] * 2]


def test_date_and_signature_stand_on_both_sides_of_a_line():
    date, signature = document(DocumentPart((DateAndNumber("1 мая", "№ 2"), SignatureLine("Глава", "И. О.")))).tables

    for table in (date, signature):
        left, right = table.rows[0].cells
        assert left.paragraphs[0].alignment is None
        assert str(right.paragraphs[0].alignment).startswith("RIGHT")
        assert table.style.name == "Normal Table"


def test_whose_annex_it_is_stands_8_cm_wide_at_the_right_of_any_page():
    caption = Caption(("Приложение № 1", "к приказу"))
    upright, turned = document(DocumentPart((caption,))), document(DocumentPart((caption, WIDE)))

    assert upright.styles["Гриф"].paragraph_format.left_indent.mm == pytest.approx(90, abs=0.1)
    assert turned.paragraphs[0].paragraph_format.left_indent.mm == pytest.approx(182, abs=0.1)


def test_files_keep_no_moment_of_their_making():
    file = render_docx(Content("Документ", (DocumentPart((NARROW,)),)))

    assert "dcterms" not in part(file, "docProps/core.xml")
    assert file == render_docx(Content("Документ", (DocumentPart((NARROW,)),)))


def test_a_day_and_its_month_fit_on_one_line_of_a_term():
    """They are never parted, so a narrower column would break inside the word."""
    lines = (row("Семинар для учителей " * 30, "до 25 сентября 2026 года", "Выполнено"),) * 20
    columns = TableColumn("text"), TableColumn("term"), TableColumn("text")
    table = Table(columns, (row("Мероприятие", "Срок", "Отметка"),), lines)
    setting = choose_setting([table])
    _, width, _ = column_widths(table, setting)

    assert width - PADDING_MM >= text_width("25 сентября", setting.points)
