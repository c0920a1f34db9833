"""Writes tens of thousands of rows at once.

It uses the ORM's fields, but not its objects and statements, which would take most of the time.
"""

import gc
import io
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from operator import itemgetter

from django.db import connection, models
from django.db.models import Case, F, Value, When
from django.db.models.functions import Cast

# For fewer rows the ORM is quick enough.
MANY = 1_000

# How many converted values of a column are cached, since most are repeated many times.
_CACHED_VALUES = 10_000
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


@contextmanager
def many_objects() -> Iterator[None]:
    """Switch garbage collection off while millions of objects are made and kept: it would take a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def create_many(objects: Sequence[models.Model]) -> None:
    """Create the objects and set their keys, without signals, as `bulk_create` does.

    All are of one model without parents, and it has to be called in a transaction.
    """
    if len(objects) < MANY:
        if objects:
            type(objects[0])._default_manager.bulk_create(objects)
        return
    model = type(objects[0])
    fields = model._meta.local_concrete_fields
    for each, key in zip(objects, _next_keys(model, len(objects)), strict=True):
        each.pk = key
    _insert(model, fields, zip(*[_column(objects, field) for field in fields], strict=True))
    for each in objects:
        each._state.adding, each._state.db = False, connection.alias


def update_by_key(model: type[models.Model], changes: Mapping[int, Mapping[str, object]]) -> None:
    """Update rows by their keys in one statement, where `bulk_update` makes one for every hundred rows.

    `changes` has the new values of fields by each row's key.
    """
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


def create_rows(model: type[models.Model], names: Sequence[str], rows: Sequence[tuple]) -> None:
    """Create rows without making objects; `names` are of all fields but the key, which is assigned."""
    if not rows:
        return
    in_one_statement = len(rows) * len(names) <= (connection.features.max_query_params or math.inf)
    if len(rows) < MANY and in_one_statement:
        model._default_manager.bulk_create(model(**dict(zip(names, row, strict=True))) for row in rows)
    else:
        _insert(model, [model._meta.get_field(name) for name in names], rows)


def update_many(objects: Sequence[models.Model], names: Sequence[str]) -> None:
    """Update these fields of the objects, as `bulk_update` does, but without naming each object for each field.

    It is for as many objects as a plan or a municipality has; for some dozens `bulk_update` is as good.
    """
    if not objects:
        return
    model = type(objects[0])
    if len(objects) < MANY:
        model._default_manager.bulk_create(objects, update_conflicts=True, unique_fields=["pk"], update_fields=names)
        return
    key = model._meta.pk
    fields = [*map(model._meta.get_field, names), key]
    rows = zip(*[map(itemgetter(field.attname), map(vars, objects)) for field in fields], strict=True)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _update_by_copy(cursor, table, fields, rows)
        else:
            places = ", ".join(f"{_columns([field])} = %s" for field in fields[:-1])
            statement = f"UPDATE {table} SET {places} WHERE {_columns([key])} = %s"  # noqa: S608 - a model's
            cursor.executemany(statement, _adapt_rows(fields, rows))


def _update_by_copy(cursor, table: str, fields: Sequence[models.Field], rows: Iterable[tuple]) -> None:
    """Copy the rows into a temporary table and update from that; the last of the fields is the key."""
    *columns, key = map(_columns, zip(fields))
    places = ", ".join(f"{column} = given.{column}" for column in columns)
    create = f"CREATE TEMPORARY TABLE given AS SELECT {_columns(fields)} FROM {table} WITH NO DATA"  # noqa: S608
    cursor.execute(create)
    _copy(cursor, "given", fields, rows)
    cursor.execute(f"UPDATE {table} SET {places} FROM given WHERE {table}.{key} = given.{key}")  # noqa: S608
    cursor.execute("DROP TABLE given")


def _next_keys(model: type[models.Model], count: int) -> Sequence[int]:
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # The sequence is looked up once, not for each key.
            cursor.execute(
                "SELECT nextval((SELECT pg_get_serial_sequence(%s, %s)::regclass)) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), column, count],
            )
            return [key for (key,) in cursor.fetchall()]
        # SQLite has one writer at a time, and AUTOINCREMENT never assigns a key twice.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or (0,))[0]
        return range(last + 1, last + 1 + count)


def _column(objects: Sequence[models.Model], field: models.Field) -> Iterator:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        moment = field.pre_save(objects[0], True)  # the same for all: they are written at once
        for each in objects:
            setattr(each, field.attname, moment)
    elif type(field).pre_save not in (models.Field.pre_save, models.DateTimeField.pre_save):
        return (field.pre_save(each, True) for each in objects)
    return map(itemgetter(field.attname), map(vars, objects))


def _insert(model: type[models.Model], fields: Sequence[models.Field], rows: Iterable[tuple]) -> None:
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, table, fields, rows)
        else:
            places = ", ".join(["%s"] * len(fields))
            statement = f"INSERT INTO {table} ({_columns(fields)}) VALUES ({places})"  # noqa: S608 - a model's
            cursor.executemany(statement, _adapt_rows(fields, rows))


def _copy(cursor, table: str, fields: Sequence[models.Field], rows: Iterable[tuple]) -> None:
    """Send the rows by COPY while they are made, so that the database works meanwhile; making them mustn't query it."""
    lines = _Lines(rows, [_writer(field) for field in fields])
    cursor.copy_expert(f"COPY {table} ({_columns(fields)}) FROM STDIN", lines, 2**16)


def _columns(fields: Sequence[models.Field]) -> str:
    return ", ".join(connection.ops.quote_name(field.column) for field in fields)


def _adapt_rows(fields: Sequence[models.Field], rows: Iterable[tuple]) -> Iterator[list]:
    adapters = [_adapter(field) for field in fields]
    return ([adapt(value) for adapt, value in zip(adapters, row, strict=True)] for row in rows)


def _adapter(field: models.Field) -> Callable:
    """Return a function that converts the field's values for the database; repeated values are converted once."""
    if isinstance(field, models.JSONField):
        encode = json.JSONEncoder(ensure_ascii=False).encode
        return lambda value: "[]" if value == [] else encode(value)
    if isinstance(field, (models.DecimalField, models.DateTimeField)):
        return lru_cache(_CACHED_VALUES)(partial(field.get_db_prep_save, connection=connection))
    return _unchanged


def _unchanged(value: object) -> object:
    return value


def _writer(field: models.Field) -> Callable[[object], str]:
    """Return a function that writes the field's values as COPY reads them."""
    if isinstance(field, models.JSONField):
        encode = _adapter(field)
        return lambda value: encode(value).translate(_ESCAPES)
    return lru_cache(_CACHED_VALUES)(_write_value)


def _write_value(value: object) -> str:
    if value is None:
        return "\\N"
    return value.translate(_ESCAPES) if isinstance(value, str) else str(value)


class _Lines(io.RawIOBase):
    """A file of the rows as COPY reads them, which makes them as they are read."""

    def __init__(self, rows: Iterable[tuple], writers: Sequence[Callable[[object], str]]):
        self.lines = ("\t".join([write(value) for write, value in zip(writers, row, strict=True)]) for row in rows)
        self.left = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        pieces, length = [self.left], len(self.left)
        while length < size:
            line = next(self.lines, None)
            if line is None:
                break
            pieces.append(line.encode() + b"\n")
            length += len(pieces[-1])
        found = b"".join(pieces)
        self.left = found[size:]
        return found[:size]
