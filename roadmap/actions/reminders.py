"""Letters to those who have something due: one a person a day at most, on working days."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse

from portal.accounts.roles import Permission, Role
from roadmap.actions.assignments import derive_assignments
from roadmap.models import Assignment, Programme, Reminder, ReminderChoice, Roadmap
from roadmap.queries.tasks import with_activity
from roadmap.reminding import falls_due
from roadmap.working_days import is_working_day
from schools.models import Membership

# A person who was never reminded begins with what fell due within the last week.
_FIRST = datetime.timedelta(days=7)
_HORIZON = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Digest:
    """What a person's letter says: their unfinished assignments that are late or due within 30 days."""

    overdue: list[Assignment]
    due: list[Assignment]
    on: datetime.date

    @property
    def subject(self) -> str:
        parts = []
        if self.overdue:
            parts.append(f"просрочено — {len(self.overdue)}")
        if self.due:
            parts.append(f"скоро срок — {len(self.due)}")
        return f"Мероприятия программы: {', '.join(parts)}"

    @property
    def body(self) -> str:
        lines = ["Здравствуйте!"]
        for heading, assignments in (("Просрочено:", self.overdue), ("Срок в ближайшие 30 дней:", self.due)):
            if assignments:
                lines += ["", heading, *(_line(assignment) for assignment in assignments)]
        lines += ["", f"Что от вас ждут: {address(reverse('task-list'))}"]
        lines += [f"Когда напоминать, можно выбрать: {address(reverse('reminder-settings'))}"]
        return "\n".join(lines)


def send_reminders(on: datetime.date) -> list[Reminder]:
    """Remind everybody of what fell due since the last run; on a day off nothing, the next working day makes up for it.

    Assignments are brought into line first, so that a school added since then is not forgotten. Each letter is kept
    together with how far it reached: a run that breaks off goes on where it stopped.
    """
    if not is_working_day(on):
        return []
    for roadmap in Roadmap.objects.filter(
        programme__status=Programme.Status.APPROVED, programme__end_year__gte=on.year - 1
    ).select_related("programme"):
        derive_assignments(roadmap, by=None)
    due = _unfinished(on)
    sent = []
    with get_connection() as connection:
        for choice, places in _people():
            own = sorted((each for place in places for each in due[place]), key=lambda each: each.deadline_on)
            if reminder := _remind(choice, own, on, connection):
                sent.append(reminder)
    return sent


@transaction.atomic
def _remind(choice: ReminderChoice, own: list[Assignment], on: datetime.date, connection) -> Reminder | None:
    choice = ReminderChoice.objects.select_for_update(of=("self",)).select_related("user").get(pk=choice.pk)
    after = choice.covered_until or on - _FIRST
    if after >= on:
        return None
    choice.covered_until = on
    choice.save(update_fields=["covered_until"])
    if not any(falls_due(assignment.deadline_on, choice, after, on) for assignment in own):
        return None
    late = [assignment for assignment in own if assignment.is_overdue(on)]
    digest = Digest(late, [assignment for assignment in own if assignment not in late], on)
    reminder = Reminder.objects.create(user=choice.user, sent_on=on, subject=digest.subject, body=digest.body)
    EmailMessage(digest.subject, digest.body, to=[choice.user.email], connection=connection).send()
    return reminder


def _unfinished(on: datetime.date) -> dict[tuple[int, int | None], list[Assignment]]:
    """What is late or due within the horizon, by municipality and school."""
    found: dict[tuple[int, int | None], list[Assignment]] = defaultdict(list)
    assignments = with_activity(Assignment.objects.in_force().unfinished()).filter(deadline_on__lte=on + _HORIZON)
    for assignment in assignments.order_by("deadline_on", "activity__sequence"):
        programme = assignment.activity.direction.roadmap.programme
        if not programme.is_over(on):
            found[programme.municipality_id, assignment.school_id].append(assignment)
    return found


def _people() -> list[tuple[ReminderChoice, set[tuple[int, int | None]]]]:
    """Everybody who may report, with municipality and school of what is theirs; None stands for the department."""
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


def _line(assignment: Assignment) -> str:
    who = f"{assignment.school}: " if assignment.school else ""
    path = reverse("assignment-detail", args=[assignment.pk])
    return f"— до {assignment.deadline_on:%d.%m.%Y} {who}{assignment.activity}\n  {address(path)}"


def address(path: str) -> str:
    """A path as the whole address that a letter or a calendar needs."""
    return f"{settings.PORTAL_ADDRESS}{path}"
