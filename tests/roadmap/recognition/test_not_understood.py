"""A plan that was not understood is told before anything else, with what one can do."""

import pytest

from portal.sources.word import read_word
from roadmap.recognition.accounts import Weight
from roadmap.recognition.corrections import Corrections
from roadmap.recognition.kinds import TableKind
from roadmap.recognition.reading import Recognition, recognise
from tests.roadmap.recognition.papers.paper import LEFT_OF
from tests.roadmap.recognition.strangers.paper import StrangePaper
from tests.roadmap.recognition.test_plans_in_lines import read

TITLES = ("План помощи школам на 2025 год", "Дорожная карта «Рост» на 2025–2026 годы", "Муниципальная программа «Рост»",
          "График выездов в школы на 2025 год")  # fmt: skip


def worst(recognition: Recognition) -> list[str]:
    return [each.reason for each in recognition.doubts if each.weight == Weight.WHOLE]


@pytest.mark.parametrize("title", TITLES)
def test_a_plan_without_activities_is_told_first(title):
    recognition = read(
        StrangePaper().heading(title).text("Отдел образования помогает школам.", "Школы помогают отделу.")
    )
    assert recognition.doubts[0].reason.startswith("Ни одного мероприятия не найдено")
    assert recognition.doubts[0].text == title
    assert "выберите её вид «план мероприятий»" in recognition.doubts[0].reason


def test_what_is_no_plan_is_not_told_so():
    for title in ("Положение о комиссии", "Перечень школ на 2025 год"):
        assert worst(read(StrangePaper().heading(title).text("Комиссия собирается раз в год."))) == []


def risks(*more: str) -> list[list[str]]:
    return [["Риск", "Что делаем", "Ответственный", *more], ["Нехватка кадров", "Курсы", "Отдел", *more],
            ["Отдалённость", "Выезды", "Школы", *more]]  # fmt: skip


def test_a_table_that_names_who_does_what_is_told():
    recognition = read(StrangePaper().heading("Записка о школах в 2025 году").table(*risks()))
    if "roadmap" not in recognition.document["programme"]:
        (reason,) = worst(recognition)
        assert reason.startswith("Похоже на план")
        place = next(each.place for each in recognition.doubts if each.reason == reason)
        assert place == "таблица 1"


def test_a_table_whose_column_holds_terms_is_told_and_can_be_chosen():
    paper = (
        StrangePaper()
        .heading("Записка о школах")
        .text("О школах района.")
        .table(
            ["Школа", "Встреча"], ["Ключевская СОШ", "12 марта"], ["Лесная ООШ", "апрель"], ["Новая СОШ", "до 1 мая"]
        )
    )
    recognition = read(paper)
    (reason,) = worst(recognition)
    assert reason.startswith("Похоже на план")
    source = read_word(paper.file())
    chosen = recognise(source, Corrections(kinds={"таблица 1": TableKind.PLAN}))
    assert worst(chosen) == []
    assert len(chosen.document["programme"]["roadmap"]["directions"][0]["activities"]) == 3


def test_values_by_years_in_a_document_without_indicators_are_told():
    paper = (
        StrangePaper()
        .heading("Анализ работы школ")
        .table(
            ["Школа", "2023", "2024", "2025"], ["Ключевская СОШ", "51", "52", "53"], ["Лесная ООШ", "41", "42", "43"]
        )
    )
    assert worst(read(paper))[0].startswith("Показателей в документе не найдено")
    with_indicators = paper.heading("Показатели").table(["Показатель", "2024", "2025"], ["Доля «2», %", "10", "5"])
    assert worst(read(with_indicators)) == []


def test_lines_with_terms_that_stayed_text_are_told():
    recognition = read(
        StrangePaper()
        .heading("План помощи школам на 2025 год")
        .text("Работа ведётся по трём линиям.", "Срок: март", "Методисты выезжают в школы, а отдел помогает им в этом.",
              "Срок: май")
    )  # fmt: skip
    assert [each[:25] for each in worst(recognition)] == ["Ни одного мероприятия не ", "Строки «Срок: …», «Ответс"]
    assert recognition.document["programme"]["title"] == "План помощи школам на 2025 год"


def test_numbers_of_rows_and_years_are_no_terms():
    recognition = read(
        StrangePaper()
        .heading("Записка о школах")
        .table(
            ["№", "Задача", "Год"], ["1.1.", "Учить", "2024"], ["1.2.", "Помогать", "2025"], ["1.3.", "Ждать", "2026"]
        )
    )
    assert worst(recognition) == []


def test_a_plan_that_was_understood_is_not_told():
    recognition = read(
        StrangePaper()
        .heading("План помощи школам на 2025 год")
        .table(["№", "Мероприятие", "Срок", "Ответственный"], ["Кадры", *[LEFT_OF] * 3],
               ["1", "Курсы", "март", "Отдел образования"])
    )  # fmt: skip
    assert recognition.doubts == []
