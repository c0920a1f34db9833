"""Documents of departments in different regions are read as their authors meant them."""

from portal.sources.word import read_word
from roadmap.recognition.reading import Recognition, recognise
from tests.roadmap.recognition.papers import regions
from tests.roadmap.recognition.papers.paper import Paper


def read(paper) -> Recognition:
    return recognise(read_word(paper().file()))


def activities_of(recognition: Recognition) -> list[dict]:
    directions = recognition.document["programme"]["roadmap"]["directions"]
    return [activity for each in directions for activity in each["activities"]]


def test_a_title_in_capitals_goes_on_in_capitals():
    programme = read(regions.programme_by_quarters).document["programme"]
    assert programme["title"] == (
        "МУНИЦИПАЛЬНАЯ ПРОГРАММА ПОДДЕРЖКИ ШКОЛ С НИЗКИМИ ОБРАЗОВАТЕЛЬНЫМИ РЕЗУЛЬТАТАМИ на 2025–2026 годы"
    )
    assert programme["sections"][0]["title"] == "Паспорт программы"


def test_a_label_of_a_passport_on_two_lines_is_one():
    passport = read(regions.programme_by_quarters).document["programme"]["passport"]
    assert passport[0] == {
        "label": "Наименование программы",
        "text": "Муниципальная программа поддержки школ с низкими образовательными результатами на 2025–2026 годы",
    }
    assert passport[2]["text"].splitlines() == [
        "1) выявить причины низких результатов;",
        "2) создать систему наставничества.",
    ]


def test_bare_roman_numbers_below_a_year_are_its_quarters():
    recognition = read(regions.programme_by_quarters)
    assert [each["marks"] for each in activities_of(recognition)] == [
        {"2025-Q1": "+", "2026-Q1": "+"},
        {"2025-Q3": "+", "2026-Q3": "+"},
    ]


def test_rows_of_groups_do_not_hide_that_the_rest_are_values():
    indicators = read(regions.programme_by_quarters).document["programme"]["indicators"]
    assert [group["title"][:8] for group in indicators["groups"]] == ["Задача 1", "Задача 2"]
    row = indicators["groups"][1]["rows"][0]
    assert (row["unit"], row["baseline"]) == ("балл", "54,2")
    assert row["values"] == {"2025": {"plan": "56 – 58", "fact": ""}, "2026": {"plan": "60", "fact": ""}}


def test_a_row_cut_by_the_end_of_a_page_is_one_and_told():
    recognition = read(regions.measures_with_a_cut_row)
    programme = recognition.document["programme"]
    assert programme["title"].endswith("Тавдинского муниципального округа на 2024 – 2026 годы")
    assert [(each["number"], each["name"], each["responsible"]) for each in activities_of(recognition)][1:] == [
        ("2.", "диагностика профессиональных дефицитов", "Грунина Т.П."),
        ("3.", "Закрепление за школами кураторов из числа руководителей школ-лидеров", "Управление образования"),
        ("4.", "Стажировки на базе гимназии", "МИМЦ"),
    ]
    assert any("разрезанной границей страницы" in doubt.reason for doubt in recognition.doubts)


def test_planned_and_actual_terms_are_no_criteria_of_schools():
    recognition = read(regions.report_with_planned_and_actual_terms)
    first, second = activities_of(recognition)
    assert (first["term"], first["report"]) == ("март 2024", "Выполнено. Были все")
    assert second["cells"] == {"column-1": "—", "column-2": "Перенесено на 2025 год"}
    (row,) = recognition.document["programme"]["indicators"]["groups"][0]["rows"]
    assert row["values"] == {"2023": {"fact": "7,1"}, "2024": {"plan": "5,0", "fact": "5,6"}}
    assert recognition.balance.leftovers == ()


def test_a_title_page_says_whose_it_is_before_what_it_is():
    document = read(regions.programme_with_a_title_page).document
    assert document["municipality"]["name"] == "Еравнинский район"
    programme = document["programme"]
    assert programme["title"].startswith("Муниципальная программа «Поддержка")
    assert [each["title"] for each in programme["sections"]] == ["Введение", "Анализ ситуации"]
    assert "annexes" not in document
    inner = programme["roadmap"]["directions"][0]["directions"]
    assert [(each["number"], each["title"]) for each in inner] == [("1.1", "Нормативное обеспечение")]


def test_a_plan_that_is_the_document_keeps_its_year_in_its_title():
    recognition = read(regions.plan_of_a_school_year)
    programme = recognition.document["programme"]
    assert programme["title"].endswith("на 2023–2024 учебный год")
    assert [each["result"] for each in activities_of(recognition)] == ["Распоряжение", "Приказы"]


def test_ticks_below_years_are_marks_of_activities_and_stay_ticks():
    recognition = read(regions.roadmap_with_ticks_below_years)
    assert [(each["name"], each["marks"], each["result"]) for each in activities_of(recognition)] == [
        ("Перепроверка работ", {"2024": "✓", "2025": "✓"}, "Расхождений до 5 %"),
        ("Обучение экспертов", {"2024": "✓"}, "Обучено 8 экспертов"),
    ]


def test_plans_and_facts_in_rows_are_values_of_one_indicator():
    recognition = read(regions.roadmap_with_ticks_below_years)
    indicators = recognition.document["programme"]["indicators"]
    assert [column["key"] for column in indicators["columns"]] == ["number", "name", "unit", "values"]
    assert indicators["groups"][0]["rows"] == [
        {
            "number": "1", "name": "Доля объективных результатов", "unit": "%",
            "values": {"2024-H2": {"plan": "80", "fact": "78,5"}, "2025-H1": {"plan": "90", "fact": ""}},
        },
        {
            "number": "2", "name": "Доля закрытых вакансий", "unit": "%",
            "values": {"2024-H2": {"plan": "70", "fact": "72"}, "2025-H1": {"plan": "85", "fact": ""}},
        },
    ]  # fmt: skip
    assert recognition.balance.leftovers == ()


def test_a_school_above_its_stamps_is_no_title():
    programme = read(regions.programme_of_a_school).document["programme"]
    assert programme["title"] == "ПРОГРАММА перехода школы в эффективный режим работы на 2024/2025 учебный год"
    assert programme["approval_stamp"] == {"position": "Директор школы", "name": "В.М. Радостева"}
    (group,) = programme["indicators"]["groups"]
    assert [(row["baseline"], row["values"]) for row in group["rows"]] == [
        ("3,1", {"2025-05": {"plan": "3,5"}}),
        ("28", {"2025-05": {"plan": "не более 15"}}),
    ]


def test_roman_numbers_without_more_than_a_name_are_directions():
    directions = read(regions.programme_of_a_school).document["programme"]["roadmap"]["directions"]
    assert [(each["number"], each["title"], len(each["activities"])) for each in directions] == [
        ("I", "Работа с обучающимися", 2),
        ("II", "Работа с родителями", 1),
    ]
    assert directions[0]["activities"][0]["marks"] == {"2024-09": "5 – 10"}
    assert directions[1]["activities"][0]["marks"] == {"2024-10": "15", "2025-01": "20"}


def test_criteria_below_one_heading_stay_apart():
    (listed,) = read(regions.schools_with_three_levels_of_headings).document["low_result_schools"]
    assert listed["schools"][0]["criteria"] == [
        {"name": "Результаты ОГЭ Русский язык", "current": "3,4", "expected": "3,7"},
        {"name": "Результаты ОГЭ Математика", "current": "3,1", "expected": "3,4"},
    ]


def test_a_task_with_sums_of_money_alone_is_a_direction_and_its_sums_are_held_against_its_rows():
    recognition = read(regions.plan_with_money_of_its_tasks)
    directions = recognition.document["programme"]["roadmap"]["directions"]
    assert [(each["number"], each["title"], len(each["activities"])) for each in directions] == [
        ("1", "Задача 1. Обновить содержание", 2),
        ("2", "Задача 2. Поддержать учителей", 1),
    ]
    (event,) = directions[0]["activities"][0]["stages"]
    assert (event["name"], event["end"]) == ("Контрольное событие: программы утверждены", "31.08.2024")
    assert recognition.balance.leftovers == ()
    (doubt,) = [each for each in recognition.doubts if "Итоги сходятся" in each.reason]
    assert doubt.text == "Задача 1. Обновить содержание; Задача 2. Поддержать учителей"


def test_whoever_has_read_an_order_is_no_plan():
    recognition = read(regions.order_with_a_sheet_to_sign)
    (order,) = recognition.document["orders"]
    assert order["signatory"] == {"position": "Начальник управления образования", "name": "Н.П. Шатковская"}
    assert len(order["clauses"]) == 2
    assert recognition.balance.leftovers == ()


def test_a_direction_over_headings_of_its_own_is_no_activity():
    directions = read(regions.order_with_a_sheet_to_sign).document["programme"]["roadmap"]["directions"]
    assert [(each["title"], [a["name"] for a in each["activities"]]) for each in directions] == [
        ("Направление 1. Диагностика", ["Мониторинг условий", "Выявление дефицитов"]),
        ("Направление 2. Обучение", ["Мастер-классы"]),
    ]


def test_a_school_that_is_named_in_several_ways_is_one():
    words = "Школы: МБОУ «Выйская СОШ», МБОУ СОШ № 1, 5 и школы № 3, 8."
    paper = Paper().heading("Программа поддержки школ на 2025 год").text(words)
    paper.text("«Выйская СОШ» и СОШ № 1 отчитываются дважды, СОШ №5 – один раз.")
    document = recognise(read_word(paper.file())).document
    assert [each["name"] for each in document["schools"]] == [
        "МБОУ «Выйская СОШ»", "МБОУ СОШ № 1", "МБОУ СОШ № 5", "Школа № 3", "Школа № 8",
    ]  # fmt: skip


def test_whose_an_act_is_may_stand_in_a_table_above_its_word():
    paper = Paper().table(["КОМИТЕТ ОБРАЗОВАНИЯ\nадминистрации\nЛодейнопольский муниципальный район", ""])
    paper.heading("РАСПОРЯЖЕНИЕ").left("05.09.2023 г.\t№ 412-р", "Об организации работы со школами")
    paper.text("В целях повышения качества образования:", "1. Утвердить план.", "2. Контроль оставляю за собой.")
    document = recognise(read_word(paper.left("Председатель Комитета\tС.А. Брюхова").file())).document
    (order,) = document["orders"]
    assert order["issuer"].startswith("КОМИТЕТ ОБРАЗОВАНИЯ")
    assert document["municipality"]["name"] == "Лодейнопольский муниципальный район"


def test_a_municipality_in_quotation_marks():
    paper = Paper().heading("Администрация муниципального района «Амгинский улус (район)»", "ПОСТАНОВЛЕНИЕ")
    paper.left("от 14 ноября 2023 года\t№ 402", "Об утверждении плана на 2024 год")
    paper.text("Администрация постановляет:", "1. Утвердить план.").left("Глава\tН.М. Архипов")
    document = recognise(read_word(paper.file())).document
    assert document["municipality"]["name"] == "Амгинский улус (район)"


def test_how_many_took_part_is_nobody_responsible():
    paper = Paper().heading("Отчёт об исполнении дорожной карты за 2025 год")
    paper.table(
        ["Мероприятие", "Что сделано", "Дата", "Кол-во участников"],
        ["Самодиагностика школы", "Проведена, составлена справка", "17.03.2025", "24"],
        ["Родительское собрание", "Проведено", "15.04.2025", "112"],
    )
    first, _second = activities_of(recognise(read_word(paper.file())))
    assert first["cells"] == {"column-1": "24"}
    assert "responsible" not in first
