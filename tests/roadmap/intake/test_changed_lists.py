"""Lists of schools of a document held against those of a stored programme."""

import pytest
from django.urls import reverse

from indicators.identification.models import ListedSchool, LowResultList
from portal.refusals import Refusal
from roadmap.intake.actions import ProgrammeFacts, accept_intake, take_changes
from roadmap.programmes.models import Programme
from schools.directory.models import School
from tests.factories import approve
from tests.roadmap.intake.held import keys, taken_in, told
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
    meant = {district.school.name: district.school, district.other_school.name: district.other_school}
    return accept_intake(intake=intake, facts=facts, schools=meant, by=district.coordinator).programme


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


def test_a_list_that_a_programme_has_not_is_added_whole(district, both):
    by, facts = district.coordinator, ProgrammeFacts(TITLE, "programme", 2024, 2026)
    bare = Paper().heading(TITLE).heading("Паспорт программы").table(
        ["Наименование программы", "Программа поддержки школ"], ["Срок реализации", "2024–2026 годы"]
    )  # fmt: skip
    programme = accept_intake(intake=taken_in(district, bare), facts=facts, schools={}, by=by).programme
    intake = taken_in(district, listed(*([name, *QUALITY] for name in both)))
    take_changes(intake=intake, programme=programme, chosen=keys(intake, programme, by), by=by)
    assert names_in(programme) == list(both)
    assert LowResultList.objects.count() == 1
    assert {each.school for each in ListedSchool.objects.all()} == {district.school, district.other_school}
