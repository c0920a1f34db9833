"""Finds what is expected of a school or a department, the most urgent first."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from roadmap.execution.models import PROGRAMME, Assignment, AssignmentQuerySet
from roadmap.execution.nearness import OPENS_BEFORE
from roadmap.execution.state import state_of
from schools.directory.models import Municipality, School


@dataclass(frozen=True)
class Tasks:
    """The assignments of a school or a department, sorted by what has to be done with them today."""

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
        """Return the next expected assignment when this one has been reported on."""
        return next((each for each in self.expected if each.pk != reported.pk), None)


def with_activity(assignments: AssignmentQuerySet) -> AssignmentQuerySet:
    return assignments.select_related(PROGRAMME, "stage", "school")


def school_tasks(school: School, on: datetime.date) -> Tasks:
    (tasks,) = tasks_of_schools([school], on)
    return tasks


def tasks_of_schools(schools: Sequence[School], on: datetime.date) -> list[Tasks]:
    """Return the tasks of each school, in the given order, with one query for all."""
    tasks = {school.pk: Tasks(str(school)) for school in schools}
    for assignment in _sort_by_day(Assignment.objects.filter(school__in=tasks)):
        _choose_list(tasks[assignment.school_id], assignment, on).append(assignment)
    return list(tasks.values())


def department_tasks(municipality: Municipality, on: datetime.date) -> Tasks:
    """Return what the department itself has to do, without what it expects of its schools."""
    own = Assignment.objects.of_municipality(municipality).filter(school=None)
    tasks = Tasks(f"Отдел: {municipality}")
    for assignment in _sort_by_day(own):
        _choose_list(tasks, assignment, on).append(assignment)
    return tasks


def _sort_by_day(assignments: AssignmentQuerySet) -> AssignmentQuerySet:
    """Return those in force, the earliest last day first."""
    return with_activity(assignments.in_force()).order_by(
        "deadline_on", "activity__direction__roadmap", "activity__sequence", "pk"
    )


def _choose_list(tasks: Tasks, assignment: Assignment, on: datetime.date) -> list[Assignment]:
    """Return the list of the tasks that the assignment belongs to: the first that fits."""
    state = state_of(assignment, on)
    if state.is_returned:
        return tasks.returned
    if state.is_waiting:
        return tasks.waiting
    if state.is_finished:
        return tasks.closed
    if assignment.programme.is_over(on):
        return tasks.past
    if state.is_overdue:
        return tasks.overdue
    if assignment.deadline_on is None:
        return tasks.undated
    return tasks.now if assignment.starts_on <= on + OPENS_BEFORE else tasks.later
