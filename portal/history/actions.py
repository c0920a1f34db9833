from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from portal.bulk import create_rows
from portal.history.models import BulkAction, Change

_COLUMNS = ("subject_type_id", "subject_id", "action", "before", "after", "changed_at", "changed_by_id", "bulk_id")


@dataclass(frozen=True)
class Recorded:
    """What an action did to one record: only the fields that differ, in words that JSON can hold."""

    subject: models.Model
    action: str
    before: dict = field(default_factory=dict)
    after: dict = field(default_factory=dict)


def bulk_action(what: str, *, place: models.Model, key: str = "", takes_back: BulkAction | None = None) -> BulkAction:
    """A deed that is kept with the first change of it, and not at all where it changes nothing."""
    place_type = ContentType.objects.get_for_model(place)
    return BulkAction(what=what[:300], place_type=place_type, place_id=place.pk, key=key, takes_back=takes_back)


def _keep(bulk: BulkAction, by) -> int:
    """Its number; what has the key of an earlier part belongs to that."""
    if bulk.pk is None and bulk.key:
        bulk.pk = BulkAction.objects.filter(done_by=by, key=bulk.key).values_list("pk", flat=True).first()
    if bulk.pk is None:
        bulk.done_by = by
        bulk.save()
    return bulk.pk


def record_changes(changes: Iterable[Recorded], *, by, bulk: BulkAction | None = None) -> None:
    """Write the history of one action at once; `by` is None for a command of the installation itself.

    With `bulk` the changes are of that deed, and can be taken back together.
    """
    changes = list(changes)
    bulk_id = _keep(bulk, by) if bulk and changes else None
    models_of = {change.subject._meta.model for change in changes}
    types = {model: ContentType.objects.get_for_model(model).pk for model in models_of}
    when_and_who = (timezone.now(), by and by.pk, bulk_id)
    create_rows(
        Change,
        _COLUMNS,
        [
            (types[each.subject._meta.model], each.subject.pk, each.action, each.before, each.after, *when_and_who)
            for each in changes
        ],
    )
