"""Documents on which the reader wasn't developed are read as a clerk would read them."""

import pytest

from portal.sources.word import read_word
from roadmap.recognition.reading import Recognition, recognise
from tests.roadmap.recognition.papers import PAPERS, acts, odd, plans, programmes


def read(paper) -> Recognition:
    return recognise(read_word(paper().file()))


def outline(directions: list[dict]) -> list:
    """Return the titles of directions with the names and terms of their activities."""
    found = []
    for direction in directions:
        below = outline(direction.get("directions", []))
        below += [(each.get("number"), each["name"], each.get("term")) for each in direction.get("activities", [])]
        found.append((direction.get("number"), direction.get("title"), below))
    return found


@pytest.mark.parametrize("paper", PAPERS)
def test_every_word_is_accounted_for_and_nearly_all_became_something(paper):
    recognition = read(paper)
    balance = recognition.balance
    assert balance.understood >= 0.9 * balance.words
    if balance.understood < balance.words:
        assert balance.leftovers
        assert recognition.doubts


def test_an_act_of_an_administration_with_its_programme():
    document = read(acts.administration_with_programme).document
    (order,) = document["orders"]
    assert (order["act"], order["number"], order["date"]) == ("ПОСТАНОВЛЕНИЕ", "187-п", "2024-03-14")
    assert order["clauses"][1].startswith("Отделу образования")
    assert "2.2. Ежегодно" in order["clauses"][1]
    assert order["signatory"]["position"] == "Глава Притобольного муниципального округа"
    assert document["municipality"]["name"] == "Притобольный муниципальный округ"
    programme = document["programme"]
    assert programme["period"] == {"start": 2024, "end": 2026}
    assert [row["label"] for row in programme["passport"]][:3] == [
        "Наименование",
        "Ответственный исполнитель",
        "Соисполнители",
    ]
    assert programme["indicators"]["groups"][0]["rows"][0]["baseline"] == "96"
    assert programme["resources"]["title"] == "Раздел IV. Ресурсное обеспечение Программы"
    first = programme["roadmap"]["directions"][0]
    assert first["title"] == "Задача 1. Выявление причин низких результатов"
    assert (first["activities"][0]["start"], first["activities"][0]["end"]) == ("сентябрь 2024", "октябрь 2024")


def test_clauses_without_numbers_and_directions_in_the_column_of_numbers():
    document = read(acts.order_with_side_by_side_stamps).document
    (order,) = document["orders"]
    assert [clause.split()[0] for clause in order["clauses"]] == ["Утвердить:", "Назначить", "Контроль"]
    assert order["signatory"] == {"position": "Руководитель управления", "name": "Милина И.В."}
    directions = document["programme"]["roadmap"]["directions"]
    assert [(each["number"], each["title"], len(each["activities"])) for each in directions] == [
        ("I.", "Нормативное обеспечение", 2),
        ("II.", "Методическое сопровождение", 2),
    ]
    assert document["programme"]["period"] == {"start": 2023, "end": 2024}


def test_a_table_inside_of_a_clause_is_its_text_and_said():
    recognition = read(acts.order_with_subpoints_and_a_table)
    (order,) = recognition.document["orders"]
    assert "МБОУ «Успенская СОШ» – Козлова Н.Н., методист" in order["clauses"][0]
    assert order["clauses"][1].endswith("б) по работе с детьми.")
    assert len(order["clauses"]) == 3
    assert order["signatory"]["name"] == "П.П. Глушко"
    assert any("Таблица внутри пункта" in doubt.reason for doubt in recognition.doubts)


def test_a_table_for_each_direction_with_numbered_headings():
    document = read(plans.a_table_for_each_direction).document
    assert outline(document["programme"]["roadmap"]["directions"]) == [
        ("1.", "Организационные мероприятия", [("1.", "Создание рабочей группы", "Август 2024"),
                                               ("2.", "Совещание директоров", "Сентябрь 2024")]),
        ("2.", "Работа с педагогами", [("1.", "Практикум «Читательская грамотность»", "15.10.2024"),
                                       ("2.", "Методический десант в школу № 4", "20.11.2024")]),
        ("3.", "Работа с родителями", [("1.", "Общегородское родительское собрание", "Ноябрь 2024")]),
    ]  # fmt: skip
    assert document["programme"]["period"] == {"start": 2024, "end": 2025}


def test_quarters_belong_to_the_year_above_them():
    document = read(plans.a_plan_by_quarters).document
    activities = document["programme"]["roadmap"]["directions"][0]["activities"]
    assert activities[0]["marks"] == {"2024-Q3": "V", "2025-Q3": "V"}
    assert document["programme"]["period"] == {"start": 2024, "end": 2025}


def test_months_of_a_school_year_belong_to_two_years():
    roadmap = read(odd.plan_by_months_of_a_school_year).document["programme"]["roadmap"]
    assert [each["key"] for each in roadmap["columns"]][2:5] == ["2024-09", "2024-10", "2025-01"]
    assert roadmap["title"] == "Сопровождение школ"


def test_sums_of_money_are_no_marks_and_totals_are_no_activity():
    recognition = read(plans.a_plan_with_money)
    roadmap = recognition.document["programme"]["roadmap"]
    activities = roadmap["directions"][0]["activities"]
    assert [each["name"] for each in activities] == ["Обновление фондов библиотек", "Курсы для учителей математики"]
    assert activities[1]["cells"] == {"column-1": "0,0", "column-2": "80,5", "column-3": "0,0", "column-4": "МБ"}
    assert any("Итоги сходятся" in doubt.reason and doubt.text == "Итого" for doubt in recognition.doubts)
    assert recognition.balance.leftovers == ()


def test_two_plans_are_two_directions():
    programme = read(plans.two_plans_in_one_file).document["programme"]
    titles = [each["title"] for each in programme["roadmap"]["directions"]]
    assert [title.partition(",")[0].partition(" с н")[0] for title in titles] == [
        "Дорожная карта по работе со школами",
        "Дорожная карта по работе со школами",
    ]
    assert "title" not in programme["roadmap"]


def test_a_row_of_one_cell_between_full_ones_is_a_direction_and_told():
    recognition = read(plans.a_plan_of_a_school_numbered_without_joins)
    directions = recognition.document["programme"]["roadmap"]["directions"]
    assert [(each["title"], len(each["activities"])) for each in directions] == [
        ("Работа с учащимися", 2),
        ("Работа с родителями", 1),
    ]
    assert any("понята как направление" in doubt.reason for doubt in recognition.doubts)


@pytest.mark.parametrize("paper", [programmes.passport_as_running_text, programmes.passport_with_colons])
def test_a_passport_set_as_lines(paper):
    passport = read(paper).document["programme"]["passport"]
    labels = [row["label"] for row in passport]
    assert labels[0] == "Наименование программы"
    assert labels[-1] == "Сроки реализации" or labels[-1] == "Срок реализации"
    tasks = next(row["text"] for row in passport if row["label"].startswith("Задачи"))
    assert len(tasks.splitlines()) >= 3


def test_indicators_are_no_criteria_of_a_school_and_abbreviations_stand_in_a_table():
    document = read(programmes.passport_with_colons).document
    assert "low_result_schools" not in document
    programme = document["programme"]
    (group,) = programme["indicators"]["groups"]
    assert group["rows"][0]["values"]["2023"] == {"plan": "64", "fact": "63,8"}
    assert [row["short"] for row in programme["abbreviations"]] == ["ШНОР", "ВПР"]


def test_schools_in_rows_with_criteria_beside_and_in_columns():
    beside = read(programmes.passport_as_running_text).document["low_result_schools"][0]
    assert beside["title"] == "3. Школы – участницы программы"
    assert [(each["school"], len(each["criteria"])) for each in beside["schools"]] == [
        ("МБОУ «Глуховская ООШ»", 2),
        ("МБОУ «Елизарьевская СОШ»", 2),
    ]
    in_columns = read(odd.schools_in_rows_with_values).document["low_result_schools"][0]
    assert in_columns["schools"][0]["criteria"] == [
        {"name": "Качество обучения, %", "current": "31,5", "expected": "38"},
        {"name": "Успеваемость, %", "current": "95", "expected": "100"},
    ]


def test_results_by_years_in_an_analysis_are_no_indicators():
    programme = read(programmes.programme_with_contents).document["programme"]
    assert "indicators" not in programme
    table = next(each["tables"][0] for each in programme["sections"] if each.get("title") == "Анализ ситуации")
    assert table["title"] == "Таблица 1. Результаты ЕГЭ по русскому языку"
    assert not any(each.get("title") == "СОДЕРЖАНИЕ" for each in programme["sections"])
    analysed = read(odd.indicators_by_schools_and_analysis).document["programme"]
    assert analysed["indicators"]["periods"] == ["2023", "2024", "2025"]


def test_forms_in_two_languages_and_frames():
    document = read(odd.form_in_two_languages).document
    (order,) = document["orders"]
    assert order["issuer"] == "ИСПОЛНИТЕЛЬНЫЙ КОМИТЕТ АТНИНСКОГО МУНИЦИПАЛЬНОГО РАЙОНА"
    assert (order["number"], order["place"], len(order["clauses"])) == ("12", "с. Большая Атня", 2)
    framed = read(odd.whole_document_in_a_table).document["programme"]
    assert [each[1] for each in outline(framed["roadmap"]["directions"])[0][2]] == [
        "Педагогический совет",
        "Открытые уроки",
    ]


def test_headings_that_nothing_sets_apart():
    programme = read(odd.headings_set_as_text).document["programme"]
    assert programme["title"].startswith("Муниципальная программа повышения качества образования Камешкирского")
    assert programme["indicators"]["title"] == "Целевые индикаторы программы"
    assert programme["roadmap"]["title"] == "План мероприятий"


def test_stages_of_an_activity_and_columns_told_by_what_stands_in_them():
    staged = read(odd.plan_with_stages).document["programme"]["roadmap"]["directions"][0]["activities"][0]
    assert [stage["term"] for stage in staged["stages"]] == ["октябрь 2023", "октябрь 2024"]
    recognition = read(odd.order_of_a_short_plan_without_headings_of_columns)
    columns = recognition.document["programme"]["roadmap"]["columns"]
    assert [each["key"] for each in columns] == ["term", "name", "responsible", "document"]
    assert sum("по тому, что в ней стоит" in doubt.reason for doubt in recognition.doubts) == 2
