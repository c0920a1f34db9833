"""Whole documents of unknown departments are read as a clerk reads them; then single ways that they showed."""

import json
import time

import pytest

from portal.sources.source import IN_WORKER
from portal.sources.word import read_word
from roadmap.exchange.document_file import read_document
from roadmap.exchange.exporter import programme_as_document
from roadmap.exchange.importer import import_programme
from roadmap.recognition.reading import Recognition, recognise
from tests.factories import make_user
from tests.portal.sources.word_files import cell, paragraph, row, table, word_file
from tests.roadmap.recognition.papers.paper import BELOW, LEFT_OF, Paper
from tests.roadmap.recognition.strangers import STRANGERS
from tests.roadmap.recognition.strangers.truth import facts
from tests.roadmap.recognition.test_real_programmes import flat

LEAST = 0.92
MOST_LEFT = 20
"""How many letters may become nothing: those of a total that its rows don't confirm."""


def read(paper: Paper) -> Recognition:
    return recognise(read_word(paper.file()))


def told(recognition: Recognition) -> list[str]:
    return [each.reason for each in recognition.doubts]


@pytest.mark.parametrize("name", STRANGERS)
def test_nearly_all_is_in_its_place_and_nothing_is_wrong_in_silence(name):
    paper, truth = STRANGERS[name]
    source = read_word(paper().file())
    recognition = recognise(source)
    found = facts(truth, source, recognition)
    wrong = [each for each in found if not each.is_right]
    assert len(wrong) <= (1 - LEAST) * len(found), wrong
    assert [each for each in wrong if not each.is_told] == []
    assert sum(len(each.text) for each in recognition.balance.leftovers) < MOST_LEFT


@pytest.mark.django_db
@pytest.mark.parametrize("name", STRANGERS)
def test_what_was_read_comes_out_of_the_portal_as_it_went_in(name):
    document = read(STRANGERS[name][0]()).document
    document["municipality"]["name"] = document["municipality"].get("name") or "Чиркейский район"
    document["municipality"].setdefault("region", "Республика")
    taken = read_document(json.dumps(document, ensure_ascii=False).encode())
    programme = import_programme(taken, by=make_user()).programme
    exported = programme_as_document(programme)
    for key in ("programme", "low_result_schools"):
        assert flat(exported.get(key, {})) == flat(document.get(key, {}))


def plan_with_totals(whole: str, section: str = "15,5") -> Paper:
    return (
        Paper()
        .heading("План мероприятий поддержки школ на 2025 год")
        .table(
            ["№", "Мероприятие", "Срок", "Ответственный", "Источник", "Сумма, тыс. руб."],
            ["Раздел 1. Кадры", LEFT_OF, LEFT_OF, LEFT_OF, LEFT_OF, section],
            ["1.1", "Курсы учителей", "март 2025", "Отдел образования", "МБ", "10,5"],
            ["1.2", "Выезды методистов", "май 2025", "Методический центр", "ОБ", "5"],
            ["Раздел 2. Условия", LEFT_OF, LEFT_OF, LEFT_OF, LEFT_OF, "1 000,0"],
            ["2.1", "Ремонт кабинетов", "июль 2025", "Школы", "МБ", "1 000,0"],
            ["Итого", LEFT_OF, LEFT_OF, LEFT_OF, "Всего", whole],
            [BELOW, LEFT_OF, LEFT_OF, LEFT_OF, "МБ", "1 010,5"],
            ["в том числе областной бюджет", LEFT_OF, LEFT_OF, LEFT_OF, "ОБ", "5,0"],
        )
    )


def test_totals_that_their_rows_bear_out_are_read_and_said_once():
    recognition = read(plan_with_totals("1015,5"))
    assert recognition.balance.leftovers == ()
    (doubt,) = recognition.doubts
    assert doubt.reason == "Итоги сходятся с суммами строк и отдельно не вносятся."
    assert doubt.text.startswith("Раздел 1. Кадры; Раздел 2. Условия; Итого")
    directions = recognition.document["programme"]["roadmap"]["directions"]
    assert [(each["title"], len(each["activities"])) for each in directions] == [
        ("Раздел 1. Кадры", 2),
        ("Раздел 2. Условия", 1),
    ]


def test_a_total_that_differs_is_told_with_both_figures_and_stays_not_understood():
    recognition = read(plan_with_totals("1 051,5"))
    (reason,) = [each for each in told(recognition) if "не сходится" in each]
    assert reason.replace("\xa0", " ").replace("\u202f", " ") == (
        "Итог «Итого» не сходится с суммой строк: написано 1 051,5, а строки дают 1 015,5. Итог не вносится."
    )
    assert [each.text for each in recognition.balance.leftovers] == ["Итого", "Всего", "1 051,5"]


@pytest.mark.parametrize("written", ["9" * 30, "1" + "0" * 17 + ",5", "0," + "1" * 17, "сто рублей", "-"])
def test_a_total_that_cannot_be_summed_up_is_kept_out_and_breaks_nothing(written):
    assert any("Итог" in each or "итог" in each for each in told(read(plan_with_totals(written))))


def test_a_plan_of_nothing_but_totals_is_read_in_time():
    head = row_of_cells(["№", "Мероприятие", "Срок", "Ответственный", "Сумма, руб."])
    rows = [row_of_cells(["1", "Курсы", "март 2025", "Отдел", "1"]), row_of_cells(["", "Итого", "", "", "7"])] * 900
    content = word_file(paragraph("План мероприятий на 2025 год") + table(head, *rows))
    began = time.process_time()
    recognition = recognise(read_word(content, IN_WORKER))
    assert time.process_time() - began < 5
    assert sum("тог" in each for each in told(recognition)) >= 900


def row_of_cells(words: list[str]) -> str:
    return row(*map(cell, words))


def test_sums_of_a_section_that_differ_are_told():
    recognition = read(plan_with_totals("1015,5", section="16"))
    assert any("Итог «Раздел 1. Кадры» не сходится" in each and "15,5" in each for each in told(recognition))


def plan_with_bare_years(heading: str) -> Paper:
    return (
        Paper()
        .heading("Программа поддержки школ на 2024–2025 годы")
        .heading(heading)
        .table(
            ["№", "Мероприятие", "Ответственный", "2024", "2025", "Всего, тыс. руб."],
            ["1", "Курсы учителей", "Отдел образования", "10,5", "0", "10,5"],
            ["2", "Ремонт кабинетов", "Школы", "1 200", "300", "1 500"],
        )
    )


def test_money_below_bare_years_makes_no_table_of_money_of_a_plan():
    recognition = read(plan_with_bare_years("Перечень мероприятий"))
    (direction,) = directions_of(recognition)
    assert [(each["name"], each["cells"]["column-1"]) for each in direction["activities"]] == [
        ("Курсы учителей", "10,5"),
        ("Ремонт кабинетов", "1 200"),
    ]
    assert not any("marks" in each for each in direction["activities"])


def test_a_table_of_money_that_names_who_does_what_is_told():
    recognition = read(plan_with_bare_years("Ресурсное обеспечение"))
    assert "resources" in recognition.document["programme"]
    assert any("не план ли это" in each for each in told(recognition))


def test_a_total_may_stand_before_what_it_sums_up():
    recognition = read(
        Paper()
        .heading("План мероприятий поддержки школ на 2025 год")
        .table(
            ["№", "Мероприятие", "Срок", "Ответственный", "Сумма, тыс. руб."],
            ["Всего по плану", LEFT_OF, LEFT_OF, LEFT_OF, "15,5"],
            ["1", "Курсы учителей", "март 2025", "Отдел образования", "10,5"],
            ["2", "Выезды методистов", "май 2025", "Методический центр", "5"],
        )
    )
    assert told(recognition) == ["Итоги сходятся с суммами строк и отдельно не вносятся."]


def plan_with(*rows: list[str]) -> Paper:
    return (
        Paper()
        .heading("План мероприятий поддержки школ на 2025 год")
        .table(["№", "Мероприятие", "Срок", "Ответственный", "Результат"], *rows)
    )


ONE = ["1", "Совещание директоров", "март 2025", "Отдел образования", "Протокол"]
TWO = ["2", "Открытые уроки", "апрель 2025", "Школы", "Конспекты"]
OVER = [LEFT_OF] * 4


def directions_of(recognition: Recognition) -> list[dict]:
    return recognition.document["programme"]["roadmap"]["directions"]


def test_who_answers_for_a_section_is_no_section():
    recognition = read(plan_with(["Работа с кадрами", *OVER], ["Ответственный: Гаврилова О.П.", *OVER], ONE, TWO))
    (direction,) = directions_of(recognition)
    assert direction["title"] == "Работа с кадрами\n\nОтветственный: Гаврилова О.П."
    assert len(direction["activities"]) == 2
    assert any("Похоже на ответственных за раздел" in each for each in told(recognition))


def test_a_sentence_between_rows_is_told_and_holds_no_section_below_it():
    words = "Во втором полугодии мероприятия проводятся по отдельному графику."
    recognition = read(plan_with(["Кадры", *OVER], ONE, [words, *OVER], ["Ученики", *OVER], TWO))
    first, second = directions_of(recognition)
    assert (first["title"], [each["title"] for each in first["directions"]]) == ("Кадры", [words])
    assert (second["title"], len(second["activities"])) == ("Ученики", 1)
    assert any("Похоже на текст между строками" in each for each in told(recognition))


def test_a_long_title_of_a_section_is_not_taken_for_a_sentence():
    title = "Нормативно-правовое и методическое сопровождение образовательных организаций и их педагогических команд."
    recognition = read(plan_with([title, *OVER], ONE, [f"2. {title}", *OVER], TWO))
    assert len(directions_of(recognition)) == 2
    assert told(recognition) == []


def test_a_section_without_activities_is_told():
    recognition = read(plan_with(["Кадры", *OVER], ONE, ["Ученики", *OVER]))
    assert told(recognition) == ["В этом направлении нет ни одного мероприятия: направление ли это?"]


def test_a_number_that_goes_on_begins_no_headings():
    """Its words are similar to those of headings: «направление», «наименование»."""
    paper = plan_with(ONE).text("В мае дополнительно:")
    paper.table(["2", "Направление наблюдателей", "по графику", "Отдел образования", "Приказ"])
    first, second = directions_of(read(paper))
    assert [each["name"] for each in first["activities"]] == ["Совещание директоров"]
    assert second["title"] == "В мае дополнительно:"
    assert [(each["name"], each["term"]) for each in second["activities"]] == [
        ("Направление наблюдателей", "по графику")
    ]


def test_text_of_several_lines_between_two_tables_stays_text():
    paper = plan_with(ONE).text("О ходе работ докладывают.", "Доклады собирает отдел.")
    paper.table(TWO)
    (direction,) = directions_of(read(paper))
    assert len(direction["activities"]) == 2


def test_schools_over_their_criteria_and_above_rows():
    over = read(
        Paper()
        .heading("Программа поддержки школ на 2025 год")
        .table(
            ["№", "Критерий", "МБОУ СОШ № 7", "МБОУ ООШ с. Ключи"],
            ["1", "Доля «2» по ВПР, %", "14", "9,5"],
            ["2", "Есть психолог", "да", "нет"],
        )
    ).document["low_result_schools"][0]
    assert "columns" not in over  # names of schools head no criteria
    assert over["schools"][1] == {
        "school": "МБОУ ООШ с. Ключи",
        "criteria": [
            {"number": "1", "name": "Доля «2» по ВПР, %", "current": "9,5"},
            {"number": "2", "name": "Есть психолог", "current": "нет"},
        ],
    }
    above = read(
        Paper()
        .heading("Программа поддержки школ на 2025 год")
        .table(
            ["Критерий", "Текущее значение", "Ожидаемое значение"],
            ["МБОУ СОШ № 7", LEFT_OF, LEFT_OF],
            ["Доля «2» по ВПР, %", "14", "5"],
            ["МБОУ ООШ с. Ключи", LEFT_OF, LEFT_OF],
            ["Доля «2» по ВПР, %", "9,5", "5"],
        )
    ).document["low_result_schools"][0]
    assert [(each["school"], each["criteria"][0]["current"]) for each in above["schools"]] == [
        ("МБОУ СОШ № 7", "14"),
        ("МБОУ ООШ с. Ключи", "9,5"),
    ]


def test_what_is_and_what_will_be_of_schools_is_no_table_of_the_programmes_indicators():
    head = ["№", "Критерий", "2024 год, факт", "2026 год, план"]
    document = read(
        Paper()
        .heading("Программа поддержки школ на 2025–2026 годы")
        .table(head, ["", "МБОУ СОШ № 7", LEFT_OF, LEFT_OF], ["1", "Доля «2», %", "14", "5"])
    ).document
    (school,) = document["low_result_schools"][0]["schools"]
    assert school["criteria"] == [{"number": "1", "name": "Доля «2», %", "current": "14", "expected": "5"}]
    assert "indicators" not in document["programme"]


def test_indicators_in_groups_called_as_schools_are_told():
    recognition = read(
        Paper()
        .heading("Программа поддержки школ на 2025–2027 годы")
        .heading("Целевые показатели")
        .table(
            ["Показатель", "2025", "2026", "2027"],
            ["МБОУ СОШ № 7", LEFT_OF, LEFT_OF, LEFT_OF],
            ["Доля «2», %", "14", "10", "5"],
        )
    )
    assert any("Группа показателей названа школой" in each for each in told(recognition))


def test_a_column_of_tasks_stands_below_the_sections_of_its_rows():
    head = ["Задача", "Мероприятие", "Срок", "Ответственный", "Результат"]
    (first, second) = directions_of(
        read(
            Paper()
            .heading("План мероприятий поддержки школ на 2025 год")
            .table(
                head,
                ["Кадры", *OVER],
                ["Обучить", *ONE[1:]],
                ["Закрепить", *TWO[1:]],
                ["Ученики", *OVER],
                ["Увлечь", *ONE[1:]],
            )
        )
    )
    assert [each["title"] for each in first["directions"]] == ["Обучить", "Закрепить"]
    assert (second["title"], [each["title"] for each in second["directions"]]) == ("Ученики", ["Увлечь"])


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (("Утверждена", "приказом МБОУ «Ключевская СОШ № 2»", "от 17.02.2025 № 23/1"), "23/1"),
        (("Утверждена", "приказом МБОУ СОШ № 2", "от 17 февраля 2025 г. № 23/1"), "23/1"),
        (("Приложение № 3", "к приказу № 15-од от 17.02.2025", "школы № 2"), "15-од"),
    ],
)
def test_a_number_of_a_school_is_none_of_an_order(lines, number):
    document = read(Paper().right(*lines).heading("План мероприятий на 2025 год").text("Цель – помочь.")).document
    assert document["orders"][0]["number"] == number


def test_headings_of_a_list_are_those_of_its_criteria():
    (listed,) = read(
        Paper()
        .heading("Программа поддержки школ на 2025 год")
        .table(
            ["№", "Школа", "Критерий", "Текущее значение", "Ожидаемое значение"],
            ["1", "МБОУ СОШ № 7", "Доля «2» по ВПР, %", "14", "5"],
        )
    ).document["low_result_schools"]
    assert listed["columns"] == ["Критерий", "Текущее значение", "Ожидаемое значение"]


def test_a_title_above_a_list_of_schools_stays_the_programmes():
    programme = read(
        Paper()
        .heading("Дорожная карта", "по работе со школами на 2025–2026 годы")
        .bold("Перечень школ")
        .table(["Школа", "Балл ОГЭ"], ["МБОУ СОШ № 7", "3,1"], ["МБОУ СОШ № 8", "3,0"])
        .bold("План мероприятий")
        .table(["№", "Мероприятие", "Срок", "Ответственный", "Результат"], ONE, TWO)
    ).document["programme"]
    assert programme["title"] == "Дорожная карта по работе со школами на 2025–2026 годы"
