"""Names a record for the journal: by its own name, or by the related records that its model lists in `told_by`."""

from django.db import models

_LONGEST = 300


def can_tell(record: models.Model) -> bool:
    """Return whether the record can be named without a query for the related records."""
    return all(record._meta.get_field(name).is_cached(record) for name in getattr(record, "told_by", ()))


def told_name(record: models.Model) -> str:
    parts = [getattr(record, name) for name in getattr(record, "told_by", ())]
    return (", ".join(str(part) for part in parts if part is not None) if parts else str(record))[:_LONGEST]
