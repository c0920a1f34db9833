"""Tests begin with tables that were made from the models: what an installation's migrations make is the same."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

NAME = "of_migrations"
# Django's own; on PostgreSQL the automatic number of its rows is wider where migrations make it.
WIDER = {"auth_group_permissions"}


@pytest.fixture
def migrated(db, tmp_path) -> Iterator[BaseDatabaseWrapper]:
    """An empty database beside that of the tests, brought up to date by all migrations."""
    other = connections[NAME] = connection.copy(NAME)
    on_server = connection.vendor == "postgresql"
    name = f"{connection.settings_dict['NAME']}_{NAME}" if on_server else str(tmp_path / NAME)
    other.settings_dict = connection.settings_dict | {"NAME": name}
    try:
        if on_server:
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'CREATE DATABASE "{name}"')
        executor = MigrationExecutor(other)
        executor.migrate(executor.loader.graph.leaf_nodes())
        yield other
    finally:
        other.close()
        with suppress(AttributeError):
            del connections[NAME]
        if on_server:
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


def tables_of(connection: BaseDatabaseWrapper) -> dict[str, tuple[set, set]]:
    """Of each table the columns, and what holds for which of them."""
    found, introspection = {}, connection.introspection
    with connection.cursor() as cursor:
        for table in introspection.table_names(cursor):
            columns = introspection.get_table_description(cursor, table)
            constraints = introspection.get_constraints(cursor, table).values()
            found[table] = (
                {(column.name, column.type_code, column.null_ok) for column in columns},
                {(str(each["columns"]), each["foreign_key"], each["unique"], each["check"]) for each in constraints},
            )
    return found


def test_migrations_make_what_the_models_say(migrated):
    made, said = tables_of(migrated), tables_of(connection)

    assert len(made) > 50
    assert made.keys() == said.keys()
    assert {table: (made[table], said[table]) for table in made.keys() - WIDER if made[table] != said[table]} == {}
