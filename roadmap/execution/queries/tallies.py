"""Counts assignments by state, for each group that a page asks for, in one query."""

import datetime

from django.db.models import Count, Q

from roadmap.execution.models import AssignmentQuerySet
from roadmap.execution.nearness import DUE_SOON
from roadmap.execution.state import AssignmentReview, AssignmentState, is_finished, state_from, states_among
from roadmap.execution.tally import AssignmentTally


def tallies_of(assignments: AssignmentQuerySet, on: datetime.date, *group_by: str) -> dict:
    """Count the planned assignments by state, for each activity, or for each tuple of the `group_by` fields.

    If some are waived, one more query reads the reasons. The database groups by what a state follows from, and
    `states_among` makes states of it: grouping by `with_state` takes a third longer with tens of thousands of them.
    """
    counts = {
        "number": Count("pk"),
        "over": Count("pk", filter=Q(deadline_on__lt=on)),
        "ahead": Count("pk", filter=Q(starts_on__gt=on)),
        "soon": Count("pk", filter=Q(deadline_on__range=(on, on + DUE_SOON))),
    }
    planned = assignments.planned().order_by()
    facts = planned.values_list(*(group_by or ("activity",)), "status", "review", "version")
    counted: dict = {}
    for *key, status, review, version, number, over, ahead, soon in facts.annotate(**counts):
        group = tuple(key) if group_by else key[0]
        if group not in counted:
            counted[group] = _Counted()
        if review == AssignmentReview.WAIVED:
            counted[group].waived += number
            continue
        for state, of_state in states_among(status, review, version, number, over, ahead):
            counted[group].add(state, of_state)
        counted[group].add_soon(status, review, soon)
    _add_reasons(counted, planned, group_by or ("activity",), as_tuple=bool(group_by))
    return {key: each.tally() for key, each in counted.items()}


def cells_of(assignments: AssignmentQuerySet, on: datetime.date) -> dict[tuple, tuple[AssignmentTally, int]]:
    """Count as `tallies_of` does by school and activity, and add to each the id of one of its assignments.

    There are almost as many such groups as assignments, so that counting in the database would save nothing.
    """
    fields = "school", "activity", "pk", "status", "review", "version", "starts_on", "deadline_on"
    counted: dict[tuple, _Counted] = {}
    ids: dict[tuple, int] = {}
    planned = assignments.planned().order_by()
    for school_id, activity_id, pk, *facts in planned.values_list(*fields):
        key = school_id, activity_id
        if key not in counted:
            counted[key], ids[key] = _Counted(), pk
        if facts[1] == AssignmentReview.WAIVED:
            counted[key].waived += 1
            continue
        last = facts[-1]
        counted[key].add(state_from(*facts, on), 1)
        if last is not None and on <= last <= on + DUE_SOON:
            counted[key].add_soon(facts[0], facts[1], 1)
    _add_reasons(counted, planned, ("school", "activity"), as_tuple=True)
    return {key: (each.tally(), ids[key]) for key, each in counted.items()}


def _add_reasons(counted: dict, planned: AssignmentQuerySet, group_by: tuple[str, ...], *, as_tuple: bool) -> None:
    if not any(each.waived for each in counted.values()):
        return
    reasons = planned.waived().values_list(*group_by, "waived_because").order_by("waived_because").distinct()
    for *key, reason in reasons:
        if (group := tuple(key) if as_tuple else key[0]) in counted:
            counted[group].reasons.append(reason)


class _Counted:
    __slots__ = ("counts", "reasons", "soon", "waived")

    def __init__(self):
        self.counts: dict[AssignmentState, int] = {}
        self.soon = self.waived = 0
        self.reasons: list[str] = []

    def add(self, state: AssignmentState, number: int) -> None:
        self.counts[state] = self.counts.get(state, 0) + number

    def add_soon(self, status: str, review: str, number: int) -> None:
        """Count assignments that are due soon, unless their report finishes them."""
        if number and not is_finished(status, review):
            self.soon += number

    def tally(self) -> AssignmentTally:
        return AssignmentTally(self.counts, self.soon, self.waived, tuple(self.reasons))
