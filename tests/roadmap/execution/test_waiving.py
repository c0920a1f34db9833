"""What is not required: nobody is asked for it, no sum counts it, its reason stands wherever it is shown."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from indicators.catalogue.models import Period
from portal.history.models import Change
from reports.issue.models import Document
from reports.issue.queries import build_content
from roadmap.evaluation.activity_marks import ActivityMark
from roadmap.evaluation.queries.activities import activities_of_year
from roadmap.execution.actions.deriving import derive_assignments
from roadmap.execution.actions.reporting import AssignmentReport, report_on_assignment
from roadmap.execution.actions.reviewing import WrongReview, return_reports
from roadmap.execution.actions.waiving import require_again, waive
from roadmap.execution.models import Assignment
from roadmap.execution.queries.tallies import tallies_of
from roadmap.execution.queries.tasks import school_tasks
from roadmap.execution.reminders.calendar_feed import own_unfinished
from roadmap.execution.tally import Standing

Status, Review = Assignment.Status, Assignment.Review
LATE = datetime.date(2026, 11, 22)
BECAUSE = "Школа закрыта на ремонт"


@pytest.fixture
def assignment(in_force) -> Assignment:
    """Of the director's school, due in August 2026."""
    return in_force.activities["1.3"].assignments.get()


def report(assignment, by, status=Status.IN_PROGRESS) -> Assignment:
    return report_on_assignment(assignment, AssignmentReport(status, "Начали"), by=by)


def test_nobody_is_asked_for_it(assignment, in_force):
    waive([assignment], because=BECAUSE, by=in_force.coordinator)

    assert assignment not in Assignment.objects.in_force()
    assert assignment not in Assignment.objects.overdue(LATE)
    assert assignment not in own_unfinished(in_force.director)
    tasks = school_tasks(in_force.school, LATE)
    assert [each.activity.number for each in tasks.overdue] == ["1.2"]
    with pytest.raises(WrongReview, match="не требуется: Школа закрыта на ремонт"):
        report(assignment, in_force.director)


def test_its_school_is_refused_without_losing_what_was_typed(assignment, in_force, browse):
    director, url = browse("director"), reverse("assignment-detail", args=[assignment.pk])
    director.get(url)
    waive([assignment], because=BECAUSE, by=in_force.coordinator)
    page = director.post(url, {"status": "in_progress", "text": "Набрано долго", "version": 0})

    assert page.status_code == 422
    assert "Набрано долго" in page.content.decode()
    assert "Школа закрыта на ремонт" in page.content.decode()


def test_a_reason_is_asked_for(assignment, in_force):
    with pytest.raises(WrongReview, match="почему не требуется"):
        waive([assignment], because=" ", by=in_force.coordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=assignment.pk).update(review=Review.WAIVED)


def test_it_stands_in_the_history_and_can_be_taken_back(assignment, in_force):
    waive([assignment], because=BECAUSE, by=in_force.coordinator)
    [back] = require_again([assignment], by=in_force.coordinator)

    assert (back.review, back.waived_because, back.waived_by) == (Review.NONE, "", None)
    again, put = Change.objects.about(assignment)[:2]
    assert (put.action, put.after["because"], put.changed_by) == ("не требуется", BECAUSE, in_force.coordinator)
    assert (again.action, again.before["because"]) == ("снова требуется", BECAUSE)
    assert report(assignment, in_force.director).status == Status.IN_PROGRESS


def test_a_report_that_was_returned_is_returned_again(assignment, in_force):
    report(assignment, in_force.director, Status.DONE)
    return_reports([assignment], note="Приложите приказ", by=in_force.coordinator)
    waive([assignment], because=BECAUSE, by=in_force.coordinator)
    [back] = require_again([assignment], by=in_force.coordinator)

    assert (back.review, back.review_note, back.text) == (Review.RETURNED, "Приложите приказ", "Начали")


def test_what_is_done_or_waits_is_left_alone(assignment, in_force):
    report(assignment, in_force.director, Status.DONE)
    of_department = in_force.activities["1.1"].assignments.get()
    report(of_department, in_force.coordinator, Status.DONE)

    assert waive([assignment, of_department], because=BECAUSE, by=in_force.coordinator) == []


def test_a_reason_outlives_a_change_of_the_plan(assignment, in_force):
    waive([assignment], because=BECAUSE, by=in_force.coordinator)
    activity = in_force.activities["1.3"]
    for term in ("Май 2026 г., декабрь 2026 г.", "Август 2026 г."):
        activity.term = term
        activity.save()
        derive_assignments(in_force.programme.roadmap, by=None)

    kept = Assignment.objects.get(pk=assignment.pk)
    assert (kept.is_expected, kept.review, kept.waived_because) == (True, Review.WAIVED, BECAUSE)


@pytest.mark.parametrize("of_all", [True, False])
def test_sums_leave_it_out(of_all, in_force):
    activity = in_force.activities["1.2"]
    everybody = list(activity.assignments.department_first())
    waived = waive(everybody if of_all else everybody[:1], because=BECAUSE, by=in_force.coordinator)
    tally = tallies_of(Assignment.objects.all(), LATE)[activity.pk]

    assert (tally.total, tally.waived, tally.reasons) == (3 - len(waived), len(waived), (BECAUSE,))
    assert tally.overdue == tally.total
    assert (tally.standing == Standing.WAIVED) == of_all


@pytest.mark.parametrize(("page", "query"), [
    ("programme-roadmap", ""), ("roadmap-matrix", ""), ("roadmap-calendar", "?month=2026-08"), ("roadmap-timeline", ""),
])  # fmt: skip
def test_every_view_of_the_plan_says_why(page, query, assignment, in_force, browse):
    waive([assignment], because=BECAUSE, by=in_force.coordinator)
    shown = browse("coordinator").get(reverse(page, args=[in_force.programme.pk]) + query).content.decode()

    assert "не требуется: Школа закрыта на ремонт" in shown.replace("Не требуется", "не требуется")


def test_pages_of_the_activity_say_why(assignment, in_force, browse):
    waive([assignment], because=BECAUSE, by=in_force.coordinator)
    for page, pk in (("activity-detail", assignment.activity_id), ("assignment-detail", assignment.pk)):
        shown = browse("director").get(reverse(page, args=[pk])).content.decode()
        assert BECAUSE in shown
        assert "Отчитаться" not in shown


@pytest.mark.parametrize("options", [{}, {"since_on": "2026-07-01", "until_on": "2026-09-30"}])
def test_the_execution_report_says_why_and_counts_the_rest(options, assignment, in_force):
    waive([assignment], because=BECAUSE, by=in_force.coordinator)
    programme = in_force.programme
    content = build_content(
        Document(kind="execution", programme=programme, municipality=programme.municipality, options=options)
    )

    words = str(content)
    assert "Предусмотрено 5 поручений" in words
    assert "Не требуется поручений: 1." in words
    assert "Школа закрыта на ремонт" in words


class TestEvaluation:
    def marks(self, in_force) -> dict:
        period = Period.objects.labelled(["2026"])["2026"]
        found = activities_of_year(in_force.programme, period, datetime.date(2027, 2, 1), {})
        return {each.number: (each.mark, each.shown_reason) for each in found}

    def test_what_is_not_required_is_neither_done_nor_failed(self, assignment, in_force):
        waive([assignment], because=BECAUSE, by=in_force.coordinator)

        marks = self.marks(in_force)
        assert marks["1.3"] == (ActivityMark.WAIVED, BECAUSE)
        assert not marks["1.3"][0].counts
        assert marks["1.4"][0] == ActivityMark.NOT_DONE

    def test_the_rest_of_an_activity_decides(self, in_force):
        first, *others = in_force.activities["1.2"].assignments.department_first()
        waive([first], because=BECAUSE, by=in_force.coordinator)
        assert self.marks(in_force)["1.2"][0] == ActivityMark.NOT_DONE
        for each in others:
            done = AssignmentReport(Status.DONE, "Да", done_on=datetime.date(2026, 8, 20))
            report_on_assignment(each, done, by=in_force.coordinator)
        assert self.marks(in_force)["1.2"][0] == ActivityMark.DONE
