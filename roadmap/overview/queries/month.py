"""Reads a month of the roadmap: what is due on each of its days, and what begins."""

import calendar
import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from roadmap.execution.models import AssignmentQuerySet
from roadmap.execution.queries.tallies import tallies_of
from roadmap.execution.tally import AssignmentTally
from roadmap.plan.models import Activity


@dataclass(frozen=True)
class MonthEvent:
    activity: Activity
    tally: AssignmentTally


@dataclass(frozen=True)
class Day:
    date: datetime.date
    is_in_month: bool
    due: list[MonthEvent] = field(default_factory=list)
    begins: list[MonthEvent] = field(default_factory=list)

    @property
    def number(self) -> int:
        return len(self.due) + len(self.begins)


@dataclass(frozen=True)
class Month:
    first: datetime.date
    weeks: list[list[Day]]

    @property
    def days(self) -> list[Day]:
        """Return the days on which something is due or begins."""
        return [day for week in self.weeks for day in week if day.number]

    @property
    def previous(self) -> datetime.date:
        return (self.first - datetime.timedelta(days=1)).replace(day=1)

    @property
    def next(self) -> datetime.date:
        return (self.first + datetime.timedelta(days=31)).replace(day=1)


def roadmap_month(assignments: AssignmentQuerySet, first: datetime.date, on: datetime.date) -> Month:
    """Return the month in weeks from Monday; days of the neighbouring months are empty."""
    days = first, first.replace(day=calendar.monthrange(first.year, first.month)[1])
    of_month = assignments.filter(Q(deadline_on__range=days) | Q(starts_on__range=days))
    due: dict[tuple, AssignmentTally] = defaultdict(lambda: AssignmentTally({}))
    begins: dict[tuple, AssignmentTally] = defaultdict(lambda: AssignmentTally({}))
    for (activity_id, start, deadline), tally in tallies_of(
        of_month, on, "activity", "starts_on", "deadline_on"
    ).items():
        if days[0] <= deadline <= days[1]:
            due[deadline, activity_id] += tally
        if days[0] <= start <= days[1] and start != deadline:
            begins[start, activity_id] += tally
    ids = {activity_id for _, activity_id in [*due, *begins]}
    activities = list(Activity.objects.filter(pk__in=ids).in_document_order())

    def events(found: dict[tuple, AssignmentTally], date: datetime.date) -> list[MonthEvent]:
        return [MonthEvent(each, found[date, each.pk]) for each in activities if (date, each.pk) in found]

    weeks = [
        [Day(date, date.month == first.month, events(due, date), events(begins, date)) for date in week]
        for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
    ]
    return Month(first, weeks)
