"""Assignments counted by whatever a page groups them by, in one query."""

import datetime
from functools import cache

from django.db.models import Count, Q

from roadmap.models import Assignment
from roadmap.models.execution import AssignmentQuerySet
from roadmap.standing import Tally

# What is due within so many days is due soon.
SOON = datetime.timedelta(days=7)


def tallies_of(assignments: AssignmentQuerySet, on: datetime.date, *group_by: str) -> dict:
    """How the assignments in force stand, counted by activity, or by `group_by` as a tuple."""
    keys = group_by or ("activity",)
    counts = {
        "number": Count("pk"),
        "late": Count("pk", filter=Q(deadline_on__lt=on)),
        "soon": Count("pk", filter=Q(deadline_on__range=(on, on + SOON))),
    }
    rows = assignments.in_force().order_by().values_list(*keys, "status", "review").annotate(**counts)
    counted: dict = {}
    for *key, status, review, number, late, soon in rows:
        group = tuple(key) if group_by else key[0]
        if group not in counted:
            counted[group] = _Counted()
        counted[group].add(status, review, number, late, soon)
    return {key: each.tally() for key, each in counted.items()}


def cells_of(assignments: AssignmentQuerySet, on: datetime.date) -> dict[tuple, tuple[Tally, int]]:
    """As `tallies_of` by school and activity, each with the id of one of its assignments.

    There are almost as many such groups as assignments, so that the database is only asked for these.
    """
    fields = "school", "activity", "status", "review", "deadline_on", "pk"
    counted: dict[tuple, _Counted] = {}
    ids: dict[tuple, int] = {}
    for school_id, activity_id, status, review, last, pk in assignments.in_force().order_by().values_list(*fields):
        key = school_id, activity_id
        if key not in counted:
            counted[key], ids[key] = _Counted(), pk
        late, soon = (False, False) if last is None else (last < on, on <= last <= on + SOON)
        counted[key].add(status, review, 1, late, soon)
    return {key: (each.tally(), ids[key]) for key, each in counted.items()}


class _Counted:
    __slots__ = ("counts", "late", "returned", "soon", "waiting")

    def __init__(self):
        self.counts: dict[str, int] = {}
        self.late = self.waiting = self.returned = self.soon = 0

    def add(self, status: str, review: str, number: int, late: int, soon: int) -> None:
        """Assignments with one status and review; what is finished is neither overdue nor due."""
        shown, is_finished, is_waiting, is_returned = _meaning(status, review)
        self.counts[shown] = self.counts.get(shown, 0) + number
        if not is_finished:
            self.late += late
            self.soon += soon
        if is_waiting:
            self.waiting += number
        elif is_returned:
            self.returned += number

    def tally(self) -> Tally:
        return Tally(self.counts, self.late, self.waiting, self.returned, self.soon)


@cache
def _meaning(status: str, review: str) -> tuple[str, bool, bool, bool]:
    """The status that counts, which for a returned report is «в работе»; is it finished, waiting, returned?"""
    is_finished = Assignment(status=status, review=review).is_finished
    is_returned = review == Assignment.Review.RETURNED
    shown = Assignment.Status.IN_PROGRESS if is_returned and status in Assignment.CLOSED else status
    return shown, is_finished, review == Assignment.Review.WAITING, is_returned
