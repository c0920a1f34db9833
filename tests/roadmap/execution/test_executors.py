"""Whom «Ответственные» mean is shown, corrected by hand, and the correction is remembered for the same words."""

import pytest
from django.urls import reverse

from portal.history.models import Change
from portal.text.keys import natural_key
from roadmap.execution.actions.deriving import derive_assignments
from roadmap.execution.executors.actions import Parties, correct_executors
from roadmap.execution.models import Assignment
from roadmap.plan.models import Activity
from roadmap.responsibles.actions import understand_responsibles
from roadmap.responsibles.models import Executors
from tests.factories import approve, make_programme, roadmap_shape

WORDS = "Школы-партнёры"


@pytest.fixture
def activity(district) -> Activity:
    """Of an approved programme; the words are met twice there, once with a stop."""
    programme = make_programme(district.municipality, roadmap=roadmap_shape(**{"7.1": WORDS, "7.2": f"{WORDS}."}))
    approve(programme, by=district.coordinator)
    return Activity.objects.get(number="7.1")


def asked(number: str) -> list[str | None]:
    rows = Assignment.objects.in_force().filter(activity__number=number).department_first()
    return [row.school and row.school.name for row in rows]


def only(*schools) -> Parties:
    return Parties(department=False, all_schools=False, low_result_schools=False, schools=schools)


def test_words_that_name_nobody_known_are_the_departments_and_are_shown(browse, activity):
    page = browse("coordinator").get(reverse("activity-detail", args=[activity.pk])).content.decode()

    assert asked("7.1") == [None]
    assert "Школы-партнёры" in page.split("Как понято")[1]
    assert "Понято неверно?" in page
    assert "Как понято" not in browse("director").get(reverse("activity-detail", args=[activity.pk])).content.decode()


def test_a_correction_holds_for_the_same_words_everywhere_and_from_then_on(browse, district, activity):
    url = reverse("activity-executors", args=[activity.pk])
    data = {"schools": [district.school.pk], "everywhere": "yes"}
    answer = browse("coordinator").post(url, data, follow=True)
    later = make_programme(district.municipality, roadmap=roadmap_shape(**{"8.1": "школы - партнеры"}))
    approve(later, by=district.coordinator)

    assert "Исправлено для этих слов везде" in answer.content.decode()
    assert asked("7.1") == asked("7.2") == asked("8.1") == ["Берёзовская СОШ"]
    executors = Executors.objects.get(words_key=natural_key(WORDS))
    assert executors.corrected_by == district.coordinator
    change = Change.objects.about(executors).get()
    assert (change.before["schools"], change.after["schools"]) == ([], ["Берёзовская СОШ"])


def test_an_exception_holds_in_its_place_only_and_while_the_words_stand(district, activity):
    correct_executors(activity, only(district.school), everywhere=False, by=district.coordinator)
    understand_responsibles(activity.direction.roadmap)

    assert (asked("7.1"), asked("7.2")) == (["Берёзовская СОШ"], [None])
    Activity.objects.filter(pk=activity.pk).update(responsible="Отдел образования")
    understand_responsibles(activity.direction.roadmap)
    derive_assignments(activity.direction.roadmap, by=None)
    assert asked("7.1") == [None]


def test_what_is_decided_everywhere_ends_an_exception(district, activity):
    correct_executors(activity, only(district.school), everywhere=False, by=district.coordinator)
    activity.refresh_from_db()
    correct_executors(activity, only(district.other_school), everywhere=True, by=district.coordinator)

    assert asked("7.1") == asked("7.2") == ["Сосновская ООШ"]
    assert not Executors.objects.filter(is_exception=True).exists()


def test_nobody_at_all_is_refused(browse, activity):
    answer = browse("coordinator").post(reverse("activity-executors", args=[activity.pk]), {"everywhere": "yes"})

    assert answer.status_code == 422
    assert "Выберите хотя бы кого-то" in answer.content.decode()
    assert asked("7.1") == [None]
