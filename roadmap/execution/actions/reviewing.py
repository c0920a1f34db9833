"""Confirms and returns the reports of schools."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from portal.history.actions import Recorded, record_changes
from portal.refusals import Refusal
from roadmap.execution.models import Assignment

Status, Review = Assignment.Status, Assignment.Review


class WrongReview(Refusal):
    """The assignment's state doesn't allow the step."""


@transaction.atomic
def confirm_reports(
    assignments: Iterable[Assignment], *, by, versions: Mapping[int, int] | None = None
) -> list[Assignment]:
    """Confirm many reports at once, and return those confirmed; confirming a postponement moves the last day.

    Reports that don't wait for confirmation are skipped, and so are those whose version differs from the one that the
    person read, where `versions` gives it by the assignment's id.
    """
    return _apply_review(_lock_chosen(assignments, versions, "confirm"), "confirm", "", by=by)


@transaction.atomic
def return_reports(
    assignments: Iterable[Assignment], *, note: str, by, versions: Mapping[int, int] | None = None
) -> list[Assignment]:
    """Send many reports back to the schools with one note; confirmed ones can be sent back too.

    Skips the same reports as `confirm_reports`. Raises WrongReview if the note is empty.
    """
    if not note.strip():
        raise WrongReview("Напишите, что исправить: без этого школа не поймёт, почему ей вернули.")
    return _apply_review(_lock_chosen(assignments, versions, "return"), "return", note, by=by)


def agree_to_postpone(assignment: Assignment) -> None:
    """Set the last day to the one that was asked for; an assignment without a day stays without."""
    if assignment.ends_on and assignment.postponed_to:
        assignment.deadline_on = max(assignment.ends_on, assignment.postponed_to)


def _lock_chosen(assignments: Iterable[Assignment], versions: Mapping[int, int] | None, step: str) -> list[Assignment]:
    """Lock and return the assignments whose review allows the step and whose version the person has read."""
    chosen = Assignment.objects.select_for_update(of=("self",)).filter(
        pk__in=[each.pk for each in assignments], review__in=Assignment.TRANSITIONS.states_before(step)
    )
    taken = chosen.select_related("school", "activity", "stage")
    return [each for each in taken if versions is None or versions[each.pk] == each.version]


def _apply_review(taken: list[Assignment], step: str, note: str, *, by) -> list[Assignment]:
    history = []
    for each in taken:
        before, review = reviewed_as(each), Assignment.TRANSITIONS.after(step, each.review)
        if step == "confirm" and each.status == Status.POSTPONED:
            agree_to_postpone(each)
        each.review, each.review_note = review, note
        history.append(Recorded(each, f"отчёт: {review.label}", *differing(before, reviewed_as(each)), reason=note))
        each.reviewed_at, each.reviewed_by = timezone.now(), by
    Assignment.objects.bulk_update(
        taken, ["review", "review_note", "reviewed_at", "reviewed_by", "deadline_on"], batch_size=500
    )
    record_changes(history, by=by)
    return taken


def reviewed_as(assignment: Assignment) -> dict:
    """What a step of the review may change, as the history keeps it."""
    deadline = assignment.deadline_on
    return {"review": str(assignment.review), "note": assignment.review_note, "deadline_on": deadline and str(deadline)}


def differing(before: dict, after: dict) -> tuple[dict, dict]:
    """Only what is another on the two sides."""
    changed = [name for name in after if before[name] != after[name]]
    return {name: before[name] for name in changed}, {name: after[name] for name in changed}
