"""The page on which a coordinator says of one or of many that they are not required, and takes it back."""

import pytest
from django.urls import reverse

from roadmap.execution.actions.reporting import AssignmentReport, report_on_assignment
from roadmap.execution.actions.waiving import waive
from roadmap.execution.models import Assignment

URL = "/assignments/waivers/"
BECAUSE = {"step": "waive", "because": "Школа реорганизована"}


@pytest.fixture
def coordinator(in_force, browse):
    return browse("coordinator")


def waived() -> list[str]:
    found = Assignment.objects.waived().order_by("activity__number", "school__name_key")
    return [str(each) for each in found.select_related("activity", "school")]


def test_many_at_once(coordinator, in_force):
    own = Assignment.objects.filter(school=in_force.school)
    answer = coordinator.post(URL, BECAUSE | {"assignments": [each.pk for each in own]}, follow=True)

    assert "Отмечено «не требуется»: 2." in answer.content.decode()
    assert waived() == ["Берёзовская СОШ: 1.2 Мероприятие 1.2", "Берёзовская СОШ: 1.3 Мероприятие 1.3"]
    again = {"step": "require", "assignments": [each.pk for each in own]}
    assert "Снова требуется: 2." in coordinator.post(URL, again, follow=True).content.decode()
    assert waived() == []


def test_all_that_was_found(coordinator, in_force):
    activity = in_force.activities["1.2"]
    coordinator.post(f"{URL}?activity={activity.pk}", BECAUSE | {"everything": "1"})

    assert {each.activity for each in Assignment.objects.waived()} == {activity}
    assert len(waived()) == 3


def test_the_department_can_be_asked_for_alone(coordinator):
    coordinator.post(f"{URL}?school=department", BECAUSE | {"everything": "1"})

    assert [each.partition(":")[0] for each in waived()] == ["Отдел", "Отдел"]


def test_a_missing_reason_loses_no_tick(coordinator, in_force):
    assignment = in_force.activities["1.3"].assignments.get()
    answer = coordinator.post(URL, {"step": "waive", "because": "", "assignments": assignment.pk})

    page = " ".join(answer.content.decode().split())
    assert answer.status_code == 422
    assert "Напишите, почему не требуется" in page
    assert f'id="tick-{assignment.pk}" checked' in page


def test_nothing_ticked_keeps_the_reason(coordinator):
    answer = coordinator.post(URL, BECAUSE)

    assert "Отметьте хотя бы одно поручение" in answer.content.decode()
    assert "Школа реорганизована</textarea>" in answer.content.decode()


def test_what_was_reported_meanwhile_is_left_and_told(coordinator, in_force):
    assignment = in_force.activities["1.3"].assignments.get()
    report_on_assignment(assignment, AssignmentReport(Assignment.Status.DONE, "Да"), by=in_force.director)
    answer = coordinator.post(URL, BECAUSE | {"assignments": assignment.pk}, follow=True)

    assert "Не тронуто: 1." in answer.content.decode()
    assert waived() == []


def test_one_goes_back_to_its_own_page(coordinator, in_force):
    assignment = in_force.activities["1.3"].assignments.get()
    page = reverse("assignment-detail", args=[assignment.pk])
    assert 'id="waiver"' in coordinator.get(page).content.decode()
    answer = coordinator.post(URL, BECAUSE | {"assignments": assignment.pk, "back": "1"}, follow=True)

    assert answer.redirect_chain[0][0] == page
    shown = answer.content.decode()
    assert "Школа реорганизована" in shown
    assert "Снова требовать" in shown


def test_a_specialist_is_not_offered_it(in_force, browse):
    page = reverse("assignment-detail", args=[in_force.activities["1.3"].assignments.get().pk])

    assert 'id="waiver"' not in browse("specialist").get(page).content.decode()


def test_another_municipalitys_assignment_is_not_touched(in_force, browse):
    assignment = in_force.activities["1.3"].assignments.get()
    answer = browse("stranger").post(URL, BECAUSE | {"assignments": assignment.pk})

    assert answer.status_code == 422
    assert waived() == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow(number, coordinator, in_force, django_assert_num_queries):
    waive(list(Assignment.objects.all()[:number]), because="Так решили", by=in_force.coordinator)

    with django_assert_num_queries(9):
        coordinator.get(f"{URL}?state=waived")
