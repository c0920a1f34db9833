"""Locks a record for an action that reads it and then writes, so that two requests at once come one after the other."""

from typing import TypeVar

from django.db.models import Model

Record = TypeVar("Record", bound=Model)


def lock_record(record: Record, *related: str) -> Record:
    """Return the record as it is now with its related ones; it alone is locked until the transaction ends.

    Raises DoesNotExist if it is gone.
    """
    records = record._meta.model._default_manager.select_for_update(of=("self",))
    return (records.select_related(*related) if related else records).get(pk=record.pk)
