"""What a plan asked for within some days, of everybody or of one school, and what was reported of it."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils import timezone

from roadmap.models import Activity, Assignment, Direction, Roadmap
from schools.models import School

Status = Assignment.Status
Review = Assignment.Review


class Outcome(models.TextChoices):
    IN_TIME = "in_time", "выполнено в срок"
    LATE = "late", "выполнено с опозданием"
    DONE = "done", "выполнено"
    UNDATED = "undated", "выполнено, без даты"
    WAITING = "waiting", "ждут подтверждения"
    NOT_DONE = "not_done", "не выполнено"
    POSTPONED = "postponed", "перенесено"
    ASKED = "asked", "просят перенести"
    IN_PROGRESS = "in_progress", "в работе"
    WITHOUT_REPORT = "without", "нет отчёта"
    RUNNING = "running", "срок не истёк"
    AHEAD = "ahead", "срок не наступил"


SILENT = (Outcome.WITHOUT_REPORT, Outcome.RUNNING, Outcome.AHEAD)


@dataclass(frozen=True)
class Days:
    """Both ends belong to it; None is open."""

    since: datetime.date | None = None
    until: datetime.date | None = None

    def __bool__(self) -> bool:
        return bool(self.since or self.until)

    def overlapping(self) -> Q:
        """Assignments whose term has a day in common with it; what can't be dated by the day when it was done."""
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
    """An activity with its assignments, those of the department first."""

    activity: Activity
    assignments: list[Assignment]


@dataclass(frozen=True)
class Execution:
    """In the document's order; a direction for its activities."""

    directions: list[tuple[Direction, list[Reported]]]

    @property
    def assignments(self) -> list[Assignment]:
        return [each for _, reported in self.directions for one in reported for each in one.assignments]


def outcome_of(assignment: Assignment, on: datetime.date | None = None) -> Outcome:
    """On a day, or today, as reported. What the department returned is being worked on still."""
    if not assignment.version:
        return _without_report(assignment, on or timezone.localdate())
    if assignment.review == Review.RETURNED:
        return Outcome.IN_PROGRESS
    match assignment.status:
        case Status.DONE:
            return _done(assignment)
        case Status.NOT_DONE:
            return Outcome.NOT_DONE
        case Status.POSTPONED:
            return Outcome.ASKED if is_waiting(assignment) else Outcome.POSTPONED
    return Outcome.IN_PROGRESS


def count_outcomes(assignments: Iterable[Assignment]) -> Counter:
    """What nobody has confirmed yet is neither done nor failed: it waits, whatever was reported."""
    outcomes = ((each, outcome_of(each)) for each in assignments)
    return Counter(
        Outcome.WAITING if is_waiting(each) and outcome != Outcome.ASKED else outcome for each, outcome in outcomes
    )


def _without_report(assignment: Assignment, on: datetime.date) -> Outcome:
    """A term that can't be dated never expires."""
    if assignment.deadline_on and assignment.deadline_on < on:
        return Outcome.WITHOUT_REPORT
    return Outcome.AHEAD if assignment.starts_on and assignment.starts_on > on else Outcome.RUNNING


def _done(assignment: Assignment) -> Outcome:
    """Whether in time can be told only of a known day against a known last day."""
    if assignment.done_on is None:
        return Outcome.UNDATED
    if assignment.deadline_on is None:
        return Outcome.DONE
    return Outcome.LATE if assignment.done_on > assignment.deadline_on else Outcome.IN_TIME


def is_waiting(assignment: Assignment) -> bool:
    return assignment.review == Review.WAITING


def read_execution(roadmap: Roadmap, days: Days, school: School | None) -> Execution:
    """Without days all of it; a fixed number of queries."""
    asked = Assignment.objects.filter(is_expected=True, activity__direction__roadmap=roadmap)
    if days:
        asked = asked.filter(days.overlapping())
    if school:
        asked = asked.filter(school=school)
    related = asked.select_related("activity__direction__roadmap__programme", "stage", "school")
    related = related.prefetch_related("evidence__files")
    by_activity: dict[int, Reported] = {}
    for each in related.department_first():
        by_activity.setdefault(each.activity_id, Reported(each.activity, [])).assignments.append(each)
    directions: dict[int, tuple[Direction, list[Reported]]] = {}
    for reported in sorted(by_activity.values(), key=lambda each: each.activity.sequence):
        direction = reported.activity.direction
        directions.setdefault(direction.pk, (direction, []))[1].append(reported)
    return Execution(list(directions.values()))
