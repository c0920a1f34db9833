"""Opens collections and takes the steps of schools' submissions: send, accept, return, reopen."""

import datetime
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from indicators.catalogue.models import Indicator, Period
from indicators.collections.models import Collection, Submission
from portal.history.actions import Recorded, bulk_action, record_changes
from portal.history.models import BulkAction
from portal.letters.models import Letter
from portal.refusals import Refusal
from schools.access.models import Membership
from schools.directory.models import Municipality, School

Step = Submission.Step


class WrongStep(Refusal):
    """The state of the submission or collection doesn't allow the step, or the step lacks its note or day."""


@transaction.atomic
def open_collection(
    *,
    municipality: Municipality,
    title: str,
    label: str,
    due_on: datetime.date,
    indicators: Iterable[Indicator],
    schools: Iterable[School],
    by,
) -> Collection:
    """Ask the schools for values of the indicators; a period that is new is created from its label."""
    collection = Collection.objects.create(
        municipality=municipality,
        title=title,
        period=Period.objects.labelled([label])[label],
        due_on=due_on,
        opened_by=by,
    )
    collection.indicators.set(indicators)
    Submission.objects.bulk_create(Submission(collection=collection, school=school) for school in schools)
    record_changes([Recorded(collection, "сбор открыт", after={"title": title})], by=by)
    return collection


@transaction.atomic
def take_step(
    step: Step,
    submissions: Iterable[Submission],
    *,
    by,
    note: str = "",
    until: datetime.date | None = None,
) -> list[Submission]:
    """Take a step with many submissions at once, and return those taken; others, whose state forbids it, stay.

    A sender who is not of the school acts on its behalf. Raises WrongStep if a return has no `note`, or if a reopening
    has no day `until` which the school may write, today or later.
    """
    if step == Step.RETURN and not note.strip():
        raise WrongStep("Напишите, что исправить: без этого школа не поймёт, почему ей вернули.")
    if step == Step.REOPEN and (until is None or until < timezone.localdate()):
        raise WrongStep("Укажите день, до которого школа может править: сегодняшний или позже.")
    chosen = Submission.objects.select_for_update(of=("self",)).filter(
        pk__in=[submission.pk for submission in submissions],
        status__in=Submission.TRANSITIONS.states_before(step),
        collection__state=Collection.State.RUNNING,
    )
    taken = list(chosen.select_related("school", "collection"))
    history = []
    own = set(Membership.objects.filter(user=by, school__isnull=False).values_list("school", flat=True))
    for submission in taken:
        before, after = as_kept(submission), Submission.TRANSITIONS.after(step, submission.status)
        said = {"status": after, "note": note} | ({"reopened_until": str(until)} if step == Step.REOPEN else {})
        submission.status = after
        submission.note = note if step in (Step.RETURN, Step.REOPEN) else ""
        submission.reopened_until = until if step == Step.REOPEN else None
        if step in (Step.SEND, Step.CLOSE):
            submission.sent_at, submission.sent_by = timezone.now(), by
            submission.is_on_behalf = submission.school_id not in own
            said["is_on_behalf"] = submission.is_on_behalf
            said |= {"on_behalf": str(submission.school)} if submission.is_on_behalf else {}
        history.append((submission, before, said))
    Submission.objects.bulk_update(taken, _CHANGED_BY_STEPS)
    Letter.objects.about(taken).withdraw()  # a reminder that is not sent yet would no longer be true
    bulk = None
    if len(taken) > 1:
        place = Municipality(pk=taken[0].collection.municipality_id)
        bulk = bulk_action(f"«{taken[0].collection}»: {step.label}, школ: {len(taken)}", place=place)
    done = (
        Recorded(each, f"ответ школы: {step.label}", was, now, note, now.get("on_behalf", ""))
        for each, was, now in history
    )
    record_changes(done, by=by, bulk=bulk)
    return taken


_CHANGED_BY_STEPS = ["status", "note", "reopened_until", "sent_at", "sent_by", "is_on_behalf"]


def as_kept(submission: Submission) -> dict[str, object]:
    """The fields that steps change, in JSON for the history, from which `put_back` can restore them."""
    return {
        "status": submission.status,
        "note": submission.note,
        "reopened_until": submission.reopened_until and submission.reopened_until.isoformat(),
        "sent_at": submission.sent_at and submission.sent_at.isoformat(),
        "sent_by": submission.sent_by_id,
        "is_on_behalf": submission.is_on_behalf,
    }


@transaction.atomic
def put_back(kept: Mapping[int, Mapping[str, object]], *, by, bulk: BulkAction) -> int:
    """Restore submissions, by id, to what `as_kept` said of them; returns how many.

    Only submissions in running collections are restored.
    """
    chosen = Submission.objects.select_for_update(of=("self",)).filter(
        pk__in=kept, collection__state=Collection.State.RUNNING
    )
    put = list(chosen)
    history = []
    for submission in put:
        was = kept[submission.pk]
        history.append(Recorded(submission, "ответ школы: как было", as_kept(submission), dict(was)))
        submission.status, submission.note = was["status"], was["note"]
        submission.reopened_until = was["reopened_until"] and datetime.date.fromisoformat(was["reopened_until"])
        submission.sent_at = was["sent_at"] and datetime.datetime.fromisoformat(was["sent_at"])
        submission.sent_by_id, submission.is_on_behalf = was["sent_by"], was["is_on_behalf"]
    Submission.objects.bulk_update(put, _CHANGED_BY_STEPS)
    record_changes(history, by=by, bulk=bulk)
    return len(put)
