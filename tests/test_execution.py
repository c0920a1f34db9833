"""Directors report on the activities of their school, the department on its own."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.history.models import Change
from roadmap.models import ExecutionReport

DONE = {"status": "done", "text": "Проведён педсовет", "order_number": "12", "order_on": "2026-09-03"}


def url_of(activity, school=None) -> str:
    return reverse("activity-detail", args=[activity.pk]) + (f"?school={school.pk}" if school else "")


def test_a_director_finds_what_concerns_the_school(browse, district):
    html = browse("director").get(reverse("task-list")).content.decode()

    assert [f"Мероприятие {number}" in html for number in ("1.1", "1.2", "1.3", "1.4")] == [False, True, True, False]


def test_a_directors_report_is_saved_and_seen(browse, district):
    activity = district.activities["1.3"]
    client = browse("director")
    answer = client.post(url_of(activity, district.school), DONE, follow=True)

    report = ExecutionReport.objects.get()
    assert (report.school, report.status, report.text) == (district.school, "done", "Проведён педсовет")
    assert (report.order_number, report.order_on) == ("12", datetime.date(2026, 9, 3))
    assert report.reported_by == district.director
    assert "Отчёт сохранён: Берёзовская СОШ" in answer.content.decode()
    roadmap = reverse("programme-roadmap", args=[district.programme.pk])
    assert "отчётов 1 из 1" in browse("coordinator").get(roadmap).content.decode()


def test_a_director_reports_for_no_other_school(browse, district):
    client = browse("director")

    assert client.post(url_of(district.activities["1.4"]), DONE).status_code == 403
    assert client.post(url_of(district.activities["1.1"]), DONE).status_code == 403
    assert client.post(url_of(district.activities["1.2"], district.other_school), DONE).status_code == 404
    assert not ExecutionReport.objects.exists()


def test_a_director_does_not_see_what_another_school_reported(browse, district):
    activity = district.activities["1.2"]
    browse("other_director").post(url_of(activity), DONE | {"text": "Тайна соседей"})
    browse("specialist").post(url_of(activity), DONE | {"text": "Отдел сделал"})
    pages = [url_of(activity), reverse("programme-roadmap", args=[district.programme.pk]), reverse("task-list")]

    assert "Тайна соседей" in browse("observer").get(url_of(activity)).content.decode()
    for page in pages:
        html = browse("director").get(page).content.decode()
        assert "Тайна соседей" not in html
        assert "Сосновская" not in html
    assert "Отдел сделал" in browse("director").get(url_of(activity)).content.decode()


def test_the_department_reports_for_itself(browse, district):
    browse("specialist").post(url_of(district.activities["1.1"]), DONE)

    assert ExecutionReport.objects.get().school is None


def test_a_later_report_replaces_the_earlier_and_both_are_in_the_history(browse, district):
    url = url_of(district.activities["1.3"], district.school)
    browse("director").post(url, {"status": "in_progress", "text": "Готовимся"})
    browse("director").post(url, DONE | {"version": 1})
    browse("director").post(url, DONE | {"version": 2})

    assert ExecutionReport.objects.get().status == "done"
    changes = Change.objects.about(ExecutionReport.objects.get()).order_by("pk")
    assert [change.after["status"] for change in changes] == ["in_progress", "done"]
    assert changes[1].before["text"] == "Готовимся"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"status": "done", "text": " ", "order_number": ""}, "Напишите, что сделано"),
        ({"order_on": "2999-01-01"}, "Дата приказа ещё не наступила"),
        ({"status": "perfect"}, "Выберите корректный вариант"),
        ({"order_on": "вчера"}, "Введите правильную дату"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_typed_is_lost(change, words, browse, district):
    answer = browse("director").post(url_of(district.activities["1.3"]), DONE | {"text": "Много слов"} | change)

    html = answer.content.decode()
    assert answer.status_code == 422
    assert words in html
    assert "Много слов" in html or change.get("text") == " "
    assert not ExecutionReport.objects.exists()


def test_what_is_closed_stands_apart_from_what_is_expected(browse, district):
    browse("director").post(url_of(district.activities["1.3"]), DONE)
    html = browse("director").get(reverse("task-list")).content.decode()

    assert html.index("Мероприятие 1.2") < html.index("Отмечено выполненным") < html.index("Мероприятие 1.3")


def test_a_programme_that_is_over_waits_for_nobody(browse, district):
    district.programme.start_year = district.programme.end_year = timezone.localdate().year - 1
    district.programme.save()
    html = browse("director").get(reverse("task-list")).content.decode()

    assert "Сейчас от вашей школы ничего не ждут" in html
    assert "Завершённые программы, мероприятий: 2" in html


def test_a_report_made_meanwhile_is_not_replaced_unseen(browse, district):
    url = url_of(district.activities["1.1"])
    browse("coordinator").post(url, DONE | {"text": "Первый"})
    answer = browse("specialist").post(url, DONE | {"text": "Второй"})

    page = answer.content.decode()
    assert "За это время отчёт уже внесён" in page
    assert "Второй" in page
    assert 'name="version" value="1"' in page
    assert ExecutionReport.objects.get().text == "Первый"
    browse("specialist").post(url, DONE | {"text": "Второй", "version": 1})
    assert ExecutionReport.objects.get().text == "Второй"


def test_only_those_who_are_expected_are_counted(browse, district):
    browse("director").post(url_of(district.activities["1.2"]), {"status": "not_started", "text": ""})
    browse("other_director").post(url_of(district.activities["1.2"]), DONE)
    roadmap = reverse("programme-roadmap", args=[district.programme.pk])

    assert "отчётов 1 из 3" in browse("coordinator").get(roadmap).content.decode()


def test_the_department_reports_where_it_is_responsible(browse, district):
    assert browse("specialist").post(url_of(district.activities["1.3"]), DONE).status_code == 403


def test_an_untouched_form_is_no_report(browse, district):
    answer = browse("director").post(url_of(district.activities["1.3"]), {"text": "", "version": 0})

    assert answer.status_code == 422
    assert "checked" not in browse("director").get(url_of(district.activities["1.3"])).content.decode()


@pytest.mark.parametrize("typed", ["№ 45-од", "№45-од", "45-од", "N 45-од"])
def test_a_number_is_kept_without_its_sign(typed, browse, district):
    browse("director").post(url_of(district.activities["1.3"]), DONE | {"order_number": typed})

    assert ExecutionReport.objects.get().order_number == "45-од"
