from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import models

from portal.bulk import create_many
from portal.history.models import Change


@dataclass(frozen=True)
class Recorded:
    """What an action did to one record: only the fields that differ, in words that JSON can hold."""

    subject: models.Model
    action: str
    before: dict = field(default_factory=dict)
    after: dict = field(default_factory=dict)


def record_changes(changes: Iterable[Recorded], *, by) -> None:
    """Write the history of one action at once; `by` is None for a command of the installation itself."""
    types = {}
    records = []
    for change in changes:
        model = type(change.subject)
        if model not in types:
            types[model] = ContentType.objects.get_for_model(model).pk
        records.append(
            Change(
                subject_type_id=types[model],
                subject_id=change.subject.pk,
                action=change.action,
                before=change.before,
                after=change.after,
                changed_by_id=by and by.pk,
            )
        )
    create_many(records)
