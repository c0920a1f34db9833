"""Tells how far a collection has come, school by school."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q

from indicators.collections.models import Collection, Submission
from indicators.collections.queries.reminders import SchoolReminder, reminders_of
from indicators.collections.queries.sent_changes import changes_after_sending
from indicators.values.grid.table import Grid
from indicators.values.locks import locks_for
from indicators.values.models import Value
from indicators.values.queries.grid import municipality_grid
from schools.directory.models import School


@dataclass(frozen=True)
class CollectionProgress:
    """A school's submission: how many of the asked values are entered, and how many were changed after it was sent.

    An indicator that is entered counts as asked too, even if the school isn't asked for it.
    """

    submission: Submission
    entered: int
    asked: int
    changed: int
    is_late: bool
    reminder: SchoolReminder | None

    @property
    def is_incomplete(self) -> bool:
        return self.entered < self.asked


def collection_progress(collection: Collection, on: datetime.date) -> list[CollectionProgress]:
    """The progress of each school in the collection; `on` is the day by which lateness is told."""
    indicators = list(collection.indicators.all())
    values = Value.objects.facts().filter(indicator__in=indicators, period=collection.period).exclude(text="")
    entered: dict[int, set[int]] = defaultdict(set)
    for school_id, indicator_id in values.exclude(school=None).values_list("school", "indicator"):
        entered[school_id].add(indicator_id)
    submissions = list(collection.submissions.select_related("school", "sent_by", "collection"))
    changed = changes_after_sending(collection, submissions)
    reminders = reminders_of(submissions)
    return [
        CollectionProgress(
            each,
            len(entered[each.school_id]),
            sum(one.is_asked_of(each.school) or one.pk in entered[each.school_id] for one in indicators),
            len(changed.get(each.pk, ())),
            each.is_late(on),
            reminders.get(each.pk),
        )
        for each in submissions
    ]


def collection_grid(collection: Collection, user) -> Grid:
    """The grid of all schools and indicators of the collection, without the municipality's own rows."""
    schools = list(School.objects.filter(submissions__collection=collection))
    locks = locks_for(user, collection.municipality_id, [school.pk for school in schools])
    return municipality_grid(
        collection.municipality,
        collection.period,
        schools,
        list(collection.indicators.all()),
        kind=Value.Kind.FACT,
        own=False,
        locks=locks,
    )


def with_counts(collections):
    """The collections annotated with `asked` and `sent`, the numbers of schools, the latest day first."""
    sent = Q(submissions__status__in=[Submission.Status.SENT, Submission.Status.ACCEPTED])
    return collections.annotate(
        asked=Count("submissions", distinct=True), sent=Count("submissions", filter=sent, distinct=True)
    ).order_by("-due_on", "-pk")
