"""The department's word on what schools reported."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from portal.history.actions import Recorded, record_changes
from portal.refusals import Refusal
from portal.transitions import states_that_allow
from roadmap.execution.models import Assignment

Status, Review = Assignment.Status, Assignment.Review


class WrongReview(Refusal):
    """The assignment's state doesn't allow the step."""


@transaction.atomic
def confirm_reports(
    assignments: Iterable[Assignment], *, by, versions: Mapping[int, int] | None = None
) -> list[Assignment]:
    """Confirm many at once; a postponement moves the day.

    Those that don't wait for it are left and not returned, nor are those reported anew since the person read them,
    where `versions` says by their ids which version that was.
    """
    taken = _chosen(assignments, versions, "confirm")
    for assignment in taken:
        if assignment.status == Status.POSTPONED:
            agree_to_postpone(assignment)
    return _reviewed(taken, "confirm", "", by=by)


@transaction.atomic
def return_reports(
    assignments: Iterable[Assignment], *, note: str, by, versions: Mapping[int, int] | None = None
) -> list[Assignment]:
    """Return many at once with one note, confirmed ones among them; what is left is as when confirming."""
    if not note.strip():
        raise WrongReview("Напишите, что исправить: без этого школа не поймёт, почему ей вернули.")
    return _reviewed(_chosen(assignments, versions, "return"), "return", note, by=by)


def agree_to_postpone(assignment: Assignment) -> None:
    """What has no day of its own gets none."""
    if assignment.ends_on and assignment.postponed_to:
        assignment.deadline_on = max(assignment.ends_on, assignment.postponed_to)


def _chosen(assignments: Iterable[Assignment], versions: Mapping[int, int] | None, step: str) -> list[Assignment]:
    """Those whose review allows the step, in the version that the person read."""
    chosen = Assignment.objects.select_for_update(of=("self",)).filter(
        pk__in=[each.pk for each in assignments], review__in=states_that_allow(step, Assignment.TRANSITIONS)
    )
    taken = chosen.select_related("school", "activity")
    return [each for each in taken if versions is None or versions[each.pk] == each.version]


def _reviewed(taken: list[Assignment], step: str, note: str, *, by) -> list[Assignment]:
    history = []
    for each in taken:
        before, review = each.review, Assignment.TRANSITIONS[each.review][step]
        after = _review_as_history(each, review, note)
        history.append(Recorded(each, f"отчёт: {review.label}", {"review": str(before)}, after))
        each.review, each.review_note = review, note
        each.reviewed_at, each.reviewed_by = timezone.now(), by
    Assignment.objects.bulk_update(
        taken, ["review", "review_note", "reviewed_at", "reviewed_by", "deadline_on"], batch_size=500
    )
    record_changes(history, by=by)
    return taken


def _review_as_history(assignment: Assignment, review: Review, note: str) -> dict:
    after = {"review": str(review), "note": note}
    if review == Review.CONFIRMED and assignment.status == Status.POSTPONED and assignment.deadline_on:
        after["deadline_on"] = assignment.deadline_on.isoformat()
    return after
