"""A term that is understood wrongly is corrected by hand, and that is remembered for the same words."""

import datetime

import pytest
from django.urls import reverse

from portal.history.models import Change
from roadmap.dates.actions import understand_terms
from roadmap.dates.models import TermDates
from roadmap.editions.copying import begin_amendment
from roadmap.execution.correcting import NothingToCorrect
from roadmap.execution.models import Assignment
from roadmap.execution.terms.actions import correct_dates
from roadmap.plan.models import Activity
from roadmap.term import DateSpan
from tests.factories import approve, make_programme, roadmap_shape

WORDS = "По плану РМО"
MAY = DateSpan(datetime.date(2026, 5, 1), datetime.date(2026, 5, 20))


@pytest.fixture
def activity(district) -> Activity:
    """Of an approved programme, where the same words stand twice."""
    programme = make_programme(district.municipality, roadmap=roadmap_shape(**{"7.1": "ОО", "7.2": "ОО"}))
    Activity.objects.filter(direction__roadmap=programme.roadmap).update(term=WORDS)
    approve(programme, by=district.coordinator)
    return Activity.objects.get(number="7.1")


def due(number: str) -> set[str | None]:
    rows = Assignment.objects.in_force().filter(activity__number=number)
    return {row.ends_on and row.ends_on.isoformat() for row in rows}


def test_by_its_page_for_the_same_words_everywhere(browse, district, activity):
    url = reverse("activity-dates", args=[activity.pk])
    shown = browse("coordinator").get(url).content.decode()
    days = {"rows": "5", "start-0": "", "end-0": "2026-05-20", "start-1": "2026-09-01", "end-1": "2026-09-30"}
    answer = browse("coordinator").post(url, {**days, "everywhere": "yes"}, follow=True)

    assert WORDS in shown
    assert "Срок исправлен для этих слов везде" in answer.content.decode()
    assert "исправлено вручную" in answer.content.decode()
    assert due("7.1") == due("7.2") == {"2026-05-20", "2026-09-30"}
    dates = TermDates.objects.get(words=WORDS)
    assert (dates.corrected_by, dates.spans[0]) == (district.coordinator, ["2025-01-01", "2026-05-20"])
    change = Change.objects.about(dates).get()
    assert (change.before["spans"], len(change.after["spans"])) == ([], 2)


def test_is_remembered_for_the_same_words_of_a_plan_of_the_same_years(district, activity):
    correct_dates(activity, [MAY], everywhere=True, by=district.coordinator)
    later = make_programme(district.municipality, roadmap=roadmap_shape(**{"8.1": "ОО"}))
    Activity.objects.filter(direction__roadmap=later.roadmap).update(term="по  плану РМО")
    approve(later, by=district.coordinator)

    assert due("8.1") == {"2026-05-20"}


def test_is_told_and_not_applied_in_a_plan_of_other_years(district, activity):
    correct_dates(activity, [MAY], everywhere=True, by=district.coordinator)
    other = make_programme(
        district.municipality, roadmap=roadmap_shape(**{"8.1": "ОО"}), period={"start": 2031, "end": 2032}
    )
    Activity.objects.filter(direction__roadmap=other.roadmap).update(term=WORDS)
    understand_terms(other.roadmap)

    dates = Activity.objects.get(number="8.1").dates
    assert dates.spans == []
    assert "исправлен вручную" in dates.doubts[-1]


def test_in_one_place_alone_stays_while_its_words_do(district, activity):
    correct_dates(activity, [MAY], everywhere=False, by=district.coordinator)
    understand_terms(activity.direction.roadmap)

    assert (due("7.1"), due("7.2")) == ({"2026-05-20"}, {None})
    amendment = begin_amendment(activity.direction.roadmap.programme, by=district.coordinator)
    approve(amendment, by=district.coordinator)
    assert due("7.1") == {"2026-05-20"}


def test_what_is_decided_everywhere_ends_an_exception(district, activity):
    correct_dates(activity, [MAY], everywhere=False, by=district.coordinator)
    activity.refresh_from_db()
    correct_dates(activity, [], everywhere=True, by=district.coordinator)

    assert due("7.1") == due("7.2") == {None}
    assert not TermDates.objects.filter(is_exception=True).exists()


def test_words_are_needed(district, activity):
    activity.term = " "

    with pytest.raises(NothingToCorrect, match="срок не указан"):
        correct_dates(activity, [MAY], everywhere=True, by=district.coordinator)


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ({}, "Укажите хотя бы один день"),
        ({"start-0": "2026-05-01"}, "Укажите последний день"),
        ({"start-0": "2026-05-02", "end-0": "2026-05-01"}, "раньше первого"),
        ({"end-0": "2026-05-02", "is_open": "on"}, "оставьте что-то одно"),
        ({"end-0": "0026-05-02"}, "Годы — от 1901"),
        ({"end-0": "31 мая"}, "дату"),
    ],
)
def test_what_is_no_days_is_refused_and_kept(browse, activity, days, told):
    url = reverse("activity-dates", args=[activity.pk])
    answer = browse("coordinator").post(url, {"rows": "5", "everywhere": "yes", **days})

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert due("7.1") == {None}
    assert all(f'value="{day}"' in answer.content.decode() for name, day in days.items() if name != "is_open")


def test_more_rows_keep_what_is_typed(browse, activity):
    url = reverse("activity-dates", args=[activity.pk])
    page = browse("coordinator").post(url, {"rows": "5", "end-4": "2026-05-02", "do": "more"}).content.decode()

    assert 'value="2026-05-02"' in page
    assert 'name="end-9"' in page


def test_the_editor_shows_what_is_understood_and_doubted_after_saving(browse, district):
    programme = make_programme(district.municipality, roadmap=roadmap_shape(**{"7.1": "Гимназия № 77"}))
    Activity.objects.filter(direction__roadmap=programme.roadmap).update(term="до 31 июня 2026 г.")
    understand_terms(programme.roadmap)

    page = browse("coordinator").get(reverse("roadmap-edit", args=[programme.pk])).content.decode()

    assert "? срок" in page
    assert "? ответственные" in page
    assert "такой школы в муниципалитете нет" in page
