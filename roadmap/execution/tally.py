"""Sums up assignments: how many are in which state, and how an activity stands as a whole by its assignments."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import models

from roadmap.execution.state import CLOSED, OVERDUE, RETURNED, WAITING, AssignmentState, AssignmentStatus
from roadmap.execution.state_words import WORDS


class Standing(models.TextChoices):
    """How an activity stands as a whole."""

    NOTHING = "nothing", WORDS["nothing"]
    NOT_STARTED = "not_started", WORDS["not_started"]
    IN_PROGRESS = "in_progress", WORDS["in_progress"]
    POSTPONED = "postponed", WORDS["postponed"]
    PARTLY_DONE = "partly_done", WORDS["partly_done"]
    NOT_DONE = "not_done", WORDS["not_done"]
    DONE = "done", WORDS["done"]
    WAIVED = "waived", WORDS["waived"]


class StandingMark(models.TextChoices):
    """The sign for several assignments together: what needs attention, if anything does, else how they stand."""

    OVERDUE = "overdue", WORDS["overdue"]
    RETURNED = "returned", WORDS["returned"]
    WAITING = "waiting", WORDS["waiting"]
    NOT_STARTED = "not_started", WORDS["not_started"]
    IN_PROGRESS = "in_progress", WORDS["in_progress"]
    POSTPONED = "postponed", WORDS["postponed"]
    PARTLY_DONE = "partly_done", WORDS["partly_done_sign"]
    NOT_DONE = "not_done", WORDS["not_done"]
    DONE = "done", WORDS["done"]
    WAIVED = "waived", WORDS["waived"]
    NOTHING = "nothing", WORDS["nothing"]


class Attention(models.TextChoices):
    """Why an activity needs somebody's attention; each value is the name of a number in `AssignmentTally`."""

    OVERDUE = "overdue", WORDS["overdue"]
    SOON = "soon", WORDS["soon"]
    WAITING = "waiting", WORDS["waiting"]
    RETURNED = "returned", WORDS["returned"]


StateCounts = Mapping[AssignmentState, int]


def standing_of(counts: StateCounts) -> Standing:
    """Return how assignments in these states stand together.

    If all count as the same status, it is that one. If all are closed but not all are done, it is «выполнено не
    всеми». Otherwise it is «в работе».
    """
    present = {state.status for state, count in counts.items() if count}
    if not present:
        return Standing.NOTHING
    if len(present) == 1:
        return Standing(present.pop())
    return Standing.PARTLY_DONE if present <= set(CLOSED) else Standing.IN_PROGRESS


def mark_of(counts: StateCounts) -> StandingMark:
    for mark, states in _ATTENTION.items():
        if number_in(counts, states):
            return mark
    return StandingMark(standing_of(counts).value)


def number_in(counts: StateCounts, states: Collection[AssignmentState]) -> int:
    return sum(count for state, count in counts.items() if state in states)


_ATTENTION = {StandingMark.OVERDUE: OVERDUE, StandingMark.RETURNED: RETURNED, StandingMark.WAITING: WAITING}


@dataclass(frozen=True)
class AssignmentTally:
    """How many assignments there are in each state, and how many of them are due within a week.

    `waived` more are not required, for these `reasons`; no other number counts them.
    """

    counts: StateCounts
    soon: int = 0
    waived: int = 0
    reasons: tuple[str, ...] = ()

    def __add__(self, other: "AssignmentTally") -> "AssignmentTally":
        return AssignmentTally(
            Counter(self.counts) + Counter(other.counts),
            self.soon + other.soon,
            self.waived + other.waived,
            tuple(dict.fromkeys(self.reasons + other.reasons)),
        )

    def counted_as(self, *statuses: AssignmentStatus) -> int:
        return sum(count for state, count in self.counts.items() if state.status in statuses)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def finished(self) -> int:
        return self.counted_as(*CLOSED)

    @property
    def done(self) -> int:
        return self.counted_as(AssignmentStatus.DONE)

    @property
    def reported(self) -> int:
        """Return how many are counted as begun, closed or postponed."""
        return self.total - self.counted_as(AssignmentStatus.NOT_STARTED)

    @property
    def overdue(self) -> int:
        return number_in(self.counts, OVERDUE)

    @property
    def waiting(self) -> int:
        return number_in(self.counts, WAITING)

    @property
    def returned(self) -> int:
        return number_in(self.counts, RETURNED)

    @property
    def is_waived(self) -> bool:
        """Return whether there are assignments and none of them is required."""
        return bool(self.waived) and not self.total

    @property
    def standing(self) -> Standing:
        return Standing.WAIVED if self.is_waived else standing_of(self.counts)

    @property
    def mark(self) -> StandingMark:
        return StandingMark.WAIVED if self.is_waived else mark_of(self.counts)


def waived_words(tally: AssignmentTally) -> str:
    """Return «не требуется (2): срок закончился до утверждения», or "" if nothing is waived.

    The number is left out if a single assignment is planned, and it is waived.
    """
    if not tally.waived:
        return ""
    number = f" ({tally.waived})" if tally.total or tally.waived > 1 else ""
    return f"{WORDS['waived']}{number}: {'; '.join(tally.reasons)}"
