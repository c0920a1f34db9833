import pytest
from hypothesis import given
from hypothesis import strategies as st
from weasyprint.layout import block

from reports.layout import lines
from reports.layout.pdf import render_pdf
from reports.layout.typography import NO_BREAK_SPACE, kept_together
from tests.documents_cases import pdf_pages
from tests.test_document_archive import plan


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


def test_lines_broken_at_once_are_those_of_weasyprint(monkeypatch):
    at_once = pdf_pages(render_pdf(plan(150)))
    monkeypatch.setattr(block, "iter_line_boxes", lines._by_weasyprint)
    assert pdf_pages(render_pdf(plan(150))) == at_once
