"""A person joins tables of different widths: columns are matched by headings or kinds, or a sentence says why not."""

from portal.sources.word import read_word
from roadmap.recognition.corrections import Corrections
from roadmap.recognition.reading import Recognition, recognise
from tests.roadmap.recognition.papers.paper import BELOW, LEFT_OF, Paper

TITLE = "Программа поддержки школ на 2024–2026 годы"


def joined(*tables: list[list[str]], heading: str = "План мероприятий") -> Recognition:
    """Recognise two tables that a person has joined; words between them keep them apart otherwise."""
    first, second = tables
    paper = Paper().heading(TITLE).heading(heading).table(*first).text("Далее – часть вторая.").table(*second)
    source = read_word(paper.file())
    assert [each.goes_on for each in recognise(source).tables] == [False, False]
    assert recognise(source).tables[1].can_go_on
    return recognise(source, Corrections(joins={"таблица 2": True}))


PLAN = [["№", "Мероприятие", "Срок", "Ответственный", "Результат"],
        ["1", "Семинар", "май 2024", "Отдел образования", "Справка"]]  # fmt: skip


def activities(recognition: Recognition) -> list[dict]:
    directions = recognition.document["programme"]["roadmap"]["directions"]
    return [each for direction in directions for each in direction.get("activities", [])]


def test_columns_of_a_plan_in_another_order_and_under_other_headings():
    recognition = joined(PLAN, [["Что делаем", "Кто отвечает", "Когда"],
                                ["Работа с кадрами", LEFT_OF, LEFT_OF],
                                ["Выезды", "Методисты", "июнь 2024"]])  # fmt: skip
    assert [each.goes_on for each in recognition.tables] == [False, True]
    assert activities(recognition)[1] == {
        "number": "", "name": "Выезды", "term": "июнь 2024", "responsible": "Методисты", "result": "",
    }  # fmt: skip
    assert recognition.document["programme"]["roadmap"]["directions"][-1]["title"] == "Работа с кадрами"
    assert recognition.balance.leftovers == ()
    assert not any("не присоединена" in each.reason for each in recognition.doubts)


def test_a_column_that_the_first_table_has_not_is_told_and_nothing_is_joined():
    recognition = joined(PLAN, [["№", "Мероприятие", "Срок", "Ответственный", "Результат", "Бюджет"],
                                ["2", "Выезды", "июнь 2024", "Методисты", "Отчёт", "10,0"]])  # fmt: skip
    assert [each.goes_on for each in recognition.tables] == [False, False]
    (why,) = [each for each in recognition.doubts if "не присоединена" in each.reason]
    assert "нет таких граф: «Бюджет»" in why.reason
    assert why.place.startswith("таблица 2")


def test_an_empty_column_too_many_is_passed_over():
    recognition = joined(PLAN, [["№", "Мероприятие", "Срок", "Ответственный", "Результат", "Отметка о выполнении"],
                                ["2", "Выезды", "июнь 2024", "Методисты", "Отчёт", ""]])  # fmt: skip
    assert [each["name"] for each in activities(recognition)] == ["Семинар", "Выезды"]
    assert recognition.balance.leftovers == ()


def test_a_table_without_names_or_without_headings_is_told():
    recognition = joined(PLAN, [["№", "Срок", "Ответственный"], ["2", "июнь 2024", "Методисты"]])
    assert any("нет графы названий" in each.reason for each in recognition.doubts)


def test_values_of_indicators_stand_under_their_own_years():
    first = [["Показатель", "Ед. изм.", "2024", "2025", "2026"], ["Качество знаний", "%", "50", "52", "54"],
             ["Успеваемость", "%", "97", "98", "99"]]  # fmt: skip
    second = [["Наименование показателя", "2026 (план)", "2025 (план)"], ["Охват курсами", "80", "70"],
              ["Школы в зоне риска", "3", "4"]]  # fmt: skip
    recognition = joined(first, second, heading="Целевые показатели")
    rows = [row for group in recognition.document["programme"]["indicators"]["groups"] for row in group["rows"]]
    assert rows[2]["name"] == "Охват курсами"
    assert rows[2]["values"] == {"2024": {"plan": ""}, "2025": {"plan": "70"}, "2026": {"plan": "80"}}
    assert len(rows) == 4


def test_a_joined_cell_over_columns_that_are_parted_there_is_told():
    first = [["Мероприятие", "Срок", "Ответственный", "Результат"], ["Семинар", "май", "Отдел", "Справка"]]
    second = [["Мероприятие", "Ответственный", "Результат", "Срок", "Итог"],
              ["Выезды", "Методисты", "Отчёт", "июнь", ""],
              ["Слёт", "Отдел", "до конца года, приказ", LEFT_OF, ""]]  # fmt: skip
    recognition = joined(first, second)
    assert [each.goes_on for each in recognition.tables] == [False, False]
    assert any("Объединённая ячейка «до конца года" in each.reason for each in recognition.doubts)


def test_headings_of_two_levels():
    first = [["Мероприятие", "Сроки", LEFT_OF, "Ответственный"], [BELOW, "начало", "окончание", BELOW],
             ["Семинар", "01.05.2024", "02.05.2024", "Отдел"]]  # fmt: skip
    second = [["№", "Мероприятие", "Ответственный", "Сроки", LEFT_OF], [BELOW, BELOW, BELOW, "начало", "окончание"],
              ["", "Выезды", "Методисты", "03.06.2024", "04.06.2024"]]  # fmt: skip
    names = [(each["name"], each["start"], each["end"]) for each in activities(joined(first, second))]
    assert names == [("Семинар", "01.05.2024", "02.05.2024"), ("Выезды", "03.06.2024", "04.06.2024")]


def test_tables_of_a_text_by_the_words_of_their_headings():
    first = [["Класс", "Учитель", "Часы", "Кабинет"], ["5", "Иванова", "два", "первый"]]
    second = [["Учитель", "Класс", "Кабинет"], ["Петрова", "6", "второй"]]
    (section,) = joined(first, second, heading="О кабинетах").document["programme"]["sections"]
    assert section["tables"][0]["rows"][-1] == ["6", "Петрова", "", "второй"]


def test_a_table_without_rows_is_nothing_to_join():
    paper = Paper().heading(TITLE).table(*PLAN).table(["", ""])
    assert recognise(read_word(paper.file())).tables[1].can_go_on is False
