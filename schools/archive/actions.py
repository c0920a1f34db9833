"""Deletes records so that they are kept for a year, and restores them."""

import datetime
from collections.abc import Iterable, Sequence
from itertools import chain

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, connection, router, transaction
from django.db.models import Model, QuerySet
from django.db.models.deletion import Collector
from django.utils import timezone

from portal.history.actions import Recorded, record_changes
from portal.history.places import owners_of
from portal.locking import lock_record
from portal.refusals import Refusal
from schools.archive.kinds import kept_kinds
from schools.archive.models import Archived
from schools.archive.rows import clear_lost_keys, files_in, numbers_in, records_of, rows_of, write
from schools.directory.models import School

KEPT_FOR = datetime.timedelta(days=365)
CAN_BE_BACK = "Вернуть можно в течение года: меню под вашей фамилией → «Удалённое»."
RESTORED, FORGOTTEN = "восстановлено из удалённого", "удалённое больше не хранится"


class Deletion:
    """One deletion by a person: takes records with everything that goes with them, and keeps all of it together.

    `first` is the record that was to be deleted, and names the deletion unless `name` does. `within` is the record that
    it is a part of, if that says whose it is. The caller writes the entry in the history.
    """

    def __init__(self, first: Model, *, name: str = "", within: Model | None = None, key: str = ""):
        place = within or first
        of_school = kept_kinds()[type(first)].of_school
        self._kept = Archived(
            kind=ContentType.objects.get_for_model(first), record_id=first.pk, name=(name or str(first))[:300],
            municipality_id=owners_of(type(place), [place]).get(place.pk),
            school_id=_school_of(place) if of_school else None, key=key[:200],
        )  # fmt: skip

    @transaction.atomic
    def take(self, records: Model | Iterable[Model]) -> None:
        """Delete records of one model as Django does, and remember their rows; if Django raises, none is taken."""
        records = [records] if isinstance(records, Model) else list(records)
        if not records:
            return
        collector = Collector(using=router.db_for_write(type(records[0])), origin=records[0])
        collector.collect(records)
        numbers = {model: {each.pk for each in found} for model, found in collector.data.items()}
        for found in collector.fast_deletes:
            numbers.setdefault(found.model, set()).update(found.values_list("pk", flat=True))
        rows = [row for model, found in numbers.items() for row in rows_of(model, found)]
        loosened = _find_loosened(collector, numbers)
        collector.delete()
        self._kept.rows += rows
        self._kept.loosened += loosened

    def loosen(self, records: QuerySet, field: str) -> None:
        """Set a foreign key of rows that stay to NULL, and remember what it was, as for rows that are deleted."""
        model = records.model
        was = records.exclude(**{field: None}).values_list("pk", model._meta.get_field(field).attname)
        self._kept.loosened += [[model._meta.label_lower, field, *pair] for pair in was]
        records.update(**{field: None})

    def keep(self, *, by) -> Archived:
        """Save the deletion, so that it can be restored."""
        self._kept.deleted_by = by
        self._kept.save()
        return self._kept


def delete_kept(
    records: Model | Sequence[Model], *, by, name: str = "", within: Model | None = None, key: str = ""
) -> None:
    """Delete and keep a record, or some of one model, with everything that goes with them, as one deletion."""
    deletion = Deletion(records if isinstance(records, Model) else records[0], name=name, within=within, key=key)
    deletion.take(records)
    deletion.keep(by=by)


def _school_of(place: Model) -> int | None:
    return place.pk if isinstance(place, School) else getattr(place, "school_id", None)


def _find_loosened(collector: Collector, going: dict[type[Model], set[int]]) -> list[list]:
    """Return the rows that stay but whose keys the deletion sets to NULL: model, field, id, and the former key."""
    found = []
    for (field, value), groups in collector.field_updates.items():
        if value is None:
            staying = {each.pk for each in chain.from_iterable(groups)} - going.get(field.model, set())
            was = field.model._base_manager.filter(pk__in=staying).values_list("pk", field.attname)
            found += [[field.model._meta.label_lower, field.name, *pair] for pair in was]
    return found


@transaction.atomic
def restore(*, archived: Archived, by) -> list[Model]:
    """Restore everything of a deletion as it was, under the old ids, and return the records.

    Raises Refusal if it has been restored already, or if its place is taken or what it refers to is gone.
    """
    archived = lock_record(archived)
    if archived.restored_at:
        raise Refusal(f"«{archived}» уже восстановлено.")
    records = records_of(archived.rows)
    _check_schools_unmerged(records)
    try:
        with transaction.atomic():
            clear_lost_keys(records)
            write(records)
            connection.check_constraints(table_names=sorted({record._meta.db_table for record in records}))
    except IntegrityError as error:
        raise Refusal(
            f"«{archived}» восстановить нельзя: на этом месте уже стоит другое с тем же названием или из того же файла."
        ) from error
    _restore_keys(archived.loosened)
    _mark_restored(archived, by)
    model = archived.kind.model_class()
    first = next(each for each in records if isinstance(each, model) and each.pk == archived.record_id)
    kept_kinds()[model].put_back(records, by)
    record_changes([Recorded(first, RESTORED, after={"name": archived.name})], by=by)
    return records


def came_back_otherwise(*, key: str, by) -> None:
    """Stop offering deletions with this key, since the room that deleted the rows has brought them back by itself."""
    for archived in Archived.objects.filter(key=key, restored_at=None):
        _mark_restored(archived, by)


def forget_old(*, by=None) -> int:
    """Delete for good what was deleted more than a year ago, with its files, and return how many deletions it was."""
    old = Archived.objects.filter(deleted_at__lt=timezone.now() - KEPT_FOR)
    gone = list(old.select_for_update())
    record_changes([Recorded(each, FORGOTTEN, {"name": each.name}) for each in gone if not each.restored_at], by=by)
    for each in gone:
        for field, name in files_in(each.rows):
            transaction.on_commit(lambda storage=field.storage, name=name: storage.delete(name))
    Archived.objects.filter(pk__in=[each.pk for each in gone]).delete()
    return len(gone)


def _mark_restored(archived: Archived, by) -> None:
    archived.restored_at, archived.restored_by = timezone.now(), by
    archived.rows, archived.loosened = [], []
    archived.save()


def _check_schools_unmerged(records: list[Model]) -> None:
    """Raise Refusal if the records refer to a school that has been joined to another since."""
    joined = School.objects.filter(pk__in=numbers_in(records, School), merged_into__isnull=False).first()
    if joined:
        raise Refusal(f"{joined} с тех пор присоединена к другой школе: восстановить то, что о ней было, нельзя.")


def _restore_keys(loosened: list[list]) -> None:
    """Set the keys that the deletion had set to NULL, unless they have another value by now."""
    for label, name, number, was in loosened:
        model = apps.get_model(label)
        model._base_manager.filter(pk=number, **{name: None}).update(**{name: was})
