"""Marks planned assignments as not required, and takes the mark back."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from portal.bulk import update_many
from portal.history.actions import Recorded, record_changes
from roadmap.execution.actions.reviewing import WrongReview
from roadmap.execution.models import Assignment

Review = Assignment.Review
FIELDS = ["review", "waived_because", "waived_at", "waived_by"]


@transaction.atomic
def waive(assignments: Iterable[Assignment], *, because: str, by) -> list[Assignment]:
    """Mark assignments as not required, and return those marked; what was reported stays.

    Skips those that are closed or wait for the department. Raises WrongReview if no reason is given.
    """
    if not because.strip():
        raise WrongReview("Напишите, почему не требуется: причина встанет в отчёты.")
    taken = list(_lock_chosen(assignments, "waive").unfinished())
    history = []
    for each in taken:
        after = {"review": str(Review.WAIVED), "because": because}
        history.append(Recorded(each, "не требуется", {"review": str(each.review)}, after, because))
        put_waiver(each, because, by=by)
    update_many(taken, FIELDS)
    record_changes(history, by=by)
    return taken


@transaction.atomic
def require_again(assignments: Iterable[Assignment], *, by) -> list[Assignment]:
    """Take the mark back from assignments, and return them; a report that had been returned is returned again."""
    taken = list(_lock_chosen(assignments, "require"))
    history = []
    for each in taken:
        before = {"review": str(Review.WAIVED), "because": each.waived_because}
        take_waiver_back(each)
        history.append(Recorded(each, "снова требуется", before, {"review": str(each.review)}))
    update_many(taken, FIELDS)
    record_changes(history, by=by)
    return taken


def put_waiver(assignment: Assignment, because: str, *, by) -> None:
    """Mark one assignment as not required, without saving it; `by` is None if it follows from the approval's day."""
    assignment.review = Assignment.TRANSITIONS.after("waive", assignment.review)
    assignment.waived_because, assignment.waived_at, assignment.waived_by = because, timezone.now(), by


def take_waiver_back(assignment: Assignment) -> None:
    step = "require_returned" if assignment.was_returned else "require"
    assignment.review = Assignment.TRANSITIONS.after(step, assignment.review)
    assignment.waived_because, assignment.waived_at, assignment.waived_by = "", None, None


def _lock_chosen(assignments: Iterable[Assignment], step: str):
    planned = Assignment.objects.planned().select_for_update(of=("self",))
    return planned.filter(
        pk__in=[each.pk for each in assignments], review__in=Assignment.TRANSITIONS.states_before(step)
    )
