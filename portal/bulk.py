"""Tens of thousands of rows at once: past the ORM's statements, which take most of the time, not past its fields."""

import gc
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.db import connection, models
from django.db.models import Case, F, Value, When
from django.db.models.functions import Cast

# Below this the ORM is quick enough.
MANY = 1_000

_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


@contextmanager
def many_objects() -> Iterator[None]:
    """While so many objects are made and kept, looking for circles among them is a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def create_many(objects: Sequence[models.Model]) -> None:
    """As `bulk_create`: no signals, keys set. Of one model without parents, in a transaction."""
    if len(objects) < MANY:
        if objects:
            type(objects[0])._default_manager.bulk_create(objects)
        return
    meta = objects[0]._meta
    _give_keys(objects, meta)
    rows = _rows(objects, meta.local_concrete_fields)
    table = connection.ops.quote_name(meta.db_table)
    columns = ", ".join(connection.ops.quote_name(field.column) for field in meta.local_concrete_fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", _Lines(rows))
        else:
            places = ", ".join(["%s"] * len(meta.local_concrete_fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)  # noqa: S608 - a model's
    for each in objects:
        each._state.adding, each._state.db = False, connection.alias


def update_many(model: type[models.Model], changes: Mapping[int, Mapping[str, object]]) -> None:
    """New values of fields by the rows' keys, in one statement where `bulk_update` makes one for every hundred rows."""
    by_field: dict[str, dict[int, object]] = {}
    for pk, values in changes.items():
        for name, value in values.items():
            by_field.setdefault(name, {})[pk] = value
    if by_field:
        assigned = {name: _by_key(model._meta.get_field(name), values) for name, values in by_field.items()}
        model._default_manager.filter(pk__in=changes).update(**assigned)


def _by_key(field: models.Field, values: Mapping[int, object]) -> Cast:
    cases = [When(pk=pk, then=Value(value, output_field=field)) for pk, value in values.items()]
    return Cast(Case(*cases, default=F(field.attname), output_field=field), output_field=field)


def _give_keys(objects: Sequence[models.Model], meta) -> None:
    table, column = meta.db_table, meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
            cursor.execute(sequence, [connection.ops.quote_name(table), column, len(objects)])
            keys = [key for (key,) in cursor.fetchall()]
        else:
            # Writers of SQLite come one after the other; AUTOINCREMENT never gives a key twice.
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            last = (cursor.fetchone() or (0,))[0]
            keys = range(last + 1, last + 1 + len(objects))
    for each, key in zip(objects, keys, strict=True):
        each.pk = key


def _rows(objects: Sequence[models.Model], fields: Sequence[models.Field]) -> Iterator[tuple]:
    columns = [_column(objects, field) for field in fields]
    return zip(*columns, strict=True)


def _column(objects: Sequence[models.Model], field: models.Field) -> Iterator:
    name = field.attname
    if type(field).pre_save is models.Field.pre_save:
        values = (getattr(each, name) for each in objects)
    else:
        values = (field.pre_save(each, True) for each in objects)
    adapt = _adapter(field)
    return map(adapt, values) if adapt else values


def _adapter(field: models.Field) -> Callable | None:
    """How the database takes the field's values, where it isn't as Python has them."""
    if isinstance(field, models.JSONField):
        return _json
    if isinstance(field, (models.DecimalField, models.DateTimeField)):
        return lambda value: None if value is None else field.get_db_prep_save(value, connection)
    return None


def _json(value: object) -> str:
    return "[]" if value == [] else "{}" if value == {} else json.dumps(value, ensure_ascii=False)


class _Lines(io.RawIOBase):
    """The rows as COPY reads them, made as they are asked for."""

    def __init__(self, rows: Iterator[tuple]):
        self.lines = map(_line, rows)
        self.left = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        pieces, length = [self.left], len(self.left)
        while length < size:
            line = next(self.lines, b"")
            if not line:
                break
            pieces.append(line)
            length += len(line)
        found = b"".join(pieces)
        self.left = found[size:]
        return found[:size]


def _line(row: tuple) -> bytes:
    return ("\t".join(map(_written, row)) + "\n").encode()


def _written(value: object) -> str:
    if value is None:
        return "\\N"
    return value.translate(_ESCAPES) if isinstance(value, str) else str(value)
