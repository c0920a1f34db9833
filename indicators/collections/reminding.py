"""Reminds schools whose answers are awaited, by letters to their directors."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from indicators.collections.models import Submission
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.history.actions import Recorded, record_changes
from portal.letters.mail_way import check_can_send_letters
from portal.letters.models import Letter
from portal.letters.sending import address, deliver, greeting, write_letter
from portal.text.plurals import counted
from schools.access.models import Membership
from schools.directory.models import Department, School


@dataclass(frozen=True)
class Reminding:
    """What became of reminding: letters sent and failed, schools without a director, and how many were awaited."""

    gone: list[Letter]
    failed: list[Letter]
    silent: list[School]
    schools: int


def remind(submissions: Iterable[Submission], *, by: User) -> Reminding:
    """Write to the directors of those of the schools whose answers are awaited.

    Not in one transaction: a letter that was sent stays sent, whatever happens to later ones. Raises NoMailServer if
    the portal can't send letters.
    """
    check_can_send_letters()
    awaited = [submission for submission in submissions if submission.is_awaited]
    directors = _find_directors(awaited)
    asked = [submission for submission in awaited if submission.school_id in directors]
    with transaction.atomic():
        Letter.objects.about(asked).withdraw()
        letters = [
            _remind_one(submission, director, by=by)
            for submission in asked
            for director in directors[submission.school_id]
        ]
    gone = deliver(letters)
    reached = {letter.about_id: f"напоминание {letter.get_state_display()}" for letter in gone}
    record_changes((Recorded(each, reached.get(each.pk, "напоминание не ушло")) for each in asked), by=by)
    return Reminding(
        gone=gone,
        failed=[letter for letter in letters if not letter.is_gone],
        silent=[submission.school for submission in awaited if submission.school_id not in directors],
        schools=len(awaited),
    )


def _find_directors(submissions: Iterable[Submission]) -> dict[int, list[User]]:
    directors: dict[int, list[User]] = defaultdict(list)
    memberships = Membership.objects.filter(
        role=Role.DIRECTOR, school__in=[submission.school_id for submission in submissions], user__is_active=True
    )
    for membership in memberships.select_related("user").order_by("pk"):
        directors[membership.school_id].append(membership.user)
    return dict(directors)


def _remind_one(submission: Submission, director: User, *, by: User) -> Letter:
    collection = submission.collection
    page = address(reverse("submission-detail", args=[collection.pk, submission.school_id]))
    department = Department.objects.filter(municipality=collection.municipality_id).first()
    office = department.name if department else str(collection.municipality)
    lines = [
        greeting(director.full_name),
        "",
        f"Показатели ещё не получены: {collection.title}.",
        f"Школа: {submission.school}.",
        _describe_due_day(submission.due_on, timezone.localdate()),
        *([f"Замечание отдела: {submission.note}"] if submission.note else []),
        "",
        f"Внести и отправить: {page}",
        "",
        *filter(None, (by.full_name, by.position, "" if office in by.position else office, by.email)),
    ]
    return write_letter(
        to=director,
        about=submission,
        subject=f"Ждём показатели: {collection.title}",
        body="\n".join(lines),
        sender_name=f"{by.short_name}, {office}",
        reply_to=by.email,
    )


def _describe_due_day(due_on: datetime.date, today: datetime.date) -> str:
    late = (today - due_on).days
    if late <= 0:
        return f"Срок: до {due_on:%d.%m.%Y}."
    return f"Срок был {due_on:%d.%m.%Y}, прошло {counted(late, 'день', 'дня', 'дней')}."
