"""Copies the database as of one moment into a file while people work, and puts it back as a whole or not at all."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db import DatabaseError, connection
from django.db.backends.sqlite3.base import DatabaseWrapper
from psycopg2.extensions import make_dsn

from portal.refusals import Refusal


def take_snapshot(path: Path) -> None:
    """Copy the database into the file. Raises Refusal if PostgreSQL's own programs are missing or fail."""
    if connection.vendor == "postgresql":
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={path}", _address())
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)


def check_snapshot(path: Path) -> None:
    """Have the database check the copy. Raises Refusal if it is damaged."""
    if connection.vendor == "postgresql":
        _run("pg_restore", "--list", str(path))
        return
    copy = DatabaseWrapper(connection.settings_dict | {"NAME": path}, "copy")  # indexes use Django's SQL functions
    try:
        with closing(copy), copy.cursor() as cursor:
            faults = [line for (line,) in cursor.execute("PRAGMA integrity_check") if line != "ok"]
    except DatabaseError as error:
        faults = [str(error)]
    if faults:
        raise Refusal(f"База в копии повреждена ({faults[0]}). Ничего не изменено. Возьмите другую копию.")


def put_back(path: Path) -> None:
    """Replace the database by the copy. Raises Refusal if PostgreSQL's own programs are missing or fail."""
    if connection.vendor == "postgresql":
        address = _address()
        connection.close()  # it would lock the tables that are replaced
        options = ("--single-transaction", "--clean", "--if-exists", "--no-owner", "--no-privileges")
        _run("pg_restore", *options, address, str(path))
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        copy.backup(connection.connection)


def _address() -> str:
    """Return the argument that tells PostgreSQL's programs the connection; the password goes into their environment."""
    connection.ensure_connection()
    return f"--dbname={make_dsn(**connection.connection.info.dsn_parameters)}"


def _run(program: str, *arguments: str) -> None:
    found = shutil.which(program)
    if not found:
        raise Refusal(
            f"Не найдена программа {program}. Установите пакет postgresql-client той же версии, что и сервер."
        )
    password = connection.settings_dict["PASSWORD"]
    environment = os.environ | ({"PGPASSWORD": password} if password else {})
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own, found on the path, without a shell
        [found, *arguments], capture_output=True, text=True, env=environment, stdin=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        raise Refusal(f"{program}: {(done.stderr.strip().splitlines() or ['не выполнено'])[-1]}")
