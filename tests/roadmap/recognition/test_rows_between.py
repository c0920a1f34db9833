"""Rows between the rows of a table: terms of the activities below them, sections in sections, what a page cut off."""

import pytest

from tests.roadmap.recognition.papers.paper import BELOW, LEFT_OF
from tests.roadmap.recognition.strangers.paper import StrangePaper
from tests.roadmap.recognition.test_plans_in_lines import read


def plan(*rows: list[str]) -> StrangePaper:
    return StrangePaper().heading("План работы со школами Палкинского района на 2025 год").table(*rows)


def activities_of(recognition) -> list[tuple[str, ...]]:
    """Return for each activity the titles above it, from the uppermost down, its name and its term."""
    found = []

    def walk(directions: list[dict], above: tuple[str, ...]) -> None:
        for each in directions:
            titles = (*above, *filter(None, [each.get("title")]))
            found.extend((*titles, one["name"], one.get("term", "")) for one in each.get("activities", []))
            walk(each.get("directions", []), titles)

    walk(recognition.document["programme"]["roadmap"]["directions"], ())
    return found


def test_months_above_rows_are_their_terms():
    recognition = read(
        plan(
            ["Содержание работы", "Исполнитель", "Итог"],
            ["Сентябрь", LEFT_OF, LEFT_OF],
            ["Собеседования с директорами", "Отдел образования", "Протоколы"],
            ["Октябрь – ноябрь", LEFT_OF, LEFT_OF],
            ["Недели открытых уроков", "Руководители РМО", "Банк уроков"],
            ["Ежемесячно", LEFT_OF, LEFT_OF],
            ["Дни консультаций", "Методисты", ""],
        )
    )
    assert activities_of(recognition) == [
        ("Сентябрь", "Собеседования с директорами", "Сентябрь"),
        ("Октябрь – ноябрь", "Недели открытых уроков", "Октябрь – ноябрь"),
        ("Ежемесячно", "Дни консультаций", "Ежемесячно"),
    ]
    columns = [each["title"] for each in recognition.document["programme"]["roadmap"]["columns"]]
    assert columns == ["Содержание работы", "Срок", "Исполнитель", "Итог"]
    assert any("Сроки взяты из строк" in each.reason for each in recognition.doubts)


def test_stages_with_their_terms_in_brackets():
    recognition = read(
        plan(
            ["№", "Что делаем", "Кто отвечает"],
            ["I этап. Подготовка (январь – март 2025 г.)", LEFT_OF, LEFT_OF],
            ["1", "Диагностика", "Школы"],
            ["II этап. Работа (апрель – ноябрь 2025 г.)", LEFT_OF, LEFT_OF],
            ["2", "Курсы учителей", "Центр развития"],
            ["3", "Сетевые уроки", "Школы"],
        )
    )
    assert [each[1:] for each in activities_of(recognition)] == [
        ("Диагностика", "январь – март 2025 г."),
        ("Курсы учителей", "апрель – ноябрь 2025 г."),
        ("Сетевые уроки", "апрель – ноябрь 2025 г."),
    ]


def test_sections_hold_terms_one_after_another():
    recognition = read(
        plan(
            ["№", "Мероприятие", "Ответственный"],
            ["Раздел 1. Кадры", LEFT_OF, LEFT_OF],
            ["До 1 марта 2025 г.", LEFT_OF, LEFT_OF],
            ["1", "Опрос", "Отдел образования"],
            ["До 1 мая 2025 г.", LEFT_OF, LEFT_OF],
            ["2", "Курсы", "Центр развития"],
            ["Раздел 2. Ученики", LEFT_OF, LEFT_OF],
            ["Лето 2025 года", LEFT_OF, LEFT_OF],
            ["3", "Лагерь", "Школы"],
        )
    )
    assert activities_of(recognition) == [
        ("Раздел 1. Кадры", "До 1 марта 2025 г.", "Опрос", "До 1 марта 2025 г."),
        ("Раздел 1. Кадры", "До 1 мая 2025 г.", "Курсы", "До 1 мая 2025 г."),
        ("Раздел 2. Ученики", "Лето 2025 года", "Лагерь", "Лето 2025 года"),
    ]


def test_a_plan_with_a_column_of_terms_takes_none_from_its_rows():
    recognition = read(
        plan(
            ["№", "Мероприятие", "Срок", "Ответственный"],
            ["2025 год", LEFT_OF, LEFT_OF, LEFT_OF],
            ["1", "Опрос", "март", "Отдел образования"],
            ["2", "Курсы", "", "Центр развития"],
        )
    )
    assert [each[-1] for each in activities_of(recognition)] == ["март", ""]


HEAD = ["№", "Мероприятие", "Срок", "Ответственный"]
OVER = [LEFT_OF] * 3


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        (("Цель 1. Кадры", "Цель 2. Ученики"), ("Задача 1. Обучить", "Задача 2. Закрепить", "Задача 1. Увлечь")),
        (("Направление «Кадры»", "Направление «Ученики»"), ("1.1. Обучить", "1.2. Закрепить", "2.1. Увлечь")),
        (("РАЗДЕЛ I. КАДРЫ", "РАЗДЕЛ II. УЧЕНИКИ"), ("1. Обучить", "2. Закрепить", "3. Увлечь")),
    ],
)
def test_sections_in_sections(outer, inner):
    recognition = read(
        plan(
            HEAD,
            [outer[0], *OVER],
            [inner[0], *OVER],
            ["1", "Курсы", "март", "Отдел образования"],
            [inner[1], *OVER],
            ["2", "Наставники", "май", "Школы"],
            [outer[1], *OVER],
            [inner[2], *OVER],
            ["3", "Кружки", "июнь", "Школы"],
        )
    )
    assert [(each[0], each[-2]) for each in activities_of(recognition)] == [
        (outer[0], "Курсы"),
        (outer[0], "Наставники"),
        (outer[1], "Кружки"),
    ]
    assert all(len(each) == 4 for each in activities_of(recognition))


def test_a_row_that_a_page_cut_goes_on_below_repeated_headings():
    recognition = read(
        plan(HEAD, ["1", "Обучение учителей и", "март", "Центр развития,"])
        .right("Продолжение таблицы")
        .table(HEAD, ["", "наставников школ", "", "школы"], ["2", "Кружки", "июнь", "Школы"])
    )
    assert activities_of(recognition) == [
        ("Обучение учителей и наставников школ", "март"),
        ("Кружки", "июнь"),
    ]


def test_tasks_beside_their_indicators_are_groups():
    recognition = read(
        StrangePaper()
        .heading("Программа помощи школам на 2025–2026 годы")
        .heading("Целевые показатели")
        .table(
            ["№", "Направление", "Показатель", "Ед. изм.", "2025", "2026"],
            ["1", "Кадры", "Доля обученных учителей", "%", "40", "80"],
            ["2", BELOW, "Число наставников", "чел.", "3", "5"],
            ["3", "Ученики", "Доля «2» на ОГЭ", "%", "10", "5"],
        )
    )
    groups = recognition.document["programme"]["indicators"]["groups"]
    assert [(each["title"], [row["name"] for row in each["rows"]]) for each in groups] == [
        ("Кадры", ["Доля обученных учителей", "Число наставников"]),
        ("Ученики", ["Доля «2» на ОГЭ"]),
    ]
    assert recognition.balance.leftovers == ()


def test_criteria_beside_their_indicators_and_empty_cells_below_a_task():
    for head, below in (("Критерий", BELOW), ("Задачи программы", "")):
        table = read(
            StrangePaper()
            .heading("Программа помощи школам на 2025–2026 годы")
            .heading("Ожидаемые значения показателей")
            .table(
                [head, "Показатель", "Базовое значение", "2025", "2026"],
                ["Качество", "Средний балл ЕГЭ", "51", "52", "53"],
                [below, "Доля медалистов, %", "4", "5", "6"],
                ["Условия", "Доля кабинетов с оборудованием, %", "30", "50", "70"],
            )
        ).document["programme"]["indicators"]
        found = [(each["title"], len(each["rows"])) for each in table["groups"]]
        assert found == [("Качество", 2), ("Условия", 1)]
        assert table["groups"][0]["rows"][1]["name"] == "Доля медалистов, %"


def test_a_task_of_its_own_beside_each_indicator_stays_a_column():
    table = read(
        StrangePaper()
        .heading("Программа помощи школам на 2025–2026 годы")
        .table(
            ["Задача", "Показатель", "2025", "2026"],
            ["Обучить", "Доля обученных учителей, %", "40", "80"],
            ["Увлечь", "Доля занятых в кружках, %", "60", "70"],
        )
    ).document["programme"]["indicators"]
    assert [each.get("title") for each in table["columns"]][:2] == ["Задача", "Показатель"]
    assert len(table["groups"]) == 1


def test_thresholds_of_schools_are_told():
    recognition = read(
        StrangePaper()
        .heading("Программа помощи школам на 2025 год")
        .heading("Список школ")
        .table(
            ["Школа", "Показатель", "Норматив", "Значение показателя"],
            ["МБОУ «Дубровская СОШ»", "Доля «2» на ОГЭ, %", "до 10", "14"],
            [BELOW, "Есть психолог", "да", "нет"],
            ["МБОУ «Новинская ООШ»", "Доля «2» на ОГЭ, %", "до 10", "25"],
        )
    )
    (listed,) = recognition.document["low_result_schools"]
    assert [(each["school"], [row["current"] for row in each["criteria"]]) for each in listed["schools"]] == [
        ("МБОУ «Дубровская СОШ»", ["14", "нет"]),
        ("МБОУ «Новинская ООШ»", ["25"]),
    ]
    assert listed["schools"][0]["criteria"][0]["expected"] == "до 10"
    assert any("Пороги" in each.reason for each in recognition.doubts)


def test_money_by_years_in_rows_is_no_table_of_indicators():
    for head in (["Год", "Районный бюджет", "Областной бюджет", "Итого"],
                 ["Годы реализации", "Объём средств, тыс. руб.", "В том числе МБ", "РБ"]):  # fmt: skip
        recognition = read(
            StrangePaper()
            .heading("Программа помощи школам на 2025–2026 годы")
            .heading("Показатели")
            .table(["Показатель", "2025", "2026"], ["Доля «2», %", "10", "5"])
            .heading("Финансирование")
            .table(head, ["2025 год", "10", "20", "30"], ["2026 год", "15", "25", "40"], ["Всего", "25", "45", "70"])
        )
        programme = recognition.document["programme"]
        assert programme["resources"]["table"]["rows"][1] == ["2025 год", "10", "20", "30"]
        assert sum(len(each["rows"]) for each in programme["indicators"]["groups"]) == 1
        assert any("стоят в строках" in each.reason for each in recognition.doubts)


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (["Мероприятие", "Сроки"], False),
        (["Содержание работы", "Исполнители"], True),
        (["№", "Что делаем", "Мероприятие", "Кто отвечает"], True),
    ],
)
def test_a_plan_that_lacks_terms_or_responsibles(head, told):
    rows = {"Мероприятие": ("Семинар", "Совет"), "Сроки": ("октябрь", "март"), "№": ("1", "2"),
            "Содержание работы": ("Семинар", "Совет"), "Исполнители": ("Отдел образования", "Школы"),
            "Что делаем": ("Учим", "Ждём"), "Кто отвечает": ("Отдел образования", "Школы")}  # fmt: skip
    recognition = read(plan(head, [rows[each][0] for each in head], [rows[each][1] for each in head]))
    assert len(activities_of(recognition)) == 2
    assert any("ни одной графы сроков" in each.reason for each in recognition.doubts) == told
