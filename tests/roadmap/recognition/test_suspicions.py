"""Doubts are told about results that look wrong, whatever rule read them."""

import pytest

from portal.sources.word import read_word
from roadmap.recognition.reading import recognise
from tests.roadmap.recognition.papers.paper import BELOW, LEFT_OF, Paper

_TITLE = "Дорожная карта поддержки школ на 2024–2025 годы"
_HEADINGS = ["№", "Мероприятие", "Срок", "Ответственные"]
_ROWS = (
    ["1", "Диагностика педагогов", "Сентябрь 2024", "Отдел образования"],
    ["2", "Назначение кураторов", "Октябрь 2024", "Отдел образования"],
    ["3", "Посещение уроков", "Ноябрь 2024", "Кураторы"],
    ["4", "Открытые уроки", "Декабрь 2024", "Директора школ"],
)


def plan(*rows, title: str = _TITLE, headings=_HEADINGS) -> Paper:
    return Paper().heading(title).table(list(headings), *rows)


def changed(row: int, column: int, words: str) -> Paper:
    rows = [list(each) for each in _ROWS]
    rows[row][column] = words
    return plan(*rows)


def indicators(value: str = "97", year: str = "2025") -> Paper:
    return (
        Paper()
        .heading("Программа поддержки школ на 2024–2025 годы")
        .heading("Целевые показатели")
        .table(
            ["№", "Показатель", "Ед. изм.", "2024", year],
            ["1", "Доля выпускников с аттестатом", "%", "95", value],
            ["2", "Число школ с низкими результатами", "ед.", "3", "2"],
            ["3", "Средний балл ЕГЭ", "балл", "54", "56"],
        )
    )


def passport(label: str, text: str) -> Paper:
    return (
        Paper()
        .heading("Программа поддержки школ на 2024–2025 годы", "Паспорт программы")
        .table(
            ["Наименование программы", "Программа поддержки школ"],
            ["Цель программы", "Качество образования"],
            ["Сроки реализации", "2024–2025 годы"],
            [label, text],
        )
    )


def with_plan(paper: Paper) -> Paper:
    """Add a plan, since a programme of which no activity is found is in doubt for that alone."""
    return paper.heading("План мероприятий").table(list(_HEADINGS), *_ROWS)


def reasons(paper: Paper) -> list[str]:
    return [doubt.reason for doubt in recognise(read_word(paper.file())).doubts]


@pytest.mark.parametrize(
    "paper", [plan(*_ROWS), with_plan(indicators()), with_plan(passport("Исполнители", "Отдел образования"))]
)
def test_a_document_in_order_is_in_no_doubt(paper):
    assert reasons(paper) == []


@pytest.mark.parametrize(
    ("paper", "told"),
    [
        (plan(*([*row[:2], "по желанию", row[3]] for row in _ROWS)), "Графа понята как «сроки»"),
        (plan(*([*row[:3], "100 %"] for row in _ROWS)), "Графа понята как «ответственные»"),
        (changed(2, 0, "5"), "После номера «2» стоит «5»"),
        (changed(2, 0, "2"), "Номер мероприятия повторён"),
        (changed(2, 0, "б/н"), "Вместо номера мероприятия стоит другое"),
        (changed(2, 0, ""), "Мероприятие без номера среди пронумерованных"),
        (plan(*_ROWS[:2], ["3", "Прочее", "", ""], ["4", "Ещё одно", "", ""]), "Ни срока, ни ответственного"),
        (changed(2, 1, "Раздел 2. Работа с кадрами"), None),
        (plan(*_ROWS[:2], ["3", "Раздел 2. Кадры", "", "Школы"], _ROWS[3]), "Похоже на заголовок раздела"),
        (changed(2, 1, ""), "Мероприятие без названия"),
        (plan(*_ROWS, title="О школах района в 2024–2025 годах"), "Не похоже на название программы"),
        (indicators("скоро будет известно"), "не читается как значение"),
        (indicators("лучше, чем у соседей"), "не читается как значение"),
        (indicators(year="2028"), "Периоды показателей вне лет программы (2024–2025): 2028"),
        (passport("Песня школы", "Её поют хором, все куплеты, на каждом собрании"), "Такой строки в паспортах"),
        (passport("Исполнители", ""), "У строки паспорта нет текста"),
    ],
)
def test_what_looks_wrong_is_told(paper, told):
    found = reasons(paper)
    assert (any(told in each for each in found)) if told else not found, found


def test_marks_outside_of_the_programmes_years_are_told():
    paper = plan(
        ["1", "Диагностика", "х", "", "Школы"],
        ["2", "Кураторы", "", "х", "Школы"],
        headings=["№", "Мероприятие", "2025", "2027", "Ответственные"],
    )
    assert sum("Отметки стоят вне лет программы" in each for each in reasons(paper)) == 1


def test_marks_of_a_period_that_is_not_understood_are_told():
    paper = (
        Paper()
        .heading(_TITLE)
        .table(
            ["№", "Мероприятие", "2024", LEFT_OF, LEFT_OF, "Ответственные"],
            [BELOW, BELOW, "1 кв.", "2 кв.", "каникулы", BELOW],
            ["1", "Диагностика", "х", "", "х", "Школы"],
            ["2", "Кураторы", "", "х", "", "Школы"],
            ["3", "Лагерь", "", "х", "х", "Школы"],
        )
    )
    assert any("какой это период, не понято" in each for each in reasons(paper))


def test_numbers_that_stand_in_the_names_are_held_too():
    paper = plan(
        ["1.1. Диагностика", "Сентябрь 2024", "Школы"],
        ["1.3. Кураторство", "Октябрь 2024", "Школы"],
        headings=_HEADINGS[1:],
    )
    assert any("После номера «1.1.» стоит «1.3.»" in each for each in reasons(paper))


def test_values_of_a_period_that_is_not_understood_are_told():
    paper = (
        Paper()
        .heading("Программа поддержки школ на 2024–2025 годы")
        .heading("Целевые показатели")
        .table(
            ["Показатель", "До начала", "2024", "2025"],
            ["Доля выпускников с аттестатом, %", "91", "95", "97"],
            ["Средний балл ЕГЭ", "50", "54", "56"],
        )
    )
    assert any("за какой они период, не понято" in each for each in reasons(paper))


def test_a_list_of_schools_that_is_kept_as_a_table_is_told():
    paper = plan(*_ROWS)
    paper.right("Приложение № 2", "к приказу от 17.10.2024 № 301").heading("Перечень школ с низкими результатами")
    paper.table(["№", "Школа", "Куратор"], ["1", "Ручьёвская СОШ", "Лукина Т.А."], ["2", "Кедровская ООШ", "Ким О.Р."])
    assert any("Похоже на список школ" in each for each in reasons(paper))


def test_schools_with_directors_and_reasons_are_no_activities():
    paper = plan(*_ROWS)
    paper.right("Приложение № 2", "к приказу от 17.10.2024 № 301").heading("Перечень школ – участников Программы")
    paper.table(
        ["№", "Наименование ОО", "Директор", "Основание включения"],
        ["1", "Ручьёвская СОШ", "Лукина Т.А.", "ВПР 2024: русский язык – 41,7 %"],
        ["2", "Кедровская ООШ", "Ким О.Р.", "ВПР 2023, 2024"],
    )
    document = recognise(read_word(paper.file())).document
    [annex] = document["annexes"]
    assert str(annex["title"]) == "Перечень школ – участников Программы"
    assert len(document["programme"]["roadmap"]["directions"]) == 1
    assert any("Похоже на список школ" in each for each in reasons(paper))


def test_facts_of_years_before_the_programme_are_in_no_doubt():
    paper = (
        Paper()
        .heading("Программа поддержки школ на 2024–2025 годы")
        .heading("Целевые показатели")
        .table(
            ["Показатель", "2021 (факт)", "2024", "2025"],
            ["Доля выпускников с аттестатом, %", "91", "95", "97"],
            ["Средний балл ЕГЭ", "50", "54", "56"],
        )
    )
    assert reasons(with_plan(paper)) == []
