"""Lists of schools of a document held against those of a stored programme."""

import pytest
from django.urls import reverse

from indicators.identification.models import ListedSchool, LowResultList
from portal.history.models import Change
from portal.refusals import Refusal
from roadmap.intake.actions import ProgrammeFacts, proposed_changes, take_changes
from roadmap.intake.changes.lists import _leave_out
from roadmap.programmes.models import Programme
from schools.archive.actions import restore
from schools.archive.models import Archived
from schools.directory.models import School
from tests.factories import approve
from tests.roadmap.intake.held import accepted, keys, taken_in, told
from tests.roadmap.recognition.papers.paper import Paper

TITLE = "Программа поддержки школ на 2024–2026 годы"
LIST = "Список школ с низкими результатами"
HEADINGS = ["Школа", "Критерий", "Текущее значение", "Ожидаемое значение"]
QUALITY = ["Качество знаний, %", "31", "38"]


def listed(*schools: list[str]) -> Paper:
    return (
        Paper()
        .heading(TITLE)
        .heading("Паспорт программы")
        .table(["Наименование программы", "Программа поддержки школ"], ["Срок реализации", "2024–2026 годы"])
        .heading(LIST)
        .table(HEADINGS, *schools)
    )


@pytest.fixture
def both(district) -> tuple[str, str]:
    return district.school.name, district.other_school.name


@pytest.fixture
def stored(district, both) -> Programme:
    facts = ProgrammeFacts(TITLE, "programme", 2024, 2026)
    intake = taken_in(district, listed(*([name, *QUALITY] for name in both)))
    return accepted(intake, facts, district.coordinator).programme


def names_in(programme: Programme) -> list[str]:
    return [each.name for each in programme.low_result_lists.get().listed_schools.order_by("position")]


def test_the_same_list_changes_nothing(district, stored, both):
    assert names_in(stored) == list(both)
    again = taken_in(district, listed(*([name, *QUALITY] for name in both)).text(""))
    assert told(again, stored, district.coordinator) == []


def test_criteria_new_schools_and_those_that_are_missing(district, stored, both):
    by, (first, second) = district.coordinator, both
    third = School.objects.create(municipality=district.municipality, name="Ольховская СОШ")
    intake = taken_in(district, listed([third.name, *QUALITY], [first, QUALITY[0], "31", "45"]))
    part = f"Список школ: {stored.low_result_lists.get()}"
    found = told(intake, stored, by)
    assert [(one, change, title) for one, change, title, _words in found] == [
        (part, "added", third.name), (part, "changed", first), (part, "struck", second),
    ]  # fmt: skip
    assert found[1][3] == [("Критерии", "Качество знаний, % · 31 · 38", "Качество знаний, % · 31 · 45")]
    take_changes(intake=intake, programme=stored, chosen=keys(intake, stored, by), by=by)
    assert names_in(stored) == [third.name, first]
    rows = ListedSchool.objects.filter(low_result_list__programmes=stored)
    assert rows.get(school=third).criteria.get().expected == "38"
    assert rows.get(school=district.school).criteria.get().expected == "45"
    restore(archived=Archived.objects.get(name__startswith="Школа списка"), by=by)
    assert names_in(stored) == [third.name, second, first]
    assert rows.get(name=second).criteria.get().expected == "38"


def test_criteria_that_a_document_replaced_come_back_in_its_place(district, stored, both):
    by, (first, second) = district.coordinator, both
    intake = taken_in(district, listed([first, *QUALITY], [second, QUALITY[0], "31", "45"]))
    take_changes(intake=intake, programme=stored, chosen=keys(intake, stored, by), by=by)
    row = ListedSchool.objects.get(low_result_list__programmes=stored, school=district.other_school)
    replaced = Archived.objects.get()
    assert replaced.name.startswith(f"Критерии школы: {second}")

    restore(archived=replaced, by=by)
    assert row.criteria.get().expected == "38"
    change = Change.objects.about(row).get(action="критерии возвращены")
    assert (change.before["criteria"][-2:], change.after["criteria"][-2:]) == ("45", "38")
    restore(archived=Archived.objects.get(restored_at=None), by=by)
    assert row.criteria.get().expected == "45"

    approve(stored, by=by)
    with pytest.raises(Refusal, match="уже держится другое"):
        restore(archived=Archived.objects.get(restored_at=None), by=by)
    assert row.criteria.get().expected == "45"


def test_a_list_that_the_document_lacks_can_be_restored(district, stored, both):
    by, gone = district.coordinator, stored.low_result_lists.get()
    assert list(_leave_out(stored, gone, list(both), by))
    assert not stored.low_result_lists.exists()
    restore(archived=Archived.objects.get(), by=by)
    assert names_in(stored) == list(both)


def test_no_school_comes_back_into_a_list_that_something_stands_on(district, stored, both):
    by, low_result_list = district.coordinator, stored.low_result_lists.get()
    intake = taken_in(district, listed([both[0], *QUALITY]))
    take_changes(intake=intake, programme=stored, chosen=keys(intake, stored, by), by=by)
    approve(stored, by=by)
    with pytest.raises(Refusal, match=str(low_result_list)):
        restore(archived=Archived.objects.get(), by=by)
    assert names_in(stored) == [both[0]]


def test_a_school_that_the_portal_does_not_know_is_made_first(district, stored, both):
    by = district.coordinator
    intake = taken_in(district, listed(*([name, *QUALITY] for name in (*both, "Неведомская СОШ"))))
    with pytest.raises(Refusal, match="«Неведомская СОШ» в портале нет"):
        take_changes(intake=intake, programme=stored, chosen=keys(intake, stored, by), by=by)
    assert names_in(stored) == list(both)


def test_a_list_in_force_is_told_and_stays(district, stored, both, client):
    approve(stored, by=district.coordinator)
    intake = taken_in(district, listed([both[0], *QUALITY]))
    assert told(intake, stored, district.coordinator) == []
    client.force_login(district.coordinator)
    page = client.get(reverse("intake-changes", args=[intake.pk, stored.pk]))
    assert "В документе этот список другой" in page.text
    assert 'name="take"' not in page.text
    (shown,) = [each for part in proposed_changes(intake, stored, by=district.coordinator) for each in part.shown]
    assert (shown.title, shown.change) == (both[1], "struck")
    assert both[1] in page.text


def test_a_list_that_a_programme_has_not_is_added_whole(district, both):
    by, facts = district.coordinator, ProgrammeFacts(TITLE, "programme", 2024, 2026)
    bare = Paper().heading(TITLE).heading("Паспорт программы").table(
        ["Наименование программы", "Программа поддержки школ"], ["Срок реализации", "2024–2026 годы"]
    )  # fmt: skip
    programme = accepted(taken_in(district, bare), facts, by).programme
    intake = taken_in(district, listed(*([name, *QUALITY] for name in both)))
    take_changes(intake=intake, programme=programme, chosen=keys(intake, programme, by), by=by)
    assert names_in(programme) == list(both)
    assert LowResultList.objects.count() == 1
    assert {each.school for each in ListedSchool.objects.all()} == {district.school, district.other_school}
