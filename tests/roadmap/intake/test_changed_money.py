"""Money of a document that comes again: cell by cell where the table is laid out as before, else as a whole."""

import pytest

from roadmap.intake.actions import ProgrammeFacts, correct_intake, take_changes
from roadmap.intake.reading import recognition_of
from roadmap.programmes.models import Programme
from roadmap.recognition.corrections import Corrections
from roadmap.tables.queries import money_periods
from tests.roadmap.intake.held import TITLE, accepted, keys, paper, taken_in, told
from tests.roadmap.recognition.papers.paper import Paper

ROWS = [
    ["Источник", "2024", "2025", "2026"],
    ["Местный бюджет", "150,0", "200,0", "200,0"],
    ["Внебюджетные средства", "10,0", "10,0", "10,0"],
    ["Итого", "160,0", "210,0", "210,0"],
]


def with_money(rows=ROWS) -> Paper:
    return paper().heading("Ресурсное обеспечение программы, тыс. руб.").table(*rows)


def changed(row: int, column: int, words: str) -> list[list[str]]:
    rows = [list(each) for each in ROWS]
    rows[row][column] = words
    return rows


@pytest.fixture
def stored(district) -> Programme:
    facts = ProgrammeFacts(TITLE, "programme", 2024, 2026)
    programme = accepted(taken_in(district, with_money()), facts, district.coordinator).programme
    assert programme.resources["table"]["rows"][1][1] == "150,0"
    return programme


def test_the_same_money_changes_nothing(district, stored):
    assert told(taken_in(district, with_money().text("")), stored, district.coordinator) == []


def test_a_sum_is_told_by_source_and_year_and_taken(district, stored):
    by = district.coordinator
    rows = changed(1, 2, "250,0")
    rows[3][2] = "260,0"
    intake = taken_in(district, with_money(rows))
    assert told(intake, stored, by) == [
        ("Финансирование", "changed", "Местный бюджет · 2025", [("Ячейка", "200,0", "250,0")]),
        ("Финансирование", "changed", "Итого · 2025", [("Ячейка", "210,0", "260,0")]),
    ]
    take_changes(intake=intake, programme=stored, chosen=keys(intake, stored, by)[:1], by=by)
    stored.refresh_from_db()
    assert [row[2] for row in stored.resources["table"]["rows"]] == ["2025", "250,0", "10,0", "210,0"]


def test_another_layout_is_one_difference(district, stored):
    by = district.coordinator
    rows = [*ROWS[:3], ["Областной бюджет", "5,0", "5,0", "5,0"], ROWS[3]]
    intake = taken_in(district, with_money(rows))
    ((part, change, title, _words),) = told(intake, stored, by)
    assert (part, change, title) == ("Финансирование", "changed", "Таблица: другие строки или графы")
    take_changes(intake=intake, programme=stored, chosen=keys(intake, stored, by), by=by)
    stored.refresh_from_db()
    assert stored.resources["table"]["rows"][3][0] == "Областной бюджет"


def test_money_that_the_document_lacks_is_told_and_goes_only_where_it_is_ticked(district, stored):
    by = district.coordinator
    intake = taken_in(district, paper())
    assert [(part, change) for part, change, *_ in told(intake, stored, by)] == [("Финансирование", "struck")]
    take_changes(intake=intake, programme=stored, chosen=keys(intake, stored, by), by=by)
    stored.refresh_from_db()
    assert stored.resources is None


def test_money_comes_to_a_programme_without_any(district):
    by, facts = district.coordinator, ProgrammeFacts(TITLE, "programme", 2024, 2026)
    programme = accepted(taken_in(district, paper()), facts, by).programme
    intake = taken_in(district, with_money())
    assert [(part, change) for part, change, *_ in told(intake, programme, by)] == [("Финансирование", "added")]
    take_changes(intake=intake, programme=programme, chosen=keys(intake, programme, by), by=by)
    programme.refresh_from_db()
    assert programme.resources["table"]["rows"][1][0] == "Местный бюджет"


def test_years_of_columns_that_a_person_said_are_told_taken_and_stay(district, stored):
    by = district.coordinator
    intake = taken_in(district, with_money().text(" "))
    place = next(each.place for each in recognition_of(intake).tables if each.kind == "money")
    correct_intake(intake=intake, corrections=Corrections(columns={place: {3: "2027"}}), by=by)
    intake.refresh_from_db()
    assert told(intake, stored, by) == [
        ("Финансирование", "changed", "Годы граф", [("Годы граф", "", "2026: 2027")]),
    ]
    take_changes(intake=intake, programme=stored, chosen=keys(intake, stored, by), by=by)
    stored.refresh_from_db()
    assert stored.resources["years"] == {"2026": "2027"}
    assert [each.label for each in money_periods(stored)] == ["2024", "2025", "2027"]
    rows = [*ROWS[:3], ["Областной бюджет", "5,0", "5,0", "5,0"], ROWS[3]]
    another = taken_in(district, with_money(rows))
    take_changes(intake=another, programme=stored, chosen=keys(another, stored, by), by=by)
    stored.refresh_from_db()
    assert (len(stored.resources["table"]["rows"]), stored.resources["years"]) == (5, {"2026": "2027"})
