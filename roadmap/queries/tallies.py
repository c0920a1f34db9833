"""Assignments counted by whatever a page groups them by, in one query."""

import datetime
from functools import cache

from django.db.models import Count, Q

from roadmap.models import Assignment
from roadmap.models.execution import AssignmentQuerySet
from roadmap.standing import Tally

# What is due within so many days is due soon.
SOON = datetime.timedelta(days=7)


def tallies_of(assignments: AssignmentQuerySet, on: datetime.date, *group_by: str, **aggregates) -> dict:
    """How the assignments in force stand, counted by activity, or by `group_by` as a tuple.

    With `aggregates` their values of each group come beside its tally, as a list of a value for each of its statuses.
    """
    keys = group_by or ("activity",)
    counts = {
        "number": Count("pk"),
        "late": Count("pk", filter=Q(deadline_on__lt=on)),
        "soon": Count("pk", filter=Q(deadline_on__range=(on, on + SOON))),
    }
    rows = assignments.in_force().order_by().values_list(*keys, "status", "review").annotate(**counts, **aggregates)
    counted: dict = {}
    width = len(keys)
    for row in rows:
        key = row[:width] if group_by else row[0]
        if key not in counted:
            counted[key] = _Counted()
        counted[key].add(*row[width:])
    if aggregates:
        return {key: (each.tally(), each.others) for key, each in counted.items()}
    return {key: each.tally() for key, each in counted.items()}


class _Counted:
    __slots__ = ("counts", "numbers", "others")

    def __init__(self):
        self.counts: dict[str, int] = {}
        self.numbers = [0, 0, 0, 0]
        self.others: list[tuple] = []

    def add(self, status: str, review: str, number: int, late: int, soon: int, *others) -> None:
        """Assignments with one status and review; what is finished is neither overdue nor due."""
        shown, is_finished = _meaning(status, review)
        self.counts[shown] = self.counts.get(shown, 0) + number
        if not is_finished:
            self.numbers[0] += late
            self.numbers[3] += soon
        if review == Assignment.Review.WAITING:
            self.numbers[1] += number
        elif review == Assignment.Review.RETURNED:
            self.numbers[2] += number
        self.others.append(others)

    def tally(self) -> Tally:
        return Tally(self.counts, *self.numbers)


@cache
def _meaning(status: str, review: str) -> tuple[str, bool]:
    """The status that counts, and whether the assignment is finished: what was returned is in progress."""
    returned = review == Assignment.Review.RETURNED and status in Assignment.CLOSED
    return Assignment.Status.IN_PROGRESS if returned else status, Assignment(status=status, review=review).is_finished
