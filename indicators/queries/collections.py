"""How far a collection has come, school by school."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

from indicators.models import Collection, Submission, Value


@dataclass(frozen=True)
class Progress:
    """A school's submission with how many of the asked values it has entered."""

    submission: Submission
    entered: int
    is_late: bool


def collection_progress(collection: Collection, on: datetime.date) -> list[Progress]:
    indicators = list(collection.indicators.values_list("pk", flat=True))
    values = Value.objects.facts().filter(indicator__in=indicators, period=collection.period).exclude(text="")
    entered = Counter(values.exclude(school=None).values_list("school", flat=True))
    submissions = collection.submissions.select_related("school", "sent_by", "collection")
    return [Progress(each, entered[each.school_id], each.is_late(on)) for each in submissions]


def with_counts(collections):
    """Collections annotated with how many schools were asked, and how many have sent."""
    sent = Q(submissions__status__in=[Submission.Status.SENT, Submission.Status.ACCEPTED])
    return collections.annotate(
        asked=Count("submissions", distinct=True), sent=Count("submissions", filter=sent, distinct=True)
    ).order_by("-due_on", "-pk")
