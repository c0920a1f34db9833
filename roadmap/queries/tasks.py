"""What is expected of a school, the most urgent first."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from roadmap.models import Assignment
from roadmap.models.execution import AssignmentQuerySet
from schools.models import School

# What begins later than that is not yet shown among the tasks of now.
_SOON = datetime.timedelta(days=31)


@dataclass(frozen=True)
class SchoolTasks:
    """A school's assignments by what they ask of the director today."""

    school: School
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


def parted_by_time(assignments: Iterable[Assignment], on: datetime.date) -> tuple[list[Assignment], list[Assignment]]:
    """What begins soon, has begun, can't be dated or was reported; and what is for later."""
    near: list[Assignment] = []
    later: list[Assignment] = []
    for each in assignments:
        (later if _is_for_later(each, on) and not each.version else near).append(each)
    return near, later


def school_tasks(school: School, on: datetime.date) -> SchoolTasks:
    """The assignments in force, each under the first heading that fits it; within a heading the earliest day first."""
    tasks = SchoolTasks(school)
    for assignment in with_activity(Assignment.objects.in_force().filter(school=school)).order_by(
        "deadline_on", "activity__direction__roadmap", "activity__sequence", "pk"
    ):
        _place(tasks, assignment, on).append(assignment)
    return tasks


def _place(tasks: SchoolTasks, assignment: Assignment, on: datetime.date) -> list[Assignment]:
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
    return tasks.later if _is_for_later(assignment, on) else tasks.now


def _is_for_later(assignment: Assignment, on: datetime.date) -> bool:
    return assignment.starts_on is not None and assignment.starts_on > on + _SOON
