"""A bulk action as it can be taken back: each record that it changed, before, after and now."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, QuerySet

from indicators.collections.models import Submission
from indicators.values.address import CellAddress
from indicators.values.models import Value
from indicators.values.permissions import can_enter
from portal.history.models import BulkAction, Change
from schools.directory.models import Municipality


@dataclass(frozen=True)
class ReversalLine:
    """One record of the action. `since` says who changed it later, "" where nobody has; `kept` is what it was."""

    subject: Value | Submission
    place: str
    was: str
    became: str
    now: str
    since: str
    kept: dict

    @property
    def key(self) -> str:
        """Of the record as it was shown: another writing of it has another key."""
        version = self.subject.version if isinstance(self.subject, Value) else self.subject.status
        return f"{self.subject._meta.model_name}:{self.subject.pk}:{version}"

    @property
    def is_done(self) -> bool:
        return self.now == self.was


def bulk_actions(user, municipality: Municipality) -> QuerySet[BulkAction]:
    """All of the municipality for its department; what one did oneself for everybody else."""
    actions = BulkAction.objects.of(municipality).select_related("done_by")
    if not can_enter(user, municipality_id=municipality.pk, school_id=None):
        actions = actions.filter(done_by=user)
    counted = actions.annotate(size=Count("changes")).order_by("-done_at", "-pk")
    return counted.prefetch_related("taken_back_by__done_by")


def lines_of(bulk: BulkAction, user) -> list[ReversalLine]:
    """In the order in which they were written; in a fixed number of queries."""
    values = Value.objects.visible_to(user).select_related("indicator", "school", "period", "indicator__municipality")
    submissions = Submission.objects.select_related("school", "collection")
    return [
        *(_of_value(*each) for each in _changed(bulk, values)),
        *(_of_submission(*each) for each in _changed(bulk, submissions)),
    ]


def _changed(bulk: BulkAction, records: QuerySet) -> Iterable[tuple[models.Model, Change, Change, Change | None]]:
    """Of each record the action's first and last change of it, and the last one by somebody since."""
    kind = ContentType.objects.get_for_model(records.model)
    own = list(bulk.changes.filter(subject_type=kind).order_by("pk"))
    if not own:
        return
    subjects = bulk.changes.filter(subject_type=kind).values("subject_id")
    first: dict[int, Change] = {}
    for change in own:
        first.setdefault(change.subject_id, change)
    last = {change.subject_id: change for change in own}
    later = Change.objects.filter(subject_type=kind, subject_id__in=subjects, pk__gt=own[0].pk).exclude(bulk=bulk)
    since = {
        change.subject_id: change
        for change in later.select_related("changed_by").order_by("pk")
        if change.pk > last[change.subject_id].pk and {"text", "status"} & change.after.keys()
    }
    found = {record.pk: record for record in records.filter(pk__in=subjects)}
    for pk, change in first.items():
        if pk in found:
            yield found[pk], change, last[pk], since.get(pk)


def _of_value(value: Value, first: Change, last: Change, since: Change | None) -> ReversalLine:
    whose = value.school or value.indicator.municipality
    place = f"{whose} · {value.indicator} · {value.get_kind_display()}, {value.period}"
    texts = (first.before["text"], last.after["text"], value.text)
    return ReversalLine(value, place, *texts, _told(since), first.before)


def _of_submission(submission: Submission, first: Change, last: Change, since: Change | None) -> ReversalLine:
    statuses = (first.before["status"], last.after["status"], submission.status)
    labels = (Submission.Status(status).label for status in statuses)
    place = f"{submission.school} · «{submission.collection}»"
    return ReversalLine(submission, place, *labels, _told(since), first.before)


def _told(change: Change | None) -> str:
    if change is None:
        return ""
    return f"{change.changed_by or 'портал'}, {change.changed_at.astimezone():%d.%m.%Y %H:%M}"


def address_of(line: ReversalLine) -> CellAddress:
    return CellAddress.of(line.subject)
