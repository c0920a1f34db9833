import contextlib
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils.crypto import get_random_string

from portal.backup.snapshots import take_snapshot
from tests.drill.processes import Portal, environment_of
from tests.drill.typists import Room, Typist
from tests.factories import make_indicator
from tests.postgres import OPTIONS, SOURCE, Server, made_server


@pytest.fixture
def cells(district) -> list[str]:
    return [f"{make_indicator(district.municipality).pk}:{district.school.pk}:2026:fact" for _ in range(2)]


@pytest.fixture
def cookies(browse) -> Callable[[str], dict[str, str]]:
    """Of a log-in that the portal finds in its copy of the database."""

    def of(persona: str) -> dict[str, str]:
        session = browse(persona).cookies[settings.SESSION_COOKIE_NAME].value
        return {settings.SESSION_COOKIE_NAME: session, settings.CSRF_COOKIE_NAME: get_random_string(32)}

    return of


@pytest.fixture
def place(tmp_path) -> Path:
    """Where the portal has its data."""
    return tmp_path


@pytest.fixture
def database_place() -> Path | None:
    """Where PostgreSQL has its data; none: in a folder of its own."""
    return None


@pytest.fixture
def database_server(database_place) -> Iterator[Server | None]:
    """PostgreSQL of the portal's own, which keeps what it answered; none for SQLite."""
    if connection.vendor == "sqlite":
        yield None
        return
    # Small pieces of its log, so that a small disk holds it.
    with made_server([*OPTIONS, "min_wal_size=2MB", "max_wal_size=8MB"], database_place, "--wal-segsize=1") as made:
        yield made


@pytest.fixture
def portal(place, tmp_path, cells, typing_cookies, database_server, monkeypatch) -> Iterator[Portal]:
    """It begins with a copy of the test's database, with whatever stands in it by now."""
    if database_server:
        monkeypatch.setenv("PATH", f"{SOURCE / 'bin'}{os.pathsep}{os.environ['PATH']}")
        take_snapshot(tmp_path / "copy")
        restore = [SOURCE / "bin/pg_restore", "--no-owner", "--dbname", f"host={database_server.folder} user=portal"]
        subprocess.run([*restore[:-1], f"{restore[-1]} dbname=portal", tmp_path / "copy"], check=True)  # noqa: S603
        url = database_server.url
    else:
        (place / "portal.sqlite3").write_bytes(connection.connection.serialize())
        url = f"sqlite:///{place / 'portal.sqlite3'}"
    running = Portal(place, environment_of(place, url), tmp_path / "portal.log")
    try:
        running.begin_web()
        yield running
    finally:
        with contextlib.suppress(ProcessLookupError):
            running.end()


@pytest.fixture
def typing_cookies(cookies) -> dict[str, str]:
    return cookies("specialist")


@pytest.fixture
def room(portal, cells, typing_cookies) -> Room:
    return Room(portal, [Typist(portal, cell, typing_cookies) for cell in cells])
