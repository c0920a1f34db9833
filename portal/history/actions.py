from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import models

from portal.history.models import Change


@dataclass(frozen=True)
class Recorded:
    """What an action did to one record: only the fields that differ, in words that JSON can hold."""

    subject: models.Model
    action: str
    before: dict = field(default_factory=dict)
    after: dict = field(default_factory=dict)


def record_changes(changes: Iterable[Recorded], *, by) -> None:
    """Write the history of one action in one statement; `by` is None for a command of the installation itself."""
    Change.objects.bulk_create(
        Change(
            subject_type=ContentType.objects.get_for_model(change.subject),
            subject_id=change.subject.pk,
            action=change.action,
            before=change.before,
            after=change.after,
            changed_by=by,
        )
        for change in changes
    )
