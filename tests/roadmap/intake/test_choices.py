"""What a person chooses on the page of a document holds, and the rest of it follows."""

import pytest
from django.urls import reverse

from indicators.catalogue.models import Period
from roadmap.intake.actions import ProgrammeFacts
from roadmap.intake.models import Intake
from roadmap.intake.reading import recognition_of
from roadmap.tables.queries import money_of_year, money_periods
from tests.roadmap.intake.held import accepted, taken_in
from tests.roadmap.recognition.papers.paper import Paper


@pytest.fixture
def choose(client, district):
    """Sends what the page's form of a table would: all its selects, some of them changed."""
    client.force_login(district.coordinator)

    def choose(intake: Intake, place: str, **changed) -> dict:
        intake.refresh_from_db()
        page = client.get(reverse("intake-check", args=[intake.pk]))
        (shown,) = (each for each in page.context["sheet"].blocks if getattr(each, "place", "") == place)
        data = {"place": place, "kind": shown.read.kind}
        data |= {f"column-{column.number}": column.key for column in shown.columns}
        answer = client.post(reverse("intake-correct", args=[intake.pk]), data | changed)
        assert answer.status_code == 302
        intake.refresh_from_db()
        return recognition_of(intake).document

    return choose


def test_columns_of_a_list_of_schools_are_chosen(district, choose, client):
    paper = Paper().heading("Программа на 2024–2026 годы").heading("Перечень школ").table(
        ["№", "Школа", "Критерий", "Текущий результат", "Ожидаемый результат", "Прошлый год"],
        ["1", "Лесная СОШ", "ЕГЭ", "52", "60", "50"],
    )  # fmt: skip
    intake = taken_in(district, paper)
    page = client.get(reverse("intake-check", args=[intake.pk]))
    assert "критерий, названный графой" in page.text
    assert "50" in [each.text for each in page.context["sheet"].leftovers]
    document = choose(intake, "таблица 1", **{"column-5": "current"})
    assert document["low_result_schools"][0]["schools"] == [
        {"school": "Лесная СОШ", "criteria": [{"name": "ЕГЭ", "current": "50", "expected": "60"}]}
    ]
    assert not recognition_of(intake).balance.leftovers


def test_a_column_that_is_chosen_anew_takes_the_place_of_the_one_that_was_so(district, choose):
    paper = Paper().heading("План мероприятий на 2025 год").table(
        ["№", "Мероприятие", "Срок", "Когда подвести итог", "Ответственные"],
        ["1", "Курсы", "март", "по итогам курсов", "Отдел образования"],
        ["2", "Конкурс", "май", "после конкурса", "Отдел образования"],
    )  # fmt: skip
    intake = taken_in(district, paper)
    columns = choose(intake, "таблица 1", **{"column-3": "term"})["programme"]["roadmap"]["columns"]
    assert [column["key"] for column in columns] == ["number", "name", "column-1", "term", "responsible"]


def test_columns_of_a_table_that_is_something_else_are_told_anew(district, choose):
    paper = Paper().heading("Программа на 2024–2025 годы").heading("План мероприятий").table(
        ["№", "Мероприятие", "Показатель работы", "2024", "2025"],
        ["1", "Курсы", "доля, %", "50", "60"],
        ["2", "Конкурс", "доля, %", "30", "40"],
    )  # fmt: skip
    intake = taken_in(district, paper)
    as_plan = choose(intake, "таблица 1", kind="plan")
    assert "roadmap" in as_plan["programme"]
    choose(intake, "таблица 1", **{"column-3": "result"})
    indicators = choose(intake, "таблица 1", kind="indicators")["programme"]["indicators"]
    assert indicators["periods"] == ["2024", "2025"]
    assert indicators["groups"][0]["rows"][0]["values"] == {"2024": {"plan": "50"}, "2025": {"plan": "60"}}


def test_the_years_of_money_are_chosen_and_kept_by_their_headings(district, choose, client):
    paper = Paper().heading("Программа на 2024–2025 годы").heading("Финансовое обеспечение").table(
        ["Источник финансирования", "Первый год", "Второй год", "Вместе"],
        ["местный бюджет", "100,0", "200,0", "300,0"],
        ["областной бюджет", "50,0", "60,0", "110,0"],
    )  # fmt: skip
    intake = taken_in(district, paper)
    recognition = recognition_of(intake)
    assert recognition.tables[0].keys == ("further",) * 4
    assert any("За какой год деньги" in each.reason for each in recognition.doubts)
    document = choose(intake, "таблица 1", **{"column-1": "2024", "column-2": "2025", "column-3": "total"})
    assert document["programme"]["resources"]["years"] == {
        "Первый год": "2024",
        "Второй год": "2025",
        "Вместе": "total",
    }
    assert not any("За какой год деньги" in each.reason for each in recognition_of(intake).doubts)
    page = client.get(reverse("intake-check", args=[intake.pk]))
    assert "Графа «Первый год»" in page.text
    programme = accepted(intake, ProgrammeFacts("Программа", "programme", 2024, 2025), district.coordinator).programme
    assert [period.label for period in money_periods(programme)] == ["2024", "2025"]
    assert money_of_year(programme, Period.from_label("2025")).planned == 260


def test_a_year_that_a_heading_of_money_says_is_another_or_none(district, choose):
    paper = Paper().heading("Программа на 2024–2025 годы").heading("Финансовое обеспечение").table(
        ["Источник", "2023", "2024", "Итого"],
        ["местный бюджет", "100,0", "200,0", "300,0"],
        ["областной бюджет", "50,0", "60,0", "110,0"],
    )  # fmt: skip
    intake = taken_in(district, paper)
    assert recognition_of(intake).tables[0].keys == ("further", "2023", "2024", "total")
    document = choose(intake, "таблица 1", **{"column-1": "further", "column-2": "2025"})
    assert document["programme"]["resources"]["years"] == {"2023": "", "2024": "2025"}
    assert recognition_of(intake).tables[0].keys == ("further", "further", "2025", "total")
    document = choose(intake, "таблица 1", **{"column-1": "2023", "column-2": "2024"})
    assert "years" not in document["programme"]["resources"]


def test_a_table_of_another_width_is_joined_or_it_is_said_why_not(district, choose, client):
    paper = Paper().heading("План мероприятий на 2025 год").table(
        ["№", "Мероприятие", "Срок", "Ответственные"], ["1", "Курсы", "март", "Отдел образования"],
    ).text("Дополнительно:").table(
        ["Мероприятие", "Срок", "Ответственные"], ["Конкурс", "май", "Школы"],
    ).text("И ещё:").table(["Мероприятие", "Бюджет", "Срок"], ["Лагерь", "10,0", "июнь"])  # fmt: skip
    intake = taken_in(district, paper)
    page = client.get(reverse("intake-check", args=[intake.pk]))
    assert page.text.count("Продолжает предыдущую") == 2
    document = choose(intake, "таблица 2", join="yes")
    directions = document["programme"]["roadmap"]["directions"]
    assert [each["name"] for each in directions[0]["activities"]][:2] == ["Курсы", "Конкурс"]
    choose(intake, "таблица 3", join="yes")
    page = client.get(reverse("intake-check", args=[intake.pk]))
    assert "Таблица не присоединена к предыдущей. В предыдущей таблице нет таких граф: «Бюджет»." in page.text
