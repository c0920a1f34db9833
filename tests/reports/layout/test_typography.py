import pytest
from hypothesis import given
from hypothesis import strategies as st
from weasyprint.layout import block

from reports.blocks.cells import cell
from reports.blocks.content import Caption, Content, DocumentPart, Table, TableColumn, TableRow
from reports.layout.fast_weasyprint import lines
from reports.layout.pdf import render_pdf
from reports.layout.typography import NO_BREAK_SPACE, WORD_JOINER, kept_together, with_joiners
from tests.reports.layout.test_archive import plan
from tests.reports.made_documents import pdf_pages


@pytest.mark.parametrize(
    "text",
    [
        "№_12", "№_214/1", "2025_–_2028", "И._О._Иванова", "А.П._Иванова", "Иванова А.П. назначить".replace(" А", "_А"),
        "на 5_% больше", "63_балла", "20_чел. школы", "2025_г.", "уч._год", "на 3_п._п. больше", "5_п.п.",
        "ст._28 закона", "п._3 и", "1_сентября",
        "мера_— срок", "г._Москва", "и т._д.", "план, 30 недель", "п_р_и_к_а_з_ы_в_а_ю:",
    ],
)  # fmt: skip
def test_what_stays_on_one_line(text):
    assert kept_together(text.replace("_", " ")) == text.replace("_", NO_BREAK_SPACE)


def test_a_preposition_stays_with_its_word_in_running_text_only():
    text = "работа в школах и с учителями"
    assert kept_together(text) == text
    assert kept_together(text, is_running=True) == text.replace("в ", "в\u00a0").replace("и с у", "и\u00a0с\u00a0у")


@given(st.text(alphabet="абвгИПдёж №5.%—–-«»20г \n"), st.booleans())
def test_only_spaces_change(text, is_running):
    assert kept_together(text, is_running=is_running).replace(NO_BREAK_SPACE, " ") == text


@pytest.mark.parametrize(
    "text",
    [
        "2026–_2028",
        "2026_—_2028",
        "№ 201-_од",
        "2025-_2026",
        "10-_х",
        "2019/_2020",
        "47/_а",
        "с 5–_7",
        "то-то",
        "и/или",
        "12-летний",
    ],
)  # fmt: skip
def test_no_line_ends_within_a_number(text):
    assert with_joiners(text.replace("_", "")) == text.replace("_", WORD_JOINER)


def test_numbers_are_whole_in_the_narrowest_column_and_caption_of_a_pdf():
    numbers = ["№ 201-од", "2026–2028", "2025-2026", "2019/2020", "10-х", "2022—2024"]
    rows = tuple(TableRow((cell("слово " * 3 + each), cell("Слова " * 40))) for each in numbers)
    table = Table((TableColumn("figure"), TableColumn("text")), (), rows)
    caption = Caption(
        tuple("приказом отдела образования района от 14.10.2024 "[place:] + "№ 201-од" for place in range(40))
    )
    pages = pdf_pages(render_pdf(Content("", (DocumentPart((caption, table)),))))
    lines = "\n".join(pages).replace(NO_BREAK_SPACE, " ").splitlines()

    for each in numbers:
        assert any(each in line for line in lines), each
    assert sum(line.endswith("№ 201-од") for line in lines) == 40 + 1


def test_a_column_has_room_for_a_number_with_its_word():
    """Both are held together: where only the word fits, it would be broken within."""
    names = ("1. Организация", "2. Методическая помощь", "3. Информирование")
    rows = tuple(TableRow((cell(name), *(cell("Слова и слова " * 9) for _ in range(7)))) for name in names)
    table = Table((TableColumn("label"), *[TableColumn()] * 7), (), rows)
    words = "\n".join(pdf_pages(render_pdf(Content("", (DocumentPart((table,)),))))).replace(NO_BREAK_SPACE, " ")

    for whole in ("1. Организация", "2. Методическая", "3. Информирование"):
        assert whole in words


def test_lines_broken_at_once_are_those_of_weasyprint(monkeypatch):
    at_once = pdf_pages(render_pdf(plan(150)))
    monkeypatch.setattr(block, "iter_line_boxes", lines._by_weasyprint)
    assert pdf_pages(render_pdf(plan(150))) == at_once
