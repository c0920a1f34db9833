"""What is expected of a school or a department, the most urgent first."""

import datetime
from dataclasses import dataclass, field

from roadmap.models import Assignment
from roadmap.models.execution import AssignmentQuerySet
from schools.models import Municipality, School

# What begins later than that is not yet shown among the tasks of now.
_SOON = datetime.timedelta(days=31)


@dataclass(frozen=True)
class Tasks:
    """Somebody's assignments by what they ask for today."""

    whose: str
    returned: list[Assignment] = field(default_factory=list)
    overdue: list[Assignment] = field(default_factory=list)
    now: list[Assignment] = field(default_factory=list)
    undated: list[Assignment] = field(default_factory=list)
    later: list[Assignment] = field(default_factory=list)
    waiting: list[Assignment] = field(default_factory=list)
    closed: list[Assignment] = field(default_factory=list)
    past: list[Assignment] = field(default_factory=list)

    @property
    def expected(self) -> list[Assignment]:
        return [*self.returned, *self.overdue, *self.now, *self.undated]

    def after(self, reported: Assignment) -> Assignment | None:
        """What is expected next when that one has been reported."""
        return next((each for each in self.expected if each.pk != reported.pk), None)


def with_activity(assignments: AssignmentQuerySet) -> AssignmentQuerySet:
    return assignments.select_related("activity__direction__roadmap__programme", "stage", "school")


def school_tasks(school: School, on: datetime.date) -> Tasks:
    return _placed(Assignment.objects.filter(school=school), Tasks(str(school)), on)


def department_tasks(municipality: Municipality, on: datetime.date) -> Tasks:
    """What the department itself has to do, not what it expects of its schools."""
    own = Assignment.objects.filter(school=None, activity__direction__roadmap__programme__municipality=municipality)
    return _placed(own, Tasks(f"Отдел: {municipality}"), on)


def _placed(assignments: AssignmentQuerySet, tasks: Tasks, on: datetime.date) -> Tasks:
    """Those in force, each under the first heading that fits it; within a heading the earliest day first."""
    for assignment in with_activity(assignments.in_force()).order_by(
        "deadline_on", "activity__direction__roadmap", "activity__sequence", "pk"
    ):
        _place(tasks, assignment, on).append(assignment)
    return tasks


def _place(tasks: Tasks, assignment: Assignment, on: datetime.date) -> list[Assignment]:
    if assignment.review == Assignment.Review.RETURNED:
        return tasks.returned
    if assignment.review == Assignment.Review.WAITING:
        return tasks.waiting
    if assignment.is_finished:
        return tasks.closed
    if assignment.activity.direction.roadmap.programme.is_over(on):
        return tasks.past
    if assignment.is_overdue(on):
        return tasks.overdue
    if assignment.deadline_on is None:
        return tasks.undated
    return tasks.now if assignment.starts_on <= on + _SOON else tasks.later
