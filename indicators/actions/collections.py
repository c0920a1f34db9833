"""Collecting values from schools: opening a collection, and the steps of each school's submission."""

import datetime
from collections.abc import Iterable

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from indicators.models import Collection, Indicator, Period, Submission
from portal.accounts.roles import Role
from portal.history.actions import Recorded, record_changes
from schools.models import Membership, Municipality, School

Step = Submission.Step


class WrongStep(Exception):
    """The submission's state doesn't allow the step; the message says so in Russian."""


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
    """Ask the schools for values of the indicators; the period is made where nobody has used it yet."""
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
    """Take a step with many submissions at once; those whose state, or whose collection's, doesn't allow it are left
    and not returned.

    A return needs a note, a reopening a day until which the school may write.
    """
    if step == Step.RETURN and not note.strip():
        raise WrongStep("Напишите, что исправить: без этого школа не поймёт, почему ей вернули.")
    if step == Step.REOPEN and (until is None or until < timezone.localdate()):
        raise WrongStep("Укажите день, до которого школа может править: сегодняшний или позже.")
    allowed, status = Submission.TRANSITIONS[step]
    chosen = Submission.objects.select_for_update(of=("self",)).filter(
        pk__in=[submission.pk for submission in submissions],
        status__in=allowed,
        collection__state=Collection.State.RUNNING,
    )
    taken = list(chosen.select_related("school"))
    history = []
    for submission in taken:
        history.append((submission, {"status": submission.status}, {"status": status, "note": note}))
        submission.status = status
        submission.note = note if step in (Step.RETURN, Step.REOPEN) else ""
        submission.reopened_until = until if step == Step.REOPEN else None
        if step == Step.SEND:
            submission.sent_at, submission.sent_by = timezone.now(), by
    Submission.objects.bulk_update(taken, ["status", "note", "reopened_until", "sent_at", "sent_by"])
    record_changes((Recorded(each, f"ответ школы: {step.label}", was, now) for each, was, now in history), by=by)
    return taken


@transaction.atomic
def remind(submissions: Iterable[Submission], *, by) -> tuple[list[School], list[School]]:
    """Write to the directors of those schools from which something is awaited.

    Returns whom a letter went to, and who has no director.
    """
    awaited = [submission for submission in submissions if submission.is_awaited]
    addresses: dict[int, list[str]] = {}
    directors = Membership.objects.filter(
        role=Role.DIRECTOR, school__in=[submission.school_id for submission in awaited], user__is_active=True
    )
    for school_id, email in directors.values_list("school", "user__email"):
        addresses.setdefault(school_id, []).append(email)
    reminded = [submission for submission in awaited if submission.school_id in addresses]
    for submission in reminded:
        submission.reminded_at = timezone.now()
    Submission.objects.bulk_update(reminded, ["reminded_at"])
    record_changes((Recorded(each, "напоминание отправлено") for each in reminded), by=by)
    letters = [_letter(submission, addresses[submission.school_id]) for submission in reminded]
    transaction.on_commit(lambda: get_connection().send_messages(letters))
    silent = [submission.school for submission in awaited if submission.school_id not in addresses]
    return [submission.school for submission in reminded], silent


def _letter(submission: Submission, to: list[str]) -> EmailMessage:
    collection = submission.collection
    note = f"\n\nЗамечание отдела: {submission.note}" if submission.note else ""
    return EmailMessage(
        subject=f"Ждём показатели: {collection.title}",
        body=(
            f"Здравствуйте!\n\nОт школы «{submission.school}» ещё не получены показатели: {collection.title}. "
            f"Срок: {submission.due_on:%d.%m.%Y}.{note}\n\nВойдите на портал, раздел «Сборы»."
        ),
        to=to,
    )
