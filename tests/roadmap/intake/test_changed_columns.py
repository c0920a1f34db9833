"""Further columns of a document's plan and table of indicators: their cells are compared, new ones come along."""

import pytest

from roadmap.intake.actions import ProgrammeFacts, take_changes
from roadmap.plan.models import Activity
from roadmap.programmes.models import Programme
from tests.roadmap.intake.held import accepted, keys, taken_in, told
from tests.roadmap.recognition.papers.paper import LEFT_OF, Paper

TITLE = "Программа поддержки школ на 2024–2026 годы"
PLAN = (
    ["№", "Мероприятие", "Срок", "Ответственные", "Адресаты"],
    ["1. Работа с кадрами", LEFT_OF, LEFT_OF, LEFT_OF, LEFT_OF],
    ["1.1", "Семинар для учителей", "март 2025", "Отдел образования", "Учителя"],
    ["1.2", "Конкурс уроков", "май 2025", "Отдел образования", "Педагоги"],
)
TARGETS = (
    ["Показатель", "Примечание", "2024", "2025"],
    ["Качество знаний, %", "По отчётам", "50", "52"],
    ["Успеваемость, %", "По журналам", "97", "98"],
)


def columned(plan=PLAN, targets=TARGETS) -> Paper:
    return Paper().heading(TITLE).heading("Целевые показатели").table(*targets).heading("План мероприятий").table(*plan)


def changed(rows, row: int, column: int, words: str) -> list[list[str]]:
    return [
        [words if (r, c) == (row, column) else text for c, text in enumerate(line)] for r, line in enumerate(rows)
    ]  # fmt: skip


def with_column(rows, at: int, *words: str) -> list[list[str]]:
    """`words` of the rows in turn stand in a further column of that place."""
    return [[*line[:at], text, *line[at:]] for line, text in zip(rows, words, strict=True)]


@pytest.fixture
def stored(district) -> Programme:
    facts = ProgrammeFacts(TITLE, "programme", 2024, 2026)
    intake = taken_in(district, columned())
    return accepted(intake, facts, district.coordinator).programme


def test_the_same_columns_change_nothing(district, stored):
    assert [each["title"] for each in stored.roadmap.columns][-1] == "Адресаты"
    assert told(taken_in(district, columned().text("")), stored, district.coordinator) == []


def test_cells_of_further_columns_are_told_and_taken(district, stored):
    by = district.coordinator
    intake = taken_in(district, columned(changed(PLAN, 2, 4, "Директора"), changed(TARGETS, 2, 1, "По ведомостям")))
    assert told(intake, stored, by) == [
        ("Показатели", "changed", "Успеваемость, %", [("Примечание", "По журналам", "По ведомостям")]),
        ("План мероприятий", "changed", "1.1 Семинар для учителей", [("Адресаты", "Учителя", "Директора")]),
    ]
    take_changes(intake=intake, programme=stored, chosen=keys(intake, stored, by), by=by)
    seminar = Activity.objects.get(name="Семинар для учителей")
    assert (list(seminar.cells.values()), seminar.term) == (["Директора"], "март 2025")
    row = stored.indicator_table.groups.get().rows.get(name="Успеваемость, %")
    assert list(row.cells.values()) == ["По ведомостям"]


def test_a_new_column_comes_along_and_those_behind_it_stay_themselves(district, stored):
    """The document counts its own columns by place: the new one stands before the one that was known."""
    by = district.coordinator
    plan = with_column(PLAN, 4, "Охват", LEFT_OF, "12 человек", "")
    intake = taken_in(district, columned(plan))
    found = told(intake, stored, by)
    assert found == [
        ("План мероприятий", "added", "Графа «Охват»", [("Графа", None, "Охват")]),
        ("План мероприятий", "changed", "1.1 Семинар для учителей", [("Охват", "", "12 человек")]),
    ]
    take_changes(intake=intake, programme=stored, chosen=keys(intake, stored, by), by=by)
    stored.roadmap.refresh_from_db()
    headings = {each["key"]: each["title"] for each in stored.roadmap.columns}
    assert list(headings.values())[-2:] == ["Охват", "Адресаты"]
    seminar = Activity.objects.get(name="Семинар для учителей")
    assert {headings[key]: text for key, text in seminar.cells.items()} == {
        "Адресаты": "Учителя",
        "Охват": "12 человек",
    }
    assert told(taken_in(district, columned(plan).text("")), stored, by) == []


def test_words_in_a_new_column_bring_it_and_an_empty_heading_may_stay_out(district, stored):
    by = district.coordinator
    plan = with_column(PLAN, 4, "Ожидаемый результат", LEFT_OF, "Справка", "")
    targets = with_column(TARGETS, 2, "Единица измерения", "процент", "процент")
    intake = taken_in(district, columned(plan, targets))
    of_rows = [
        key for key, (_part, _change, title, _words) in zip(
            keys(intake, stored, by), told(intake, stored, by), strict=True
        ) if not title.startswith("Графа")
    ]  # fmt: skip
    take_changes(intake=intake, programme=stored, chosen=of_rows, by=by)
    stored.roadmap.refresh_from_db()
    stored.indicator_table.refresh_from_db()
    assert [each["key"] for each in stored.roadmap.columns][-2:] == ["result", "column-1"]
    assert "unit" in [each["key"] for each in stored.indicator_table.columns]


def test_a_column_that_the_document_lacks_goes_with_its_cells_where_it_is_ticked(district, stored):
    by = district.coordinator
    intake = taken_in(district, columned([line[:-1] for line in PLAN]))
    of_column = ("Графа", "Адресаты (заполнено ячеек: 2)", None)
    assert told(intake, stored, by) == [("План мероприятий", "struck", "Графа «Адресаты»", [of_column])]
    take_changes(intake=intake, programme=stored, chosen=keys(intake, stored, by), by=by)
    stored.roadmap.refresh_from_db()
    assert "Адресаты" not in [each["title"] for each in stored.roadmap.columns]
    assert Activity.objects.get(name="Семинар для учителей").cells == {}


def test_a_heading_that_changed_is_told_of_a_column_that_stays(district, stored):
    by = district.coordinator
    intake = taken_in(district, columned(changed(PLAN, 0, 2, "Сроки исполнения")))
    assert told(intake, stored, by) == [
        ("План мероприятий", "changed", "Графа «Срок»", [("Заголовок графы", "Срок", "Сроки исполнения")])
    ]
    take_changes(intake=intake, programme=stored, chosen=keys(intake, stored, by), by=by)
    stored.roadmap.refresh_from_db()
    assert [each["title"] for each in stored.roadmap.columns][2] == "Сроки исполнения"
