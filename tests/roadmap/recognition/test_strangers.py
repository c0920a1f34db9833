"""Ways of writing in documents that the reader met for the first time."""

import pytest

from portal.sources.word import read_word
from roadmap.recognition.columns import period_heading
from roadmap.recognition.evidence import reads_as_term
from roadmap.recognition.reading import Recognition, recognise
from roadmap.recognition.years import years_in
from tests.roadmap.recognition.papers.paper import BELOW, LEFT_OF, Paper


def read(paper: Paper) -> Recognition:
    return recognise(read_word(paper.file()))


def activities_of(recognition: Recognition) -> list[dict]:
    directions = recognition.document["programme"]["roadmap"]["directions"]
    return [activity for each in directions for activity in each["activities"]]


MONTHS = ["январь", "февраль", "март", "апрель", "май", "июнь",
          "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"]  # fmt: skip
SHORT = ["янв.", "фев.", "мар.", "апр.", "май", "июн.", "июл.", "авг.", "сент.", "окт.", "нояб.", "дек."]


@pytest.mark.parametrize("names", [MONTHS, SHORT])
def test_each_month_over_a_column_is_itself(names):
    assert [period_heading(each, "2024").period for each in names] == [f"2024-{number:02d}" for number in range(1, 13)]


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("1 полугодие 2023-2024", "2023-H2"),
        ("II полугодие 2023/24 уч. года", "2024-H1"),
        ("Сентябрь 2024/2025 учебного года", "2024-09"),
        ("2023-2024 (план)", "2023-2024"),
    ],
)
def test_a_part_of_a_school_year_that_is_named_with_it(title, period):
    assert period_heading(title).period == period


def by_roman_months() -> Paper:
    return (
        Paper()
        .heading("План мероприятий («дорожная карта») на 2023–2024 учебный год")
        .table(
            ["№", "Мероприятия", "2023 год", *[LEFT_OF] * 3, "2024 год", *[LEFT_OF] * 4, "Ответственный"],
            [BELOW, BELOW, "IX", "X", "ХI", "ХII", "I", "II", "III", "IV", "V", BELOW],
            ["1.1", "Анализ результатов", "+", *[""] * 8, "Отдел образования"],
            ["1.2", "Совещания", "", "", "+", "", "", "", "+", "", "+", "Отдел образования"],
            ["1.3", "Выезды в школы", "в течение года", *[LEFT_OF] * 8, "Тьюторы"],
        )
    )


def test_bare_roman_numbers_of_which_one_is_above_four_are_months():
    first, second, _third = activities_of(read(by_roman_months()))
    assert (first["marks"], second["marks"]) == ({"2023-09": "+"}, {"2023-11": "+", "2024-03": "+", "2024-05": "+"})


def test_words_over_all_periods_are_of_each_and_told():
    recognition = read(by_roman_months())
    (*_rest, third) = activities_of(recognition)
    assert len(third["marks"]) == 9
    assert set(third["marks"].values()) == {"в течение года"}
    (doubt,) = [each for each in recognition.doubts if "над несколькими периодами" in each.reason]
    assert doubt.text == "в течение года"


def test_money_by_budgets_is_no_table_of_indicators():
    recognition = read(
        Paper()
        .heading("Программа поддержки школ на 2024–2025 годы")
        .bold("1. Целевые показатели")
        .table(
            ["Целевой показатель", "Ед. изм.", "Базовое значение (2023)", "2024", "2025"],
            ["Доля выпускников с аттестатом", "%", "91,3", "93", "95"],
        )
        .bold("2. Финансы, тыс. руб.")
        .table(
            ["Источник", "Всего", "2024", "2025"],
            ["Всего, в том числе:", "500,0", "200,0", "300,0"],
            ["ФБ", "300,0", "100,0", "200,0"],
            ["МБ", "200,0", "100,0", "100,0"],
        )
    )
    programme = recognition.document["programme"]
    assert [len(group["rows"]) for group in programme["indicators"]["groups"]] == [1]
    assert programme["resources"]["table"]["rows"][2] == ["ФБ", "300,0", "100,0", "200,0"]
    assert programme["resources"]["title"] == "2. Финансы, тыс. руб."
    assert recognition.balance.leftovers == ()
    assert [each.reason[:34] for each in recognition.doubts] == ["Ни одного мероприятия не найдено, "]


def test_the_next_numbered_section_ends_a_passport_of_labels():
    programme = read(
        Paper()
        .heading("Программа поддержки школ на 2024–2025 годы")
        .bold("1. Паспорт программы")
        .text("Цель: повышение качества", "Сроки реализации: 2024–2025 годы", "Исполнители: школы")
        .bold("2. Аналитическое обоснование")
        .text("В округе 14 школ.")
        .bold("3. Механизм реализации")
        .text("Отчёт ежегодно.")
    ).document["programme"]
    assert [row["label"] for row in programme["passport"]] == ["Цель", "Сроки реализации", "Исполнители"]
    assert [(each["title"], each.get("text")) for each in programme["sections"]] == [
        ("Паспорт программы", None),
        ("Аналитическое обоснование", "В округе 14 школ."),
        ("Механизм реализации", "Отчёт ежегодно."),
    ]


def test_a_column_of_names_that_nothing_calls_so_is_told():
    recognition = read(
        Paper()
        .heading("Программа поддержки школ на 2024–2025 годы")
        .heading("Чего достигнем")
        .table(
            ["Что меняем", "2024", "2025"],
            ["Доля выпускников с аттестатом, %", "93", "95"],
            ["Средний балл ЕГЭ", "51", "53"],
        )
    )
    assert any("Графа 1 понята как «названия показателей»" in each.reason for each in recognition.doubts)


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("на 2024/2025 и 2025/2026 учебные годы", (2024, 2026)),
        ("на 2023-2024, 2024-2025, 2025-2026 уч. г.", (2023, 2026)),
        ("на 2024/2025 учебный год", (2024, 2025)),
        ("на 2024–2026 годы", (2024, 2026)),
    ],
)
def test_several_school_years_are_from_the_first_to_the_last(title, years):
    assert years_in(title) == years


def by_a_school() -> Paper:
    return (
        Paper()
        .heading("Программа перехода школы в эффективный режим работы на 2023–2025 годы")
        .heading("Паспорт программы")
        .table(
            ["Полное имя", "Программа перехода"],
            ["Главная идея", "Школа для каждого"],
            ["Документы, послужившие основой", "Устав школы; закон об образовании"],
            ["Чего ждём к концу", "Успевают все, и каждый знает, чему научился"],
        )
        .heading("Измеримые результаты")
        .table(
            ["Критерий", "Ед.", "Было (июнь 2023)", "Будет", LEFT_OF],
            [BELOW, BELOW, BELOW, "июнь 2024", "декабрь 2025"],
            ["Качество знаний", "%", "27,4", "30", "40"],
            ["Победители олимпиад", "чел.", "2", "4", "8"],
        )
        .heading("План действий")
        .table(
            ["Что делаем", "Когда", "Кто отвечает", "Участники", "Где узнать", "Чем подтвердим"],
            ["Открытые уроки", "октябрь", "Руководители ШМО", "9 классы", "В учительской", "Карты анализа"],
            ["Консультации", "ноябрь", "Учителя", "8 классы", "На сайте", "Журнал"],
        )
    )


def test_a_table_under_the_heading_of_a_passport_is_one_whatever_its_labels():
    recognition = read(by_a_school())
    passport = recognition.document["programme"]["passport"]
    assert [row["label"] for row in passport][1:3] == ["Главная идея", "Документы, послужившие основой"]
    told = [each.text for each in recognition.doubts if "в паспортах обычно нет" in each.reason]
    assert told == ["Документы, послужившие основой", "Чего ждём к концу"]


def test_what_was_is_the_base_and_a_bare_unit_a_unit():
    table = read(by_a_school()).document["programme"]["indicators"]
    row = table["groups"][0]["rows"][0]
    assert (row["unit"], row["baseline"]) == ("%", "27,4")
    assert row["values"] == {"2024-06": {"plan": "30"}, "2025-12": {"plan": "40"}}


def test_columns_that_are_kept_under_their_own_names_are_told():
    recognition = read(by_a_school())
    (first, _second) = activities_of(recognition)
    assert (first["responsible"], first["document"]) == ("Руководители ШМО", "Карты анализа")
    assert first["cells"] == {"column-1": "9 классы", "column-2": "В учительской"}
    told = {each.text: each.reason for each in recognition.doubts if "под своим названием" in each.reason}
    assert list(told) == ["Участники", "Где узнать"]


def test_a_column_called_result_and_document_is_told():
    recognition = read(
        Paper()
        .heading("Дорожная карта поддержки школ на 2024–2025 годы")
        .table(
            ["№", "Мероприятие", "Начало", "Окончание", "Ответственный", "Результат, подтверждающий документ"],
            ["1", "Диагностика", "01.02.2024", "29.02.2024", "Школы", "Справка"],
            ["2", "Кураторство", "10.02.2024", "20.02.2024", "Отдел образования", "Приказ"],
        )
    )
    assert [each["result"] for each in activities_of(recognition)] == ["Справка", "Приказ"]
    assert any("и результатом, и документом" in each.reason for each in recognition.doubts)


def test_a_person_is_no_term():
    assert not reads_as_term("Деревянко Г.А.")
    assert reads_as_term("до 1 сентября 2024 г.")


def test_who_answers_is_not_for_whom_it_is():
    recognition = read(
        Paper()
        .heading("План работы со школами на 2023–2024 учебный год")
        .table(
            ["№", "Мероприятие", "Сент.", "Окт.", "Отв.", "Целевая группа"],
            ["1", "Изучение результатов", "V", "", "Чазова Т.Б.", "директора школ"],
            ["2", "Методический день", "", "V", "ЦРО", "педагоги"],
        )
    )
    first, second = activities_of(recognition)
    assert (first["responsible"], second["responsible"]) == ("Чазова Т.Б.", "ЦРО")
    assert (first["marks"], first["cells"]) == ({"2023-09": "V"}, {"column-1": "директора школ"})
