"""A worker that the system kills in the middle of a bundle, as a program of its own with a database of its own."""

import os
import signal
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from reports.models.bundle import SILENT_AFTER

ROOT = Path(__file__).resolve().parent.parent
SET_UP = "import django; django.setup();"
ASK = f"""{SET_UP}
from portal.accounts.roles import Role
from reports.bundles.asking import ask_for_bundle
from reports.models import Bundle
from tests.factories import make_municipality, make_programme, make_user
municipality = make_municipality("Лесной район")
programme = make_programme(municipality, passport=[{{"label": "Цель", "text": "Помочь"}}])
ask_for_bundle(Bundle(what="programme", programme=programme), by=make_user(Role.COORDINATOR, municipality))
"""
WORK_UNTIL_KILLED = f"""{SET_UP}
import os, signal
from django.core.management import call_command
from reports.bundles.running import Held
beat = Held.beat
def die(held, path):
    beat(held, path)
    if held._step == 3:
        os.kill(os.getpid(), signal.SIGKILL)
Held.beat = die
call_command("db_worker", batch=True, startup_delay=False)
"""


@pytest.fixture
def run(tmp_path):
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("PORTAL_", "DATABASE_URL"))}
    environment = inherited | {"PORTAL_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "portal.settings"}

    def start(*command: str) -> int:
        return subprocess.run(  # noqa: S603 — this Python
            [sys.executable, *command], env=environment, cwd=ROOT, check=False, capture_output=True
        ).returncode

    return start


def test_a_killed_workers_bundle_is_made_by_the_next(run, tmp_path):
    assert run("manage.py", "migrate", "--verbosity=0") == 0
    assert run("-c", ASK) == 0
    assert run("-c", WORK_UNTIL_KILLED) == -signal.SIGKILL

    assert bundle(tmp_path) == ("running", 1, "")
    assert run("manage.py", "db_worker", "--batch") == 0
    assert bundle(tmp_path) == ("running", 1, ""), "its worker has been heard of a moment ago"
    pass_time(tmp_path)
    assert run("manage.py", "db_worker", "--batch") == 0

    status, attempt, file = bundle(tmp_path)
    assert (status, attempt) == ("done", 2)
    with zipfile.ZipFile(tmp_path / "uploads" / file) as archive:
        assert archive.testzip() is None
    left = [path for path in (tmp_path / "uploads").rglob("*") if path.is_file()]
    assert [path.relative_to(tmp_path / "uploads").as_posix() for path in left] == [file]
    assert {path.name for path in tmp_path.iterdir()} <= {"uploads", "secret-key", *databases(tmp_path)}


def databases(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("portal.sqlite3*")}


def bundle(folder: Path) -> tuple:
    with closing(sqlite3.connect(folder / "portal.sqlite3")) as database:
        return database.execute("SELECT status, attempt, file FROM reports_bundle").fetchone()


def pass_time(folder: Path) -> None:
    """As long as a worker may be silent."""
    with closing(sqlite3.connect(folder / "portal.sqlite3", isolation_level=None)) as database:
        ago = f"-{2 * SILENT_AFTER.total_seconds():.0f} seconds"
        database.execute("UPDATE reports_bundle SET heartbeat_at = datetime(heartbeat_at, ?)", [ago])
        table = DBTaskResult._meta.db_table
        database.execute(f"UPDATE {table} SET run_after = datetime('now') WHERE status = 'READY'")  # noqa: S608
