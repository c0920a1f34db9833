"""Directors report on what their school is to do, the department on its own and on behalf of schools, and confirms."""

import datetime
import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate

from portal.accounts.roles import Role
from portal.history.models import Change
from portal.history.sealing import seal_links
from portal.history.verifying import verify_chain
from roadmap.exchange.exporter import programme_as_json
from roadmap.execution.actions.reporting import AssignmentReport, ReportedDocument, WrongReview, report_on_assignment
from roadmap.execution.actions.reviewing import confirm_reports, return_reports
from roadmap.execution.evidence.models import Evidence
from roadmap.execution.models import Assignment
from roadmap.execution.queries.history import assignment_history
from tests.factories import make_school, make_user

Status, Review = Assignment.Status, Assignment.Review
DONE = {"status": "done", "text": "Проведён педсовет", "number": "12", "issued_on": "2026-09-03"}


@pytest.fixture
def district(in_force):
    return in_force


def of(activity, school=None) -> Assignment:
    return activity.assignments.get(school=school)


def url_of(activity, school=None) -> str:
    return reverse("assignment-detail", args=[of(activity, school).pk])


def reported() -> list[Assignment]:
    return list(Assignment.objects.reported())


def test_a_director_finds_what_concerns_the_school(browse, district):
    html = browse("director").get(reverse("task-list")).content.decode()

    assert [f"Мероприятие {number}" in html for number in ("1.1", "1.2", "1.3", "1.4")] == [False, True, True, False]


def test_a_directors_report_is_saved_and_seen(browse, district):
    activity = district.activities["1.3"]
    answer = browse("director").post(url_of(activity, district.school), DONE, follow=True)

    [report] = reported()
    assert (report.school, report.status, report.text) == (district.school, "done", "Проведён педсовет")
    assert (report.reported_by, report.review, report.is_on_behalf) == (district.director, Review.WAITING, False)
    evidence = Evidence.objects.get(assignment=report)
    assert (evidence.number, evidence.issued_on) == ("12", datetime.date(2026, 9, 3))
    assert "Отчёт отправлен: 1.3. Дальше: 1.2 Мероприятие 1.2" in answer.content.decode()
    roadmap = browse("coordinator").get(reverse("programme-roadmap", args=[district.programme.pk])).content.decode()
    assert "ждёт подтверждения: 1" in roadmap


def test_a_director_reports_for_no_other_school(browse, district):
    client = browse("director")

    assert client.post(url_of(district.activities["1.4"], district.other_school), DONE).status_code == 404
    assert client.post(url_of(district.activities["1.1"]), DONE).status_code == 403
    assert client.post(url_of(district.activities["1.2"], district.other_school), DONE).status_code == 404
    assert not reported()


def test_a_director_does_not_see_what_another_school_reported(browse, district):
    activity = district.activities["1.2"]
    browse("other_director").post(url_of(activity, district.other_school), DONE | {"text": "Тайна соседей"})
    browse("specialist").post(url_of(activity), DONE | {"text": "Отдел сделал"})
    own = reverse("activity-detail", args=[activity.pk])
    pages = [own, reverse("programme-roadmap", args=[district.programme.pk]), reverse("task-list")]

    assert "Тайна соседей" in browse("observer").get(own).content.decode()
    for page in pages:
        html = browse("director").get(page).content.decode()
        assert "Тайна соседей" not in html
        assert "Сосновская" not in html
    assert "Отдел сделал" in browse("director").get(own).content.decode()


def test_the_department_reports_for_itself_without_confirmation(browse, district):
    browse("specialist").post(url_of(district.activities["1.1"]), DONE)

    [report] = reported()
    assert (report.school, report.review) == (None, Review.NONE)


def test_the_department_reports_on_behalf_of_a_school_and_it_says_so(browse, district):
    browse("specialist").post(url_of(district.activities["1.3"], district.school), DONE)

    [report] = reported()
    assert (report.school, report.is_on_behalf, report.review) == (district.school, True, Review.NONE)
    entry = Change.objects.about(report).get(action="отчёт об исполнении")
    assert (entry.changed_by, entry.on_behalf) == (district.specialist, "Берёзовская СОШ")
    seal_links()
    assert verify_chain().faults == []
    page = browse("director").get(url_of(district.activities["1.3"], district.school)).content.decode()
    assert "отдел за школу" in page


def test_a_later_report_replaces_the_earlier_and_both_are_in_the_history(browse, district):
    url = url_of(district.activities["1.3"], district.school)
    browse("director").post(url, {"status": "in_progress", "text": "Готовимся"})
    browse("director").post(url, DONE | {"version": 1})
    browse("director").post(url, DONE | {"version": 2})

    [report] = reported()
    assert report.status == "done"
    changes = Change.objects.about(report).order_by("pk")
    assert [change.after["status"] for change in changes] == ["in_progress", "done"]
    assert changes[1].before["text"] == "Готовимся"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"status": "done", "text": " ", "number": ""}, "Напишите, что сделано"),
        ({"issued_on": "2999-01-01"}, "Дата документа ещё не наступила"),
        ({"status": "perfect"}, "Выберите корректный вариант"),
        ({"issued_on": "вчера"}, "Введите правильную дату"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_typed_is_lost(change, words, browse, district):
    url = url_of(district.activities["1.3"], district.school)
    answer = browse("director").post(url, DONE | {"text": "Много слов"} | change)

    html = answer.content.decode()
    assert answer.status_code == 422
    assert words in html
    assert "Много слов" in html or change.get("text") == " "
    assert not reported()


def test_a_report_made_meanwhile_is_not_replaced_unseen(browse, district):
    url = url_of(district.activities["1.1"])
    browse("coordinator").post(url, DONE | {"text": "Первый"})
    answer = browse("specialist").post(url, DONE | {"text": "Второй"})

    page = answer.content.decode()
    assert "За это время отчёт уже внесён" in page
    assert "Второй" in page
    assert 'name="version" value="1"' in page
    assert reported()[0].text == "Первый"
    browse("specialist").post(url, DONE | {"text": "Второй", "version": 1})
    assert reported()[0].text == "Второй"


def test_sending_the_same_twice_is_no_conflict(browse, district):
    url = url_of(district.activities["1.3"], district.school)
    answers = [browse("director").post(url, DONE | {"version": 0}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert reported()[0].version == 1


def test_an_untouched_form_is_no_report(browse, district):
    url = url_of(district.activities["1.3"], district.school)
    answer = browse("director").post(url, {"text": "", "version": 0})

    assert answer.status_code == 422
    assert "checked" not in browse("director").get(url).content.decode()


@pytest.mark.parametrize("typed", ["№ 45-од", "№45-од", "45-од", "N 45-од"])
def test_a_number_is_kept_without_its_sign(typed, browse, district):
    browse("director").post(url_of(district.activities["1.3"], district.school), DONE | {"number": typed})

    assert Evidence.objects.get().number == "45-од"


def test_a_draft_asks_nobody(browse, district):
    Assignment.objects.all().delete()
    district.programme.status, district.programme.approved_at = "draft", None
    district.programme.save()

    assert "ничего не ждут" in browse("director").get(reverse("task-list")).content.decode()


class TestReview:
    def test_what_is_confirmed_is_closed_for_the_school(self, browse, district):
        assignment = of(district.activities["1.3"], district.school)
        report_on_assignment(assignment, AssignmentReport(Status.DONE, "Да"), by=district.director)
        [confirmed] = confirm_reports([assignment], by=district.coordinator)

        assert (confirmed.review, confirmed.reviewed_by) == (Review.CONFIRMED, district.coordinator)
        with pytest.raises(WrongReview, match="подтверждён отделом"):
            report_on_assignment(assignment, AssignmentReport(Status.DONE, "Нет"), by=district.director)
        answer = browse("director").post(url_of(district.activities["1.3"], district.school), DONE | {"version": 1})
        assert "подтверждён отделом" in answer.content.decode()

    def test_what_is_returned_stands_first_with_its_note(self, browse, district):
        assignment = of(district.activities["1.3"], district.school)
        report_on_assignment(assignment, AssignmentReport(Status.DONE, "Да"), by=district.director)
        with pytest.raises(WrongReview, match="что исправить"):
            return_reports([assignment], note=" ", by=district.coordinator)
        return_reports([assignment], note="Приложите приказ", by=district.coordinator)
        html = browse("director").get(reverse("task-list")).content.decode()

        assert "Приложите приказ" in html
        assert html.index("Мероприятие 1.3") < html.index("Мероприятие 1.2")
        report_on_assignment(assignment, AssignmentReport(Status.DONE, "С приказом"), by=district.director)
        assert Assignment.objects.get(pk=assignment.pk).review == Review.WAITING

    def test_what_was_returned_may_be_sent_again_as_it_was(self, district):
        assignment = of(district.activities["1.3"], district.school)
        report_on_assignment(assignment, AssignmentReport(Status.DONE, "Да"), by=district.director)
        return_reports([assignment], note="Точно?", by=district.coordinator)

        assert (
            report_on_assignment(assignment, AssignmentReport(Status.DONE, "Да"), by=district.director).review
            == Review.WAITING
        )

    def test_what_is_returned_stands_in_no_document(self, district):
        assignment = of(district.activities["1.3"], district.school)
        report_on_assignment(assignment, AssignmentReport(Status.DONE, "Поспешили"), by=district.director)
        assert "Поспешили" in programme_as_json(district.programme)
        return_reports([assignment], note="Приложите приказ", by=district.coordinator)

        assert "Поспешили" not in programme_as_json(district.programme)

    def test_many_are_confirmed_at_once_and_the_rest_is_left(self, district):
        first, second = of(district.activities["1.2"], district.school), of(district.activities["1.3"], district.school)
        report_on_assignment(first, AssignmentReport(Status.DONE, "Да"), by=district.director)
        report_on_assignment(second, AssignmentReport(Status.IN_PROGRESS, "Идёт"), by=district.director)

        assert confirm_reports([first, second], by=district.coordinator) == [first]

    def test_a_day_moves_only_when_the_department_agrees(self, district):
        assignment = of(district.activities["1.3"], district.school)
        later = datetime.date(2026, 12, 1)
        report_on_assignment(
            assignment, AssignmentReport(Status.POSTPONED, "Карантин", postponed_to=later), by=district.director
        )
        assert Assignment.objects.overdue(datetime.date(2026, 9, 1)).filter(pk=assignment.pk).exists()
        confirm_reports([assignment], by=district.coordinator)

        assert not Assignment.objects.overdue(later).filter(pk=assignment.pk).exists()
        assert Assignment.objects.overdue(datetime.date(2026, 12, 2)).filter(pk=assignment.pk).exists()


class TestReviewPage:
    url = property(lambda self: reverse("review-list"))

    @pytest.fixture
    def waiting(self, district) -> list[Assignment]:
        """A report of each school on 1.2, and one of the first school on 1.3."""
        waiting = []
        for number, school, by in (
            ("1.2", district.school, district.director),
            ("1.2", district.other_school, district.other_director),
            ("1.3", district.school, district.director),
        ):
            assignment = of(district.activities[number], school)
            report = AssignmentReport(
                Status.DONE,
                f"Сделано {number}: {school}",
                document=ReportedDocument(number="7", links=["https://b.example"]),
            )
            waiting.append(report_on_assignment(assignment, report, by=by))
        return waiting

    def step(self, client, *assignments, step="confirm", **data):
        ticked = [f"{each.pk}-{each.version}" for each in assignments]
        return client.post(self.url, {"assignments": ticked, "step": step} | data, follow=True)

    def states(self) -> list[str]:
        return [each.review for each in reported()]

    def test_shows_what_waits_with_text_and_documents(self, browse, district, waiting):
        page = browse("specialist").get(self.url).content.decode()

        assert "Сделано 1.2: Сосновская ООШ" in page
        assert "Приказ №\xa07" in page
        assert "Отчётов: 3" in page

    def test_is_narrowed_by_school_activity_and_state(self, browse, district, waiting):
        client = browse("specialist")
        for query, number in (
            ({"school": district.other_school.pk}, 1),
            ({"activity": district.activities["1.2"].pk}, 2),
            ({"programme": district.programme.pk, "school": district.school.pk}, 2),
            ({"state": "confirmed"}, 0),
            ({"school": "9" * 30, "state": "?"}, 0),  # told beside the fields
        ):
            assert f"Отчётов: {number}" in client.get(self.url, query).content.decode()

    def test_many_are_confirmed_at_once(self, browse, waiting):
        answer = self.step(browse("coordinator"), *waiting[:2])

        assert "Подтверждено: 2." in answer.content.decode()
        assert self.states() == ["confirmed", "confirmed", "waiting"]

    def test_many_are_returned_with_one_note(self, browse, waiting):
        answer = self.step(browse("coordinator"), *waiting[:2], step="return", note="Приложите приказ")

        assert "Возвращено с замечанием: 2." in answer.content.decode()
        assert self.states() == ["returned", "returned", "waiting"]
        assert "Приложите приказ" in browse("other_director").get(reverse("task-list")).content.decode()

    def test_a_return_without_a_note_keeps_the_ticks(self, browse, waiting):
        answer = self.step(browse("coordinator"), waiting[1], step="return")

        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Напишите, что исправить" in page
        assert page.count("checked") == 1
        assert self.states() == ["waiting"] * 3

    def test_nothing_ticked_keeps_the_note(self, browse, waiting):
        answer = self.step(browse("coordinator"), step="return", note="Длинное замечание")

        assert "Отметьте хотя бы один отчёт" in answer.content.decode()
        assert "Длинное замечание" in answer.content.decode()

    def test_what_was_sent_anew_since_is_not_confirmed_unread(self, browse, district, waiting):
        report_on_assignment(waiting[0], AssignmentReport(Status.DONE, "Другое"), by=district.director)
        answer = self.step(browse("coordinator"), *waiting[:2])

        assert "Подтверждено: 1." in answer.content.decode()
        assert "Не тронуто: 1." in answer.content.decode()
        assert self.states() == ["waiting", "confirmed", "waiting"]

    def test_others_read_or_are_refused(self, browse, waiting):
        assert "Сделано 1.2" in browse("observer").get(self.url).content.decode()
        assert self.step(browse("observer"), *waiting).status_code == 403
        assert self.step(browse("director"), *waiting).status_code == 403
        assert "Сделано" not in browse("stranger").get(self.url).content.decode()
        self.step(browse("stranger"), *waiting)
        assert self.states() == ["waiting"] * 3

    @pytest.mark.parametrize("more", [0, 40])
    def test_number_of_queries_does_not_grow(self, more, browse, district, waiting, django_assert_num_queries):
        for _ in range(more):
            school = make_school(district.municipality)
            assignment = Assignment.objects.create(activity=district.activities["1.1"], school=school)
            report = AssignmentReport(
                Status.DONE, "Да", document=ReportedDocument(number="5", links=["https://a.example"])
            )
            report_on_assignment(assignment, report, by=make_user(Role.DIRECTOR, school))
        client = browse("coordinator")
        client.get(self.url)

        with django_assert_num_queries(12):
            client.get(self.url)


class TestLocks:
    def test_a_confirmed_report_shows_that_instead_of_the_form(self, browse, district):
        activity = district.activities["1.3"]
        report_on_assignment(of(activity, district.school), AssignmentReport(Status.DONE, "Да"), by=district.director)
        confirm_reports([of(activity, district.school)], by=district.coordinator)
        page = browse("director").get(url_of(activity, district.school)).content.decode()

        assert "попросите отдел его вернуть" in page
        assert 'name="status"' not in page
        assert 'name="status"' in browse("specialist").get(url_of(activity, district.school)).content.decode()

    def test_what_the_plan_no_longer_requires_is_refused(self, browse, district):
        activity = district.activities["1.3"]
        activity.assignments.update(is_expected=False)
        answer = browse("director").post(url_of(activity, district.school), DONE)

        assert "План этого больше не требует" in answer.content.decode()
        assert "Проведён педсовет" in answer.content.decode()
        assert not reported()

    def test_a_draft_programme_takes_no_reports(self, browse, district):
        url = url_of(district.activities["1.3"], district.school)
        type(district.programme).objects.update(status="draft", approved_at=None, approved_by=None)
        page = browse("specialist").get(url).content.decode()

        assert "Программа сейчас не утверждена" in page
        assert 'name="status"' not in page
        assert "не утверждена" in browse("specialist").post(url, DONE).content.decode()
        assert not reported()


def test_the_history_says_who_when_and_from_what_to_what(browse, district):
    assignment = of(district.activities["1.3"], district.school)
    postponed = AssignmentReport(Status.POSTPONED, "Карантин", postponed_to=datetime.date(2026, 12, 1))
    report_on_assignment(assignment, postponed, by=district.director)
    confirm_reports([assignment], by=district.coordinator)
    report_on_assignment(assignment, AssignmentReport(Status.DONE, "Проведено"), by=district.specialist)
    events = assignment_history(assignment)

    assert [(event.action, event.by, event.is_on_behalf) for event in events] == [
        ("отчёт об исполнении", district.specialist, True),
        ("отчёт: подтверждено", district.coordinator, False),
        ("отчёт об исполнении", district.director, False),
    ]
    assert [(change.label, change.before, change.after) for change in events[0].changes][:2] == [
        ("состояние", "перенесено", "выполнено"),
        ("что сделано", "Карантин", "Проведено"),
    ]
    assert [(change.label, change.after) for change in events[1].changes] == [("новый срок", "01.12.2026")]
    page = browse("director").get(url_of(district.activities["1.3"], district.school)).content.decode()
    assert "Карантин</del>" in page
    assert "отдел за школу" in page


class TestTaskList:
    def test_the_department_sees_what_it_has_to_do_itself(self, browse, district):
        html = browse("specialist").get(reverse("task-list")).content.decode()

        assert [f"Мероприятие {number}" in html for number in ("1.1", "1.2", "1.3")] == [True, True, False]
        assert "Отдел: Лесной район" in html
        assert "Мероприятие" not in browse("stranger").get(reverse("task-list")).content.decode()

    @pytest.mark.parametrize(
        ("days", "words"),
        [
            (-5, "просрочено на 5 дней"),
            (-1, "просрочено на 1 день"),
            (0, "сегодня последний день"),
            (1, "остался 1 день"),
            (2, "осталось 2 дня"),
        ],
    )
    def test_days_are_counted_in_words(self, days, words, browse, district):
        day = localdate() + datetime.timedelta(days=days)
        Assignment.objects.update(starts_on=day, ends_on=day, deadline_on=day)

        assert words in browse("director").get(reverse("task-list")).content.decode()

    def test_what_is_late_stands_above_what_is_not(self, browse, district):
        for number, days in (("1.2", 20), ("1.3", -3)):
            day = localdate() + datetime.timedelta(days=days)
            district.activities[number].assignments.update(starts_on=day, ends_on=day, deadline_on=day)
        html = browse("director").get(reverse("task-list")).content.decode()

        assert html.index("Мероприятие 1.3") < html.index("Мероприятие 1.2")
        assert "просрочено: <strong>1</strong>" in html

    @pytest.mark.parametrize("number", [3, 160])
    def test_number_of_queries_does_not_grow(self, number, browse, district, django_assert_num_queries):
        have = Assignment.objects.filter(school=district.school).count()
        for each in range(number - have):
            day = datetime.date(2026, 1, 1) + datetime.timedelta(days=each * 3)
            activity = district.activities["1.3"]
            Assignment.objects.create(
                activity=activity, school=district.school, starts_on=day, ends_on=day, deadline_on=day
            )
        assert Assignment.objects.filter(school=district.school).count() == number
        client, url = browse("director"), reverse("task-list")
        client.get(url)

        with django_assert_num_queries(7):
            client.get(url)


class TestEvidence:
    def test_a_new_file_stands_beside_the_old_one(self, district, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        assignment = of(district.activities["1.3"], district.school)
        for content in (b"first", b"second", b"second"):
            document = ReportedDocument(number="5", files=[SimpleUploadedFile("scan.pdf", content)])
            report_on_assignment(
                assignment, AssignmentReport(Status.DONE, "Да", document=document), by=district.director
            )

        files = list(Evidence.objects.get().files.all())
        assert [file.file.read() for file in files] == [b"first", b"second"]
        assert [file.sha256 for file in files] == [hashlib.sha256(each).hexdigest() for each in (b"first", b"second")]
        changes = Change.objects.about(assignment).order_by("pk")
        assert [len(change.after["files"]) for change in changes] == [1, 1]
