from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from portal.bulk import create_rows
from portal.history.models import Change

_COLUMNS = ("subject_type_id", "subject_id", "action", "before", "after", "changed_at", "changed_by_id")


@dataclass(frozen=True)
class Recorded:
    """What an action did to one record: only the fields that differ, in words that JSON can hold."""

    subject: models.Model
    action: str
    before: dict = field(default_factory=dict)
    after: dict = field(default_factory=dict)


def record_changes(changes: Iterable[Recorded], *, by) -> None:
    """Write the history of one action at once; `by` is None for a command of the installation itself."""
    changes = list(changes)
    models_of = {type(change.subject) for change in changes}
    types = {model: ContentType.objects.get_for_model(model).pk for model in models_of}
    now, by_id = timezone.now(), by and by.pk
    create_rows(
        Change,
        _COLUMNS,
        [
            (types[type(each.subject)], each.subject.pk, each.action, each.before, each.after, now, by_id)
            for each in changes
        ],
    )
