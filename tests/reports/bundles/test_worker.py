"""The worker as a program of its own, with a database of its own: killed in the middle, run beside the web server."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from reports.bundles.models import SILENT_AFTER

ROOT = Path(__file__).resolve().parents[3]
SET_UP = """
import django, os, signal
django.setup()
from django.core.management import call_command
"""
ASK = f"""{SET_UP}
call_command("migrate", verbosity=0)
from portal.accounts.roles import Role
from reports.bundles.actions import ask_for_bundle
from reports.bundles.models import Bundle
from tests.factories import make_municipality, make_programme, make_user
municipality = make_municipality("Лесной район")
programme = make_programme(municipality, passport=[{{"label": "Цель", "text": "Помочь"}}])
ask_for_bundle(Bundle(what="programme", programme=programme), by=make_user(Role.COORDINATOR, municipality))
"""
WORK_UNTIL_KILLED = f"""{SET_UP}
from reports.bundles.running import Held
beat = Held.beat
def die(held, path):
    beat(held, path)
    if held._step == 3:
        os.kill(os.getpid(), signal.SIGKILL)
Held.beat = die
call_command("db_worker", batch=True, startup_delay=False)
"""


def environment(folder: Path, **more: str) -> dict[str, str]:
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("PORTAL_", "EMAIL_", "DATABASE_URL", "PYTEST"))
    }
    return kept | {"PORTAL_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "portal.settings", **more}


def run(folder: Path, *command: str) -> int:
    command = [sys.executable, *command]
    done = subprocess.run(command, env=environment(folder), cwd=ROOT, check=False, capture_output=True)  # noqa: S603
    return done.returncode


@pytest.fixture(scope="module")
def asked(tmp_path_factory) -> Path:
    """Data of an installation where a bundle waits."""
    folder = tmp_path_factory.mktemp("asked")
    assert run(folder, "-c", ASK) == 0
    return folder


@pytest.fixture
def data(asked, tmp_path) -> Path:
    (tmp_path / "static").mkdir()
    for path in asked.iterdir():
        if path.is_file():
            shutil.copy(path, tmp_path)
    return tmp_path


def test_a_killed_workers_bundle_is_made_by_the_next(data):
    assert run(data, "-c", WORK_UNTIL_KILLED) == -signal.SIGKILL
    assert bundle(data) == ("running", 1, "")
    pass_time(data)
    assert run(data, "manage.py", "db_worker", "--batch") == 0

    status, attempt, file = bundle(data)
    assert (status, attempt) == ("done", 2)
    with zipfile.ZipFile(data / "uploads" / file) as archive:
        assert archive.testzip() is None
    assert [path for path in (data / "uploads").rglob("*") if path.is_file()] == [data / "uploads" / file]
    others = {path.name for path in data.iterdir() if not path.name.startswith("portal.sqlite3")}
    assert others <= {"uploads", "static", "secret-key", "cache"}


@pytest.fixture
def start(data) -> Iterator:
    """Starts what `make run` ends with, on that port; its processes are one group."""
    started: list[subprocess.Popen] = []

    def run_portal(port: int) -> subprocess.Popen:
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "stdin": subprocess.DEVNULL}
        process = subprocess.Popen(  # noqa: S603 — the project's own
            [ROOT / "scripts/run-portal"], env=environment(data, PORT=str(port)), cwd=ROOT, text=True,
            start_new_session=True, **streams,
        )  # fmt: skip
        started.append(process)
        return process

    yield run_portal
    for process in started:
        if is_there(process):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_the_worker_ends_with_the_web_server(start, data, end):
    """Ctrl+C reaches the whole group, a kill the server alone."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = start(port)
    assert process.stdout.readline() == f"Портал открыт: http://127.0.0.1:{port} (остановить — Ctrl+C)\n"
    assert process.stdout.readline() == (
        f"Письма никому не отправляются, а складываются файлами в папку «{data / 'letters'}».\n"
    )
    until(lambda: bundle(data)[0] == "done")
    if end == signal.SIGINT:
        os.killpg(process.pid, end)
    else:
        process.send_signal(end)
    until(lambda: process.poll() is not None)
    until(lambda: not is_there(process))


def test_a_taken_port_is_said_and_leaves_no_worker(start):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = start(port)
        until(lambda: process.poll() is not None)
    assert process.returncode
    assert f"Порт {port} занят другой программой" in process.stdout.read()
    until(lambda: not is_there(process))


def until(true) -> None:
    deadline = time.monotonic() + 90
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def is_there(process: subprocess.Popen) -> bool:
    """Return whether any process of the group is."""
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return False
    return True


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
