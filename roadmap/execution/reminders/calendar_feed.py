"""Writes a person's deadlines for calendar programs (RFC 5545)."""

import datetime

from django.utils import timezone
from icalendar import Calendar, Event

from portal.accounts.models import User
from portal.accounts.roles import Permission
from roadmap.execution.models import MUNICIPALITY, Assignment
from roadmap.execution.queries.tasks import with_activity
from schools.access.scope import scope_of


def calendar_of(user: User, address) -> bytes:
    """Return a calendar with each unfinished dated assignment of the person on its last day.

    `address(assignment)` returns the full address of its page.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Портал результатов школ//RU")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Сроки мероприятий")
    for assignment in own_unfinished(user).filter(deadline_on__isnull=False).order_by("deadline_on", "pk"):
        calendar.add_component(_build_event(assignment, address))
    return calendar.to_ical()


def own_unfinished(user: User):
    """Return unfinished assignments that the user has to report on: of their schools, and of their department."""
    scope = scope_of(user)
    of_department = scope.municipalities_with(Permission.REPORT_FOR_DEPARTMENT, MUNICIPALITY)
    schools = [place.school_id for place in scope.places if Permission.REPORT_FOR_SCHOOL in place.role.permissions]
    assignments = with_activity(Assignment.objects.in_force().unfinished().running(timezone.localdate()))
    return assignments.filter(school=None).filter(of_department) | assignments.filter(school__in=schools)


def _build_event(assignment: Assignment, address) -> Event:
    event = Event()
    event.add("uid", f"assignment-{assignment.pk}@portal")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", assignment.deadline_on)
    event.add("dtend", assignment.deadline_on + datetime.timedelta(days=1))
    who = f"{assignment.school}: " if assignment.school else ""
    event.add("summary", f"Срок: {who}{assignment.about}")
    event.add("description", assignment.activity.result or "")
    event.add("url", address(assignment))
    return event
