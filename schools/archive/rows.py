"""Turns rows of any model into data for JSON, and back, by Django's serializers."""

import datetime
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.core.serializers.base import DeserializationError
from django.core.serializers.python import Deserializer, Serializer
from django.db.models import SET_NULL, FileField, ForeignKey, Model

from portal.refusals import Refusal
from schools.archive.kinds import is_made_anew

_AT_ONCE = 500


class _RowSerializer(Serializer):
    """Leaves out many-to-many relations, whose rows are kept by themselves, and keeps microseconds."""

    def handle_m2m_field(self, obj, field):
        return None

    def _value_from_field(self, obj, field):
        value = field.value_from_object(obj)
        return value.isoformat() if isinstance(value, datetime.datetime) else super()._value_from_field(obj, field)


def rows_of(model: type[Model], numbers: Iterable[int]) -> list[dict]:
    numbers = sorted(numbers)
    records = (
        record
        for start in range(0, len(numbers), _AT_ONCE)
        for record in model._base_manager.filter(pk__in=numbers[start : start + _AT_ONCE]).order_by("pk")
    )
    return _RowSerializer().serialize(records)


def records_of(rows: list[dict]) -> list[Model]:
    """Return the records of the rows, not saved; raises Refusal if a model or a field doesn't exist any more."""
    try:
        return [each.object for each in Deserializer(rows)]
    except (DeserializationError, FieldDoesNotExist, LookupError) as error:
        raise Refusal("Это удалено прежней версией портала и в нынешней не восстановится.") from error


def write(records: Iterable[Model]) -> None:
    """Insert the records exactly as they were, with their ids and times."""
    for record in records:
        record.save_base(raw=True, force_insert=True)


def clear_lost_keys(records: list[Model]) -> None:
    """Set foreign keys to records that are gone to NULL, where that is allowed; raises Refusal where it isn't."""
    coming = {(type(record), record.pk) for record in records}
    for key, pointing in _group_by_key(records).items():
        target = key.remote_field.model
        wanted = {getattr(record, key.attname) for record in pointing} - {None}
        there = set(target._base_manager.filter(pk__in=wanted).values_list("pk", flat=True))
        lost = {pk for pk in wanted - there if (target, pk) not in coming}
        if lost and not (key.null and (key.remote_field.on_delete is SET_NULL or is_made_anew(target))):
            raise Refusal(
                f"Того, к чему это относится ({target._meta.verbose_name}), уже нет. Если и оно удалено, сначала "
                "восстановите его."
            )
        for record in pointing:
            if getattr(record, key.attname) in lost:
                setattr(record, key.attname, None)


def _group_by_key(records: Iterable[Model]) -> dict[ForeignKey, list[Model]]:
    found: dict[ForeignKey, list[Model]] = {}
    for record in records:
        for field in record._meta.concrete_fields:
            if isinstance(field, ForeignKey):
                found.setdefault(field, []).append(record)
    return found


def numbers_in(records: list[Model], target: type[Model]) -> set[int]:
    """Return the ids of records of the model `target` to which the records refer."""
    return {
        number
        for key, pointing in _group_by_key(records).items()
        if key.remote_field.model is target
        for record in pointing
        if (number := getattr(record, key.attname))
    }


def files_in(rows: Iterable[dict]) -> Iterator[tuple[FileField, str]]:
    for row in rows:
        for field in apps.get_model(row["model"])._meta.concrete_fields:
            if isinstance(field, FileField) and (name := row["fields"].get(field.name)):
                yield field, name
