"""Finds values that were changed after a school had sent them."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType

from indicators.catalogue.models import Indicator
from indicators.collections.models import Collection, Submission
from indicators.values.models import Value
from portal.history.models import Change
from schools.access.models import Membership


@dataclass(frozen=True)
class SentChange:
    """A value that differs from what the school sent, with the last change's author ("" for the portal) and time."""

    indicator: Indicator
    was: str
    now: str
    by: str
    at: datetime.datetime


def changes_after_sending(collection: Collection, submissions: Iterable[Submission]) -> dict[int, list[SentChange]]:
    """The changed values by the id of the submission, in the order of the catalogue.

    While an answer is with its school (open or returned), changes by the school's own people don't count.
    """
    sent = {each.school_id: each for each in submissions if each.sent_at}
    if not sent:
        return {}
    values = Value.objects.facts().filter(
        school__in=sent, indicator__in=collection.indicators.values("pk"), period=collection.period_id
    )
    changes = (
        Change.objects.filter(
            subject_type=ContentType.objects.get_for_model(Value),
            subject_id__in=values.values("pk"),
            changed_at__gt=min(each.sent_at for each in sent.values()),
        )
        .select_related("changed_by")
        .order_by("changed_at", "pk")
    )
    by_value: dict[int, list[Change]] = defaultdict(list)
    for change in changes:
        by_value[change.subject_id].append(change)
    own = set(Membership.objects.filter(school__in=sent).values_list("school", "user")) if by_value else set()
    found: dict[int, list[SentChange]] = defaultdict(list)
    for value in values.filter(pk__in=by_value).select_related("indicator").order_by("indicator") if by_value else ():
        submission = sent[value.school_id]
        if change := _change_since_sending(submission, value.indicator, by_value[value.pk], own):
            found[submission.pk].append(change)
    return dict(found)


def _change_since_sending(
    submission: Submission, indicator: Indicator, changes: list[Change], own: set[tuple[int, int]]
) -> SentChange | None:
    """The change of a value since it was sent, out of its changes in the history; None if it is as it was sent."""
    counted = [
        change
        for change in changes
        if change.changed_at > submission.sent_at
        and not (_is_with_school(submission) and (submission.school_id, change.changed_by_id) in own)
    ]
    if not counted:
        return None
    was, last = counted[0].before.get("text", ""), counted[-1]
    now = last.after.get("text", "")
    return SentChange(indicator, was, now, str(last.changed_by or ""), last.changed_at) if was != now else None


def _is_with_school(submission: Submission) -> bool:
    return submission.status in (Submission.Status.OPEN, Submission.Status.RETURNED)
