"""Reads a plan's assignments, of everybody or one school, of some days or all, and tells how each one stands."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils import timezone

from roadmap.execution.models import PROGRAMME, Assignment
from roadmap.execution.queries.moved import moved_to
from roadmap.execution.state import AssignmentState, state_of
from roadmap.execution.state_words import OF_REPORTS, WORDS
from roadmap.plan.models import Activity, Direction, Roadmap
from schools.directory.models import School


class AssignmentOutcome(models.TextChoices):
    IN_TIME = "in_time", WORDS["in_time"]
    LATE = "late", WORDS["late"]
    DONE = "done", WORDS["done"]
    UNDATED = "undated", WORDS["undated"]
    WAITING = "waiting", OF_REPORTS["waiting"]
    NOT_DONE = "not_done", WORDS["not_done"]
    POSTPONED = "postponed", WORDS["postponed"]
    ASKED = "asked", WORDS["asked"]
    IN_PROGRESS = "in_progress", WORDS["in_progress"]
    WITHOUT_REPORT = "without", WORDS["silent"]
    RUNNING = "running", WORDS["running"]
    AHEAD = "ahead", WORDS["ahead"]
    WAIVED = "waived", WORDS["waived"]


# Outcomes of assignments that aren't done; a state that isn't here is work in progress.
_OUTCOMES = {
    AssignmentState.AHEAD: AssignmentOutcome.AHEAD,
    AssignmentState.RUNNING: AssignmentOutcome.RUNNING,
    AssignmentState.SILENT: AssignmentOutcome.WITHOUT_REPORT,
    AssignmentState.NOT_DONE: AssignmentOutcome.NOT_DONE,
    AssignmentState.NOT_DONE_WAITING: AssignmentOutcome.NOT_DONE,
    AssignmentState.POSTPONED: AssignmentOutcome.POSTPONED,
    AssignmentState.POSTPONED_OVERDUE: AssignmentOutcome.POSTPONED,
    AssignmentState.ASKED: AssignmentOutcome.ASKED,
    AssignmentState.ASKED_OVERDUE: AssignmentOutcome.ASKED,
    AssignmentState.WAIVED: AssignmentOutcome.WAIVED,
}
SILENT = (AssignmentOutcome.WITHOUT_REPORT, AssignmentOutcome.RUNNING, AssignmentOutcome.AHEAD)


@dataclass(frozen=True)
class Days:
    """A span of days that includes both its ends; None leaves an end open. It is false if both are open."""

    since: datetime.date | None = None
    until: datetime.date | None = None

    def __bool__(self) -> bool:
        return bool(self.since or self.until)

    def overlapping(self) -> Q:
        """Return a condition for assignments whose term has a day in common with the span.

        One without a last day is placed by the day when it was done or, where that isn't known either, reported.
        """
        dated, undated = Q(ends_on__isnull=False), Q(ends_on=None, version__gt=0)
        if self.since:
            dated &= Q(ends_on__gte=self.since) | Q(deadline_on__gte=self.since)
            undated &= Q(done_on__gte=self.since) | Q(done_on=None, reported_at__date__gte=self.since)
        if self.until:
            dated &= Q(starts_on__lte=self.until)
            undated &= Q(done_on__lte=self.until) | Q(done_on=None, reported_at__date__lte=self.until)
        return dated | undated


@dataclass(frozen=True)
class Reported:
    """An activity with its assignments, the department's first."""

    activity: Activity
    assignments: list[Assignment]


@dataclass(frozen=True)
class Execution:
    """Directions with their activities that have assignments, both in the document's order."""

    directions: list[tuple[Direction, list[Reported]]]

    @property
    def assignments(self) -> list[Assignment]:
        return [each for _, reported in self.directions for one in reported for each in one.assignments]


def outcome_of(assignment: Assignment) -> AssignmentOutcome:
    """Tell how an assignment stands today by its report; one whose report was returned is still in progress."""
    state = state_of(assignment, timezone.localdate())
    return _outcome_of_done(assignment) if state.is_done else _OUTCOMES.get(state, AssignmentOutcome.IN_PROGRESS)


def count_outcomes(assignments: Iterable[Assignment]) -> Counter:
    """Count assignments by outcome. Those that the department hasn't confirmed yet count as waiting.

    A postponement that is asked for keeps its own count.
    """
    outcomes = ((each, outcome_of(each)) for each in assignments)
    return Counter(
        AssignmentOutcome.WAITING if is_waiting(each) and outcome != AssignmentOutcome.ASKED else outcome
        for each, outcome in outcomes
    )


def _outcome_of_done(assignment: Assignment) -> AssignmentOutcome:
    """Return whether it was done in time, late, or neither.

    That takes the day when it was done and the last day; the date of a document that proves it is neither.
    """
    if assignment.done_on is None:
        has_dated_document = any(each.issued_on for each in assignment.evidence.all())
        return AssignmentOutcome.DONE if has_dated_document else AssignmentOutcome.UNDATED
    if assignment.deadline_on is None:
        return AssignmentOutcome.DONE
    return AssignmentOutcome.LATE if assignment.done_on > assignment.deadline_on else AssignmentOutcome.IN_TIME


def is_waiting(assignment: Assignment) -> bool:
    return state_of(assignment, timezone.localdate()).is_waiting


def without_waived(counted: Counter) -> Counter:
    """Drop what is not required from the counts, because sums leave it out and tell it beside them."""
    return Counter({outcome: number for outcome, number in counted.items() if outcome != AssignmentOutcome.WAIVED})


def read_execution(roadmap: Roadmap, days: Days, school: School | None) -> Execution:
    """Read the plan's assignments in a fixed number of queries; `days` and `school` narrow them.

    A superseded revision includes the assignments that moved to later revisions, under its own activities.
    """
    moved = moved_to(roadmap.programme)
    of_plan = Q(activity__direction__roadmap=roadmap) | Q(activity__in=moved)
    asked = Assignment.objects.filter(of_plan, is_expected=True)
    if days:
        asked = asked.filter(days.overlapping())
    if school:
        asked = asked.filter(school=school)
    related = asked.select_related(PROGRAMME, "activity__dates", "stage__dates", "school")
    related = related.prefetch_related("evidence__files")
    by_activity: dict[int, Reported] = {}
    own = Activity.objects.select_related("direction").in_bulk(moved.values()) if moved else {}
    for each in related.department_first():
        activity = own[moved[each.activity_id]] if each.activity_id in moved else each.activity
        by_activity.setdefault(activity.pk, Reported(activity, [])).assignments.append(each)
    directions: dict[int, tuple[Direction, list[Reported]]] = {}
    for reported in sorted(by_activity.values(), key=lambda each: each.activity.sequence):
        direction = reported.activity.direction
        directions.setdefault(direction.pk, (direction, []))[1].append(reported)
    return Execution(list(directions.values()))
