"""The page of one school's part in a collection."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.utils import timezone

from indicators.collections.access import submission_for
from indicators.collections.actions import take_step
from indicators.collections.forms import SubmissionStepForm
from indicators.collections.models import Collection, Submission
from indicators.collections.permissions import can_review
from indicators.collections.queries.story import story_of
from indicators.collections.queries.submission_values import submission_values
from indicators.values.grid.html import grid_html, part_attribute
from indicators.values.permissions import can_enter
from portal.forms import require_safe_or_post
from schools.access.scope import scope_of


@require_safe_or_post
def submission_detail(request: HttpRequest, pk: int, school_pk: int):
    """Show the school's values, and what was changed in them after sending; a POST sends them."""
    submission = submission_for(request, pk, school_pk)
    grid, changed = submission_values(submission, request.user)
    empty = [row.title for row in grid.rows if not row.cells[0].text]
    if request.method == "POST":
        return _send(request, submission, empty, asked=len(grid.rows))
    collection, school = submission.collection, submission.school
    may_enter = _may_enter(request, submission)
    is_running = collection.state == Collection.State.RUNNING
    context = {
        "collection": collection,
        "submission": submission,
        "school": school,
        "table": grid_html(grid),
        "part": part_attribute(grid.part),
        "changed": changed,
        "empty": empty,
        "asked": len(grid.rows),
        "entered": len(grid.rows) - len(empty),
        "is_late": submission.is_late(timezone.localdate()),
        "story": story_of(submission),
        "form": SubmissionStepForm(collection=collection),
        "may_send": may_enter and submission.is_awaited,
        "may_import": is_running and may_enter,
        "school_query": f"school={school.pk}",
        "may_review": is_running and can_review(request.user, school.municipality_id),
        "is_own": school.pk in scope_of(request.user).school_ids,
    }
    return render(request, "indicators/collections/submission_detail.html", context)


def _send(request: HttpRequest, submission: Submission, empty: list[str], *, asked: int):
    """Send the answer; if values are missing, first ask, and send once the person confirms how many they are."""
    if not _may_enter(request, submission):
        raise PermissionDenied
    if submission.is_awaited and empty and request.POST.get("empty") != str(len(empty)):
        context = {"submission": submission, "collection": submission.collection, "empty": empty, "asked": asked}
        return render(request, "indicators/collections/submission_send.html", context)
    if take_step(Submission.Step.SEND, [submission], by=request.user):
        is_own = submission.school_id in scope_of(request.user).school_ids
        sent = "Отправлено. Отдел примет или вернёт с замечанием."
        messages.success(
            request, sent if is_own else f"Отправлено за школу: {submission.school}. Теперь можно принять."
        )
    elif submission.collection.state != Collection.State.RUNNING:
        messages.error(request, "Не отправлено: отдел закрыл этот сбор.")
    else:
        messages.info(request, "Уже отправлено.")
    return redirect(request.path)


def _may_enter(request: HttpRequest, submission: Submission) -> bool:
    school = submission.school
    return can_enter(request.user, municipality_id=school.municipality_id, school_id=school.pk)
