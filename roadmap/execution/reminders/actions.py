"""Writes to people about what is due: at most one letter a day to a person, on working days."""

import contextlib
import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from django.db import transaction
from django.urls import reverse

from portal.accounts.models import User
from portal.accounts.roles import Permission, Role
from portal.history.actions import Recorded, record_changes
from portal.letters.failures import NotSent
from portal.letters.mail_server import MailServer
from portal.letters.mail_way import check_can_send_letters
from portal.letters.models import Letter
from portal.letters.sending import address, deliver_now, greeting, write_letter
from portal.locking import lock_record
from portal.text.plurals import counted, plural
from roadmap.execution.actions.deriving import derive_assignments
from roadmap.execution.models import Assignment
from roadmap.execution.queries.tasks import with_activity
from roadmap.execution.reminders.models import Reminder, ReminderChoice, new_calendar_token
from roadmap.execution.reminders.reminder_days import falls_due
from roadmap.execution.reminders.working_days import is_working_day
from roadmap.execution.state import state_of
from roadmap.execution.state_words import WORDS
from roadmap.plan.models import Roadmap
from roadmap.programmes.models import Programme
from schools.access.models import Membership
from schools.directory.models import Department

# A person who was never reminded begins with what fell due within the last week.
_FIRST = datetime.timedelta(days=7)
_HORIZON = datetime.timedelta(days=30)
_OVERDUE = "просрочено", "просрочены", "просрочено"
_ACTIVITIES = "мероприятие", "мероприятия", "мероприятий"
_ACTIVITIES_IN_GENITIVE = "мероприятия", "мероприятий", "мероприятий"


@dataclass(frozen=True)
class Digest:
    """The letter to one person about their unfinished assignments that are overdue or due within 30 days."""

    overdue: list[Assignment]
    due: list[Assignment]
    on: datetime.date
    to: User
    sender: str

    @property
    def subject(self) -> str:
        parts = []
        if self.overdue:
            parts.append(f"{plural(len(self.overdue), *_OVERDUE)} {counted(len(self.overdue), *_ACTIVITIES)}")
        if self.due:
            parts.append(f"скоро срок у {counted(len(self.due), *_ACTIVITIES_IN_GENITIVE)}")
        return ", ".join(parts).capitalize()

    @property
    def body(self) -> str:
        lines = [greeting(self.to.full_name)]
        for heading, assignments in (
            (f"{WORDS['overdue'].capitalize()}:", self.overdue),
            ("Срок в ближайшие 30 дней:", self.due),
        ):
            if assignments:
                lines += ["", heading, *(_write_line(assignment) for assignment in assignments)]
        lines += ["", f"Что от вас ждут: {address(reverse('task-list'))}"]
        lines += [f"Когда напоминать, можно выбрать: {address(reverse('reminder-settings'))}"]
        lines += ["", self.sender]
        return "\n".join(lines)


@dataclass(frozen=True)
class Mailing:
    """Which letters of a run were sent, and which the mail server didn't take."""

    sent: list[Reminder] = field(default_factory=list)
    failed: list[Letter] = field(default_factory=list)


def send_reminders(on: datetime.date) -> Mailing:
    """Remind everybody of what has become due since the last run; on a day off do nothing.

    Assignments are derived anew first, so that a school added since then is not forgotten. For each person it is kept
    up to which day they were reminded: a run that breaks off goes on from there, and a letter that the mail server
    didn't take is written again by the next run. Raises NoMailServer if the portal can't send letters.
    """
    if not is_working_day(on):
        return Mailing()
    for roadmap in Roadmap.objects.filter(
        programme__status=Programme.Status.APPROVED, programme__end_year__gte=on.year - 1
    ).select_related("programme"):
        derive_assignments(roadmap, by=None)
    check_can_send_letters()
    due = _find_unfinished(on)
    departments = dict(Department.objects.values_list("municipality", "name"))
    mailing = Mailing()
    with MailServer() as server:
        for choice, places in _find_people():
            own = sorted((each for place in places for each in due[place]), key=lambda each: each.deadline_on)
            names = {departments.get(municipality_id, "") for municipality_id, _ in places}
            # Connect before the person's row is locked; if that fails, sending the letter fails too and is recorded.
            with contextlib.suppress(NotSent):
                server.reach()
            _remind_person(choice, own, on, server, sender=", ".join(sorted(filter(None, names))), mailing=mailing)
    return mailing


@transaction.atomic
def choose_reminders(*, chosen: ReminderChoice, by: User) -> None:
    """Save when the person wants to be reminded, with what changed in the history."""
    was = ReminderChoice.objects.filter(user=by).first() or ReminderChoice()
    chosen.save()
    before, after = ({name: getattr(each, name) for name in ReminderChoice.WHEN} for each in (was, chosen))
    if changed := {name: text for name, text in after.items() if text != before[name]}:
        record_changes(
            [Recorded(chosen, "напоминания настроены", {name: before[name] for name in changed}, changed)], by=by
        )


@transaction.atomic
def renew_calendar(*, by: User) -> ReminderChoice:
    """Give the person's calendar a new secret address; the old one stops working."""
    choice, _ = ReminderChoice.objects.get_or_create(user=by)
    choice.calendar_token = new_calendar_token()
    choice.save(update_fields=["calendar_token"])
    record_changes([Recorded(choice, "новый адрес календаря")], by=by)
    return choice


@transaction.atomic
def _remind_person(
    choice: ReminderChoice,
    own: list[Assignment],
    on: datetime.date,
    server: MailServer,
    *,
    sender: str,
    mailing: Mailing,
) -> None:
    choice = lock_record(choice, "user")
    after = choice.covered_until or on - _FIRST
    if after >= on:
        return
    if any(falls_due(assignment.deadline_on, choice, after, on) for assignment in own):
        late = [assignment for assignment in own if state_of(assignment, on).is_overdue]
        digest = Digest(late, [assignment for assignment in own if assignment not in late], on, choice.user, sender)
        letter = write_letter(
            to=choice.user, about=choice, subject=digest.subject, body=digest.body, sender_name=digest.sender
        )
        if not deliver_now(letter, server):
            mailing.failed.append(letter)
            return
        mailing.sent.append(
            Reminder.objects.create(user=choice.user, sent_on=on, subject=digest.subject, body=digest.body)
        )
    choice.covered_until = on
    choice.save(update_fields=["covered_until"])


def _find_unfinished(on: datetime.date) -> dict[tuple[int, int | None], list[Assignment]]:
    """Return assignments that are overdue or due within 30 days, by municipality and school (None: the department)."""
    found: dict[tuple[int, int | None], list[Assignment]] = defaultdict(list)
    assignments = with_activity(Assignment.objects.in_force().unfinished()).filter(deadline_on__lte=on + _HORIZON)
    for assignment in assignments.order_by("deadline_on", "activity__sequence"):
        programme = assignment.programme
        if not programme.is_over(on):
            found[programme.municipality_id, assignment.school_id].append(assignment)
    return found


def _find_people() -> list[tuple[ReminderChoice, set[tuple[int, int | None]]]]:
    """Return everybody who may report, with the pairs of municipality and school (None: the department) they are of."""
    places: dict[int, set[tuple[int, int | None]]] = defaultdict(set)
    memberships = Membership.objects.filter(user__is_active=True).exclude(role=Role.ADMINISTRATOR)
    for user_id, role, municipality_id, school_id, of_school_id in memberships.values_list(
        "user", "role", "municipality", "school", "school__municipality"
    ):
        if Permission.REPORT_FOR_DEPARTMENT in Role(role).permissions:
            places[user_id].add((municipality_id, None))
        if Permission.REPORT_FOR_SCHOOL in Role(role).permissions:
            places[user_id].add((of_school_id, school_id))
    ReminderChoice.objects.bulk_create((ReminderChoice(user_id=user_id) for user_id in places), ignore_conflicts=True)
    choices = ReminderChoice.objects.filter(user__in=places).order_by("pk")
    return [(choice, places[choice.user_id]) for choice in choices]


def _write_line(assignment: Assignment) -> str:
    who = f"{assignment.school}: " if assignment.school else ""
    path = reverse("assignment-detail", args=[assignment.pk])
    return f"— до {assignment.deadline_on:%d.%m.%Y} {who}{assignment.about}\n  {address(path)}"
