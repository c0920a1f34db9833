"""The one state of an assignment: the same told of a record and by the database, and what it means."""

import datetime
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from roadmap.execution.actions.reporting import AssignmentReport, WrongReview, report_on_assignment
from roadmap.execution.actions.reviewing import confirm_reports, return_reports
from roadmap.execution.actions.waiving import require_again, waive
from roadmap.execution.models import Assignment
from roadmap.execution.queries.tallies import cells_of, tallies_of
from roadmap.execution.state import AssignmentState, state_of
from tests.factories import approve, make_programme, roadmap_shape

Status, Review, State = Assignment.Status, Assignment.Review, AssignmentState
TODAY = datetime.date(2026, 9, 15)
REPORTED_AT = datetime.datetime(2026, 9, 1, tzinfo=datetime.UTC)


def reviewed(review: Assignment.Review) -> dict:
    """What is not required has a reason, and nothing else has one."""
    waived = review == Review.WAIVED
    return {"review": review, "waived_because": "Школу закрыли" * waived, "waived_at": REPORTED_AT if waived else None}


@st.composite
def facts(draw) -> dict:
    """What the database lets an assignment be: nothing reported, or anything; no days, or days in their order."""
    version = draw(st.sampled_from([0, 1, 2]))
    days = [None, None, None]
    if draw(st.integers(0, 4)):
        starts = draw(st.integers(-12, 12))
        ends = starts + draw(st.integers(0, 12))
        days = [TODAY + datetime.timedelta(each) for each in (starts, ends, ends + draw(st.sampled_from([0, 0, 9])))]
    return {
        "status": draw(st.sampled_from(Status)) if version else Status.NOT_STARTED,
        **reviewed(draw(st.sampled_from(Review))),
        "version": version,
        "reported_at": REPORTED_AT if version else None,
        **dict(zip(("starts_on", "ends_on", "deadline_on"), days, strict=True)),
    }


def same_for_all(assignment: Assignment, on: datetime.date) -> AssignmentState:
    """The state of the one assignment, once record, database, filters and counts have told the same."""
    everything = Assignment.objects.all()
    [found] = everything.with_state(on)
    state = state_of(found, on)

    assert found.state == state == state_of(assignment, on)
    assert everything.unfinished().exists() != state.is_finished
    assert everything.overdue(on).exists() == state.is_overdue
    tally = tallies_of(everything, on)[found.activity_id]
    assert (tally.counts, tally.waived) == (({}, 1) if state.is_waived else ({state: 1}, 0))
    assert tally.reasons == (("Школу закрыли",) if state.is_waived else ())
    assert Assignment.objects.in_force().exists() != state.is_waived
    assert cells_of(everything, on) == {(None, found.activity_id): (tally, found.pk)}
    assert [tally.overdue, tally.waiting, tally.returned] == [state.is_overdue, state.is_waiting, state.is_returned]
    return state


class OneAssignment(TestCase):
    @classmethod
    def setUpTestData(cls):
        approve(make_programme(roadmap=roadmap_shape(**{"1.1": "Отдел образования"})), by=None)

    def put(self, **fields) -> Assignment:
        assignment = Assignment.objects.get()
        for name, value in fields.items():
            setattr(assignment, name, value)
        assignment.save()
        return assignment

    @settings(max_examples=100)
    @given(facts())
    def test_record_and_database_tell_the_same_state(self, given_facts):
        same_for_all(self.put(**given_facts), TODAY)

    def test_they_do_so_of_every_combination(self):
        """And it means what the pages say of it, stated here once more in plain words."""
        tenth, last = TODAY.replace(day=10), TODAY.replace(day=20)
        layouts = [
            (None,) * 3,
            (last, last, last),
            (tenth, last, last),
            (TODAY, last, last),
            (tenth, TODAY, TODAY),
            (tenth, tenth, tenth),
        ]
        reports = [(0, Status.NOT_STARTED), *((1, status) for status in Status)]
        met = set()
        for (version, status), review, (starts, ends, deadline) in product(reports, Review, layouts):
            assignment = self.put(
                version=version, status=status, **reviewed(review), reported_at=REPORTED_AT if version else None,
                starts_on=starts, ends_on=ends, deadline_on=deadline,
            )  # fmt: skip
            state = same_for_all(assignment, TODAY)
            closes = status in (Status.DONE, Status.NOT_DONE)
            returned = bool(version) and review == Review.RETURNED

            assert state.is_waived == (review == Review.WAIVED)
            met.add(state)
            if state.is_waived:
                assert (state.is_finished, state.is_overdue, state.is_waiting, state.is_done) == (True, *[False] * 3)
                continue
            assert state.is_silent == (version == 0)
            assert state.is_returned == returned
            assert state.is_finished == (closes and not returned)
            assert state.is_overdue == (deadline == tenth and not state.is_finished)
            assert state.is_waiting == (review == Review.WAITING and (closes or status == Status.POSTPONED))
            assert state.status == (Status.IN_PROGRESS if returned and status != Status.POSTPONED else status)
        assert met == set(State)


@pytest.mark.parametrize(
    ("days", "state"),
    [
        ((-1, 5), State.RUNNING),
        ((0, 0), State.RUNNING),
        ((1, 5), State.AHEAD),
        ((-5, -1), State.SILENT),
        (None, State.RUNNING),
    ],
)
def test_where_nobody_has_reported_the_days_tell(days, state):
    starts, ends = [TODAY + datetime.timedelta(each) for each in days] if days else (None, None)

    assert state_of(Assignment(starts_on=starts, ends_on=ends, deadline_on=ends), TODAY) == state


STEPS = ["report_progress", "report_result", "report_as_department", "confirm", "return", "waive", "require",
         "require_returned"]  # fmt: skip


def take(step: str, assignment: Assignment, district) -> bool:
    """Return whether the action let it."""
    if step == "confirm":
        return bool(confirm_reports([assignment], by=district.coordinator))
    if step == "return":
        return bool(return_reports([assignment], note="Не то", by=district.coordinator))
    if step == "waive":
        return bool(waive([assignment], because="Школу закрыли", by=district.coordinator))
    if step.startswith("require"):
        return bool(require_again([assignment], by=district.coordinator))
    status = Status.IN_PROGRESS if step == "report_progress" else Status.DONE
    by = district.coordinator if step == "report_as_department" else district.director
    try:
        report_on_assignment(assignment, AssignmentReport(status, "Иначе"), by=by)
    except WrongReview:
        return False
    return True


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("review", Review)
def test_actions_do_what_the_table_of_transitions_says(review, step, in_force):
    assignment = in_force.activities["1.3"].assignments.get()
    fields = {"version": 1, "status": Status.IN_PROGRESS, "reported_at": REPORTED_AT, **reviewed(review)}
    if step == "require_returned":
        fields |= {"review_note": "Не то", "reviewed_at": REPORTED_AT}
    Assignment.objects.filter(pk=assignment.pk).update(**fields)
    expected = Assignment.TRANSITIONS[review].get(step)

    assert take(step, assignment, in_force) == (expected is not None)
    assignment.refresh_from_db()
    assert assignment.review == (review if expected is None else expected)


def test_the_table_names_no_other_steps():
    assert {step for steps in Assignment.TRANSITIONS.values() for step in steps} == set(STEPS)
