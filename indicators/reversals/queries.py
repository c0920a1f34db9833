"""Reads a bulk action for taking it back: each record that it changed, as it was before, after and is now."""

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
    """One record that the action changed.

    `since` says who has changed it after the action, and when, "" if nobody has; `kept` is its former state from the
    history.
    """

    subject: Value | Submission
    place: str
    was: str
    became: str
    now: str
    since: str
    kept: dict

    @property
    def key(self) -> str:
        """Identifies the record in the state that was shown: after a further change its key is another one."""
        version = self.subject.version if isinstance(self.subject, Value) else self.subject.status
        return f"{self.subject._meta.model_name}:{self.subject.pk}:{version}"

    @property
    def is_done(self) -> bool:
        return self.now == self.was


def bulk_actions(user, municipality: Municipality) -> QuerySet[BulkAction]:
    """Bulk actions in the municipality, the newest first: all for its department, their own for everybody else."""
    actions = BulkAction.objects.of(municipality).select_related("done_by")
    if not can_enter(user, municipality_id=municipality.pk, school_id=None):
        actions = actions.filter(done_by=user)
    counted = actions.annotate(size=Count("changes")).order_by("-done_at", "-pk")
    return counted.prefetch_related("taken_back_by__done_by")


def lines_of(bulk: BulkAction, user) -> list[ReversalLine]:
    """The records that the action changed and the user may see, in the order of writing; a fixed number of queries."""
    values = Value.objects.visible_to(user).select_related("indicator", "school", "period", "indicator__municipality")
    submissions = Submission.objects.select_related("school", "collection")
    return [
        *(_line_of_value(*each) for each in _find_changed(bulk, values)),
        *(_line_of_submission(*each) for each in _find_changed(bulk, submissions)),
    ]


def _find_changed(bulk: BulkAction, records: QuerySet) -> Iterable[tuple[models.Model, Change, Change, Change | None]]:
    """Each record with the first and last change by this action, and the last change after it, if any."""
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


def _line_of_value(value: Value, first: Change, last: Change, since: Change | None) -> ReversalLine:
    whose = value.school or value.indicator.municipality
    place = f"{whose} · {value.indicator} · {value.get_kind_display()}, {value.period}"
    texts = (first.before["text"], last.after["text"], value.text)
    return ReversalLine(value, place, *texts, _describe_author(since), first.before)


def _line_of_submission(submission: Submission, first: Change, last: Change, since: Change | None) -> ReversalLine:
    statuses = (first.before["status"], last.after["status"], submission.status)
    labels = (Submission.Status(status).label for status in statuses)
    place = f"{submission.school} · «{submission.collection}»"
    return ReversalLine(submission, place, *labels, _describe_author(since), first.before)


def _describe_author(change: Change | None) -> str:
    if change is None:
        return ""
    return f"{change.changed_by or 'портал'}, {change.changed_at.astimezone():%d.%m.%Y %H:%M}"


def address_of(line: ReversalLine) -> CellAddress:
    return CellAddress.of(line.subject)
