"""Protocols of ВПР and ОГЭ as a region sends them: read by what stands over the table, never as another exam."""

import pytest
from openpyxl import Workbook

from indicators.catalogue.models import Indicator
from tests.factories import make_indicator
from tests.indicators.workbooks.excel_books import confirm, send, table, texts

SHARE, COUNT = "доля участников с отметкой «2»", "число участников"
_MEASURES = ["Кол-во участников", '"2"', '% "2"', "Ср. балл"]


@pytest.fixture
def exams(district) -> dict[str, Indicator]:
    headings = [f"ВПР, 5 класс, {SHARE}", f"ВПР, {SHARE}", f"ОГЭ, {COUNT}", f"ОГЭ, {SHARE}"]
    made = [
        make_indicator(district.municipality, subject, heading=heading, unit="%" if "доля" in heading else "чел.")
        for heading in headings
        for subject in ("Русский язык", "Математика")
    ]
    return {str(each): each for each in made}


def of_marks(*figures, title: str = "Статистика по отметкам", subject: str = "Математика") -> Workbook:
    """As the federal information system gives it out."""
    return table(
        [
            ["ВПР 2026. 5 класс"], [title], ["Предмет:", subject], ["Максимальный первичный балл:", 20],
            ["Дата:", "14.04.2026"], [],
            ["Группы участников", "Кол-во ОО", "Кол-во участников", "2", "3", "4", "5"],
            ["Вся выборка", 35560, 1391209, 11.7, 37.2, 36.1, 15.0],
            ['МБОУ "Берёзовская СОШ"', None, 12, *figures],
        ]
    )  # fmt: skip


def of_subjects(title: str = "Протокол результатов ОГЭ-2026") -> Workbook:
    book = table(
        [
            [title], ["АТЕ: 23 Заречный район"], [],
            ["Код ОО", "Наименование ОО", "Русский язык", *[None] * 3, "Математика", *[None] * 3],
            [None, None, *_MEASURES, *_MEASURES],
            [230001, 'МБОУ "Берёзовская СОШ"', 58, 2, 3.4, 25.1, 59, 4, 6.8, 14.2],
        ]
    )  # fmt: skip
    for place in ("C4:F4", "G4:J4", "A4:A5", "B4:B5"):
        book.active.merge_cells(place)
    return book


def taken(answer, exams) -> dict[str, str]:
    names = {each.pk: name for name, each in exams.items()}
    return {names[item.cell.indicator_id]: item.new for item in answer.context["plan"].items}


def test_shares_of_marks_of_one_class_and_subject(browse, district, exams):
    client = browse("specialist")
    answer = send(client, district, of_marks(36.36, 36.36, 27.27, 0))
    assert taken(answer, exams) == {f"ВПР, 5 класс, {SHARE}: Математика": "36,36"}
    assert "по заголовкам протокола" in answer.content.decode()
    confirm(client, answer)
    assert texts() == {("Берёзовская СОШ", "36,36")}


def test_counts_of_marks_are_no_shares(browse, district, exams):
    answer = send(browse("specialist"), district, of_marks(4, 5, 3, 0))
    assert taken(answer, exams) == {}


def test_subjects_stand_over_their_measures(browse, district, exams):
    answer = send(browse("specialist"), district, of_subjects())
    assert taken(answer, exams) == {
        f"ОГЭ, {COUNT}: Русский язык": "58", f"ОГЭ, {SHARE}: Русский язык": "3,4",
        f"ОГЭ, {COUNT}: Математика": "59", f"ОГЭ, {SHARE}: Математика": "6,8",
    }  # fmt: skip


@pytest.mark.parametrize("title", ["Протокол результатов", "Результаты ОГЭ и ЕГЭ 2026", "Протокол ЕГЭ-2026"])
def test_of_no_exam_of_two_or_of_another_nothing_is_guessed(browse, district, exams, title):
    assert taken(send(browse("specialist"), district, of_subjects(title)), exams) == {}


def test_a_class_without_an_indicator_of_its_own_is_not_the_whole_exam(browse, district, exams):
    book = of_marks(36.36, 36.36, 27.27, 0)
    book.active["A1"] = "ВПР 2026. 6 класс"
    assert taken(send(browse("specialist"), district, book), exams) == {}
