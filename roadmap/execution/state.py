"""Defines the state of an assignment: it follows from the report, the department's review of it, and today's date.

`state_of` computes it for a record, `state_expression` in the database. Everything that names, counts, sorts or
filters assignments goes by it.
"""

import datetime
from collections.abc import Iterator
from typing import Protocol

from django.db import models
from django.db.models import Case, Value, When

from roadmap.execution.state_words import WORDS


class AssignmentStatus(models.TextChoices):
    """What the report says of the work."""

    NOT_STARTED = "not_started", WORDS["not_started"]
    IN_PROGRESS = "in_progress", WORDS["in_progress"]
    DONE = "done", WORDS["done"]
    NOT_DONE = "not_done", WORDS["not_done"]
    POSTPONED = "postponed", WORDS["postponed"]


class AssignmentReview(models.TextChoices):
    """What the department says of the report; `WAIVED` means that the assignment is not required at all."""

    NONE = "none", WORDS["none"]
    WAITING = "waiting", WORDS["waiting"]
    CONFIRMED = "confirmed", WORDS["confirmed"]
    RETURNED = "returned", WORDS["returned"]
    WAIVED = "waived", WORDS["waived"]


class AssignmentState(models.TextChoices):
    """The state of an assignment on a day.

    `…_OVERDUE` is the same state after the last day. An assignment without a day is never overdue.
    """

    AHEAD = "ahead", WORDS["ahead"]
    RUNNING = "running", WORDS["running"]
    SILENT = "silent", WORDS["silent"]
    NOT_STARTED = "not_started", WORDS["not_started"]
    NOT_STARTED_OVERDUE = "not_started_overdue", WORDS["not_started"]
    IN_PROGRESS = "in_progress", WORDS["in_progress"]
    IN_PROGRESS_OVERDUE = "in_progress_overdue", WORDS["in_progress"]
    POSTPONED = "postponed", WORDS["postponed"]
    POSTPONED_OVERDUE = "postponed_overdue", WORDS["postponed"]
    ASKED = "asked", WORDS["asked"]
    ASKED_OVERDUE = "asked_overdue", WORDS["asked"]
    REFUSED = "refused", WORDS["returned"]  # the department refused to postpone
    REFUSED_OVERDUE = "refused_overdue", WORDS["returned"]
    RETURNED = "returned", WORDS["returned"]
    RETURNED_OVERDUE = "returned_overdue", WORDS["returned"]
    DONE_WAITING = "done_waiting", WORDS["waiting"]
    NOT_DONE_WAITING = "not_done_waiting", WORDS["waiting"]
    DONE = "done", WORDS["done"]
    NOT_DONE = "not_done", WORDS["not_done"]
    WAIVED = "waived", WORDS["waived"]  # whatever was reported, and on whatever day

    @property
    def status(self) -> AssignmentStatus:
        """Return the status that it is counted under in sums.

        A returned report counts as in progress, a refused request to postpone still as postponed.
        """
        return _COUNTED_AS[self]

    @property
    def is_finished(self) -> bool:
        """Return whether nothing more is to be done: it is closed, confirmed or not yet, or it is not required."""
        return self.status in CLOSED or self.is_waived

    @property
    def is_done(self) -> bool:
        return self in DONE

    @property
    def is_overdue(self) -> bool:
        """Return whether it is unfinished after its last day.

        A request to postpone doesn't help until the department has agreed to it.
        """
        return self in OVERDUE

    @property
    def is_waiting(self) -> bool:
        """Return whether the report waits for the department to confirm it."""
        return self in WAITING

    @property
    def is_returned(self) -> bool:
        return self in RETURNED

    @property
    def is_waived(self) -> bool:
        """Return whether it is not required: nobody is asked to do it, and no sum counts it."""
        return self is AssignmentState.WAIVED

    @property
    def is_silent(self) -> bool:
        """Return whether nobody has reported on it yet."""
        return self in NOT_REPORTED


_Status, _Review, _State = AssignmentStatus, AssignmentReview, AssignmentState

CLOSED = (_Status.DONE, _Status.NOT_DONE)
# Reports with these statuses, when a school sends them, wait for the department to confirm them.
ASKING = (*CLOSED, _Status.POSTPONED)

NOT_REPORTED = frozenset({_State.AHEAD, _State.RUNNING, _State.SILENT})
WAITING = frozenset({_State.DONE_WAITING, _State.NOT_DONE_WAITING, _State.ASKED, _State.ASKED_OVERDUE})
RETURNED = frozenset({_State.RETURNED, _State.RETURNED_OVERDUE, _State.REFUSED, _State.REFUSED_OVERDUE})
DONE = frozenset({_State.DONE, _State.DONE_WAITING})
OVERDUE = frozenset({_State.SILENT, *(each for each in _State if each.value.endswith("_overdue"))})

_COUNTED_AS = {
    _State.AHEAD: _Status.NOT_STARTED,
    _State.RUNNING: _Status.NOT_STARTED,
    _State.SILENT: _Status.NOT_STARTED,
    _State.NOT_STARTED: _Status.NOT_STARTED,
    _State.NOT_STARTED_OVERDUE: _Status.NOT_STARTED,
    _State.IN_PROGRESS: _Status.IN_PROGRESS,
    _State.IN_PROGRESS_OVERDUE: _Status.IN_PROGRESS,
    _State.POSTPONED: _Status.POSTPONED,
    _State.POSTPONED_OVERDUE: _Status.POSTPONED,
    _State.ASKED: _Status.POSTPONED,
    _State.ASKED_OVERDUE: _Status.POSTPONED,
    _State.REFUSED: _Status.POSTPONED,
    _State.REFUSED_OVERDUE: _Status.POSTPONED,
    _State.RETURNED: _Status.IN_PROGRESS,
    _State.RETURNED_OVERDUE: _Status.IN_PROGRESS,
    _State.DONE_WAITING: _Status.DONE,
    _State.NOT_DONE_WAITING: _Status.NOT_DONE,
    _State.DONE: _Status.DONE,
    _State.NOT_DONE: _Status.NOT_DONE,
    _State.WAIVED: _Status.NOT_STARTED,
}

# For each status reported: the state until the last day, and the state after it. Which table is used depends on the
# review; in `_UNCONFIRMED` only the statuses in `ASKING` differ from `_REPORTED`.
_REPORTED = {
    _Status.NOT_STARTED: (_State.NOT_STARTED, _State.NOT_STARTED_OVERDUE),
    _Status.IN_PROGRESS: (_State.IN_PROGRESS, _State.IN_PROGRESS_OVERDUE),
    _Status.DONE: (_State.DONE, _State.DONE),
    _Status.NOT_DONE: (_State.NOT_DONE, _State.NOT_DONE),
    _Status.POSTPONED: (_State.POSTPONED, _State.POSTPONED_OVERDUE),
}
_UNCONFIRMED = {
    **_REPORTED,
    _Status.DONE: (_State.DONE_WAITING, _State.DONE_WAITING),
    _Status.NOT_DONE: (_State.NOT_DONE_WAITING, _State.NOT_DONE_WAITING),
    _Status.POSTPONED: (_State.ASKED, _State.ASKED_OVERDUE),
}
_SENT_BACK = {
    **dict.fromkeys(_Status, (_State.RETURNED, _State.RETURNED_OVERDUE)),
    _Status.POSTPONED: (_State.REFUSED, _State.REFUSED_OVERDUE),
}
_BY_REVIEW = {
    _Review.NONE: _REPORTED,
    _Review.CONFIRMED: _REPORTED,
    _Review.WAITING: _UNCONFIRMED,
    _Review.RETURNED: _SENT_BACK,
    _Review.WAIVED: dict.fromkeys(_Status, (_State.WAIVED, _State.WAIVED)),
}


class StatedFacts(Protocol):
    """The attributes from which a state follows; an assignment has them, and a row of a query may have them too."""

    status: str
    review: str
    version: int
    starts_on: datetime.date | None
    deadline_on: datetime.date | None


def state_of(assignment: StatedFacts, on: datetime.date) -> AssignmentState:
    """Return the state of the assignment on that day."""
    each = assignment
    return state_from(each.status, each.review, each.version, each.starts_on, each.deadline_on, on)


def state_from(
    status: str,
    review: str,
    version: int,
    starts_on: datetime.date | None,
    deadline_on: datetime.date | None,
    on: datetime.date,
) -> AssignmentState:
    """Return the same as `state_of` from plain values, for many rows of which no records are made."""
    is_over = deadline_on is not None and deadline_on < on
    if version or review == _Review.WAIVED:
        return _BY_REVIEW[review][status][is_over]
    if is_over:
        return AssignmentState.SILENT
    return AssignmentState.AHEAD if starts_on is not None and starts_on > on else AssignmentState.RUNNING


def is_finished(status: str, review: str) -> bool:
    """Return whether a report with this status and review finishes the assignment; days don't matter for that."""
    return _BY_REVIEW[review][status][0].is_finished


def states_among(
    status: str, review: str, version: int, number: int, over: int, ahead: int
) -> Iterator[tuple[AssignmentState, int]]:
    """Yield the states of `number` assignments with the same status, review and version, each with its count.

    The last day of `over` of them is over, and `ahead` of them have not begun yet.
    """
    if version or review == _Review.WAIVED:
        before, after = _BY_REVIEW[review][status]
        counts = ((before, number - over), (after, over))
    else:
        states = AssignmentState
        counts = ((states.RUNNING, number - over - ahead), (states.SILENT, over), (states.AHEAD, ahead))
    return ((state, count) for state, count in counts if count)


def state_expression(on: datetime.date) -> Case:
    """Return `state_of` as an expression for the database, made of the same tables."""
    return Case(
        When(review=_Review.WAIVED, then=Value(_State.WAIVED)),
        When(version=0, deadline_on__lt=on, then=Value(_State.SILENT)),
        When(version=0, starts_on__gt=on, then=Value(_State.AHEAD)),
        When(version=0, then=Value(_State.RUNNING)),
        *(When(review=review, then=_express_reported(table, on)) for review, table in _BY_REVIEW.items()),
        output_field=models.CharField(),
    )


def _express_reported(table: dict[_Status, tuple[_State, _State]], on: datetime.date) -> Case:
    """Return an expression that finds the state in a table by the status reported and the last day."""
    return Case(
        *(
            When(status=status, then=Case(When(deadline_on__lt=on, then=Value(after)), default=Value(before)))
            for status, (before, after) in table.items()
        ),
        output_field=models.CharField(),
    )
