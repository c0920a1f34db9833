"""The two lists that figures of first screens lead to: what is planned, and what schools answered."""

import datetime

import pytest
from django.urls import reverse

from indicators.collections.actions import take_step
from indicators.collections.models import Submission
from roadmap.execution.actions.reporting import AssignmentReport, ReportedDocument, report_on_assignment
from roadmap.execution.models import Assignment
from tests.factories import approve, make_collection, make_indicator, make_school

ASSIGNMENTS, ANSWERS = reverse("assignment-list"), reverse("submission-list")
LATE = datetime.date(2026, 11, 1)


@pytest.fixture(autouse=True)
def in_november(monkeypatch):
    """The district's activities are due in August 2026."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args, **kwargs: LATE)


def report(assignment, by, **more):
    said = AssignmentReport(Assignment.Status.DONE, "Проведено", **more)
    return report_on_assignment(assignment, said, by=by)


def titles(answer, key: str = "assignments") -> list[str]:
    return [str(each) for each in answer.context[key]]


class TestAssignments:
    def test_each_state_has_its_own(self, in_force, browse):
        first = in_force.activities["1.2"].assignments.get(school=in_force.school)
        report(first, in_force.director)
        client = browse("coordinator")

        overdue = titles(client.get(ASSIGNMENTS, {"what": "overdue"}))
        assert overdue == [
            "Отдел: 1.1 Мероприятие 1.1", "Отдел: 1.2 Мероприятие 1.2",
            "Берёзовская СОШ: 1.3 Мероприятие 1.3", "Сосновская ООШ: 1.2 Мероприятие 1.2",
            "Сосновская ООШ: 1.4 Мероприятие 1.4",
        ]  # fmt: skip
        for what in ("waiting", "without-evidence", "finished"):
            assert titles(client.get(ASSIGNMENTS, {"what": what})) == ["Берёзовская СОШ: 1.2 Мероприятие 1.2"]
        assert titles(client.get(ASSIGNMENTS, {"what": "soon"})) == []
        assert len(titles(client.get(ASSIGNMENTS, {"what": "all"}))) == 6

    def test_a_document_is_evidence(self, in_force, browse):
        assignment = in_force.activities["1.3"].assignments.get()
        report(assignment, in_force.director, document=ReportedDocument(number="5"))

        assert titles(browse("coordinator").get(ASSIGNMENTS, {"what": "without-evidence"})) == []

    def test_of_a_school_or_of_the_department(self, in_force, browse):
        client = browse("specialist")
        assert len(titles(client.get(ASSIGNMENTS, {"school": in_force.school.pk}))) == 2
        assert len(titles(client.get(ASSIGNMENTS, {"school": "department"}))) == 2

    def test_a_director_sees_their_own_school_only(self, in_force, browse):
        found = titles(browse("director").get(ASSIGNMENTS))
        assert found == ["Берёзовская СОШ: 1.2 Мероприятие 1.2", "Берёзовская СОШ: 1.3 Мероприятие 1.3"]
        assert browse("director").get(ASSIGNMENTS, {"school": in_force.other_school.pk}).status_code == 422

    @pytest.mark.parametrize("asked", [{"what": "всё"}, {"state": "sent"}, {"programme": "0"}])
    def test_an_address_that_says_something_else_is_refused(self, asked, in_force, browse):
        assert browse("coordinator").get(ASSIGNMENTS, asked).status_code == 422


class TestAnswers:
    @pytest.fixture
    def collection(self, district):
        make_indicator(district.municipality)
        return make_collection(district.municipality, district.coordinator, due_on=LATE)

    def test_each_state_has_its_own(self, collection, district, browse, monkeypatch):
        mine = collection.submissions.get(school=district.school)
        take_step(Submission.Step.SEND, [mine], by=district.director)
        client = browse("coordinator")

        assert titles(client.get(ANSWERS, {"state": "sent"}), "submissions") == ["Берёзовская СОШ: отправлено"]
        assert titles(client.get(ANSWERS, {"state": "awaited"}), "submissions") == ["Сосновская ООШ: заполняется"]
        assert titles(client.get(ANSWERS, {"state": "late"}), "submissions") == []

    def test_who_is_late_is_told_by_the_database_as_by_the_record(self, collection, district):
        reopened = collection.submissions.get(school=district.other_school)
        Submission.objects.filter(pk=reopened.pk).update(reopened_until=LATE + datetime.timedelta(days=3))
        for days in range(6):
            on = LATE + datetime.timedelta(days=days)
            by_record = {each.pk for each in Submission.objects.select_related("collection") if each.is_late(on)}
            assert set(Submission.objects.late(on).values_list("pk", flat=True)) == by_record
        assert by_record == {each.pk for each in Submission.objects.all()}

    def test_a_director_sees_their_own_school_only(self, collection, browse):
        assert titles(browse("director").get(ANSWERS), "submissions") == ["Берёзовская СОШ: заполняется"]


@pytest.mark.parametrize("number", [2, 40])
def test_the_lists_ask_as_little_for_many_schools(number, district, browse, django_assert_num_queries):

    for _ in range(number - 2):
        make_school(district.municipality)
    make_indicator(district.municipality)
    approve(district.programme, by=district.coordinator)
    make_collection(district.municipality, district.coordinator)
    client = browse("coordinator")
    for url, queries in ((ASSIGNMENTS, 9), (ANSWERS, 8)):
        with django_assert_num_queries(queries):
            assert client.get(url).status_code == 200
