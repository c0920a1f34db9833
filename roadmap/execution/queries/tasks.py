"""What is expected of a school or a department, the most urgent first."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from roadmap.execution.models import SOON_BEGINS, Assignment, AssignmentQuerySet
from roadmap.execution.state import state_of
from schools.directory.models import Municipality, School


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
    (tasks,) = tasks_of_schools([school], on)
    return tasks


def tasks_of_schools(schools: Sequence[School], on: datetime.date) -> list[Tasks]:
    """One query for all of them."""
    tasks = {school.pk: Tasks(str(school)) for school in schools}
    for assignment in _in_order(Assignment.objects.filter(school__in=tasks)):
        _place(tasks[assignment.school_id], assignment, on).append(assignment)
    return list(tasks.values())


def department_tasks(municipality: Municipality, on: datetime.date) -> Tasks:
    """What the department itself has to do, not what it expects of its schools."""
    own = Assignment.objects.filter(school=None, activity__direction__roadmap__programme__municipality=municipality)
    tasks = Tasks(f"Отдел: {municipality}")
    for assignment in _in_order(own):
        _place(tasks, assignment, on).append(assignment)
    return tasks


def _in_order(assignments: AssignmentQuerySet) -> AssignmentQuerySet:
    """Those in force, the earliest day first."""
    return with_activity(assignments.in_force()).order_by(
        "deadline_on", "activity__direction__roadmap", "activity__sequence", "pk"
    )


def _place(tasks: Tasks, assignment: Assignment, on: datetime.date) -> list[Assignment]:
    """The first heading that fits it."""
    state = state_of(assignment, on)
    if state.is_returned:
        return tasks.returned
    if state.is_waiting:
        return tasks.waiting
    if state.is_finished:
        return tasks.closed
    if assignment.activity.direction.roadmap.programme.is_over(on):
        return tasks.past
    if state.is_overdue:
        return tasks.overdue
    if assignment.deadline_on is None:
        return tasks.undated
    return tasks.now if assignment.starts_on <= on + SOON_BEGINS else tasks.later
