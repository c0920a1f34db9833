"""Drill: web workers are killed while people save. Whatever was answered is in the database and in the whole journal.

Here a few are killed; `make drill` kills more (DRILL_KILLS=…).
"""

import contextlib
import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import requests
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.urls import reverse
from django.utils.crypto import get_random_string

from indicators.values.models import Value
from tests.factories import make_indicator

KILLS = int(os.environ.get("DRILL_KILLS", 2))
SAVES_BETWEEN = 5
WORKERS = 2
PATIENCE = 120  # seconds for anything at all to happen: of a hanging server, never of a slow machine


@pytest.fixture
def data(tmp_path) -> Path:
    if connection.vendor != "sqlite":
        pytest.skip("the drill is of a file of SQLite: processes of PostgreSQL are not the portal's")
    return tmp_path


@pytest.fixture
def cells(district) -> list[str]:
    return [f"{make_indicator(district.municipality).pk}:{district.school.pk}:2026:fact" for _ in range(2)]


@pytest.fixture
def cookies(browse) -> dict[str, str]:
    session = browse("specialist").cookies[settings.SESSION_COOKIE_NAME].value
    return {settings.SESSION_COOKIE_NAME: session, settings.CSRF_COOKIE_NAME: get_random_string(32)}


@pytest.fixture
def server(data, cells, cookies) -> Iterator["Server"]:
    """A server of its own, whose database is a copy of this test's, with whatever stands in it by now."""
    (data / "portal.sqlite3").write_bytes(connection.connection.serialize())
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"DJANGO_SETTINGS_MODULE": "portal.settings", "PORTAL_DATA": str(data), "PORT": str(port)}
    environment["PORTAL_SECRET_KEY"] = settings.SECRET_KEY
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--workers", str(WORKERS)]
    with (data / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log)  # noqa: S603
    with process:
        running = Server(process, f"http://127.0.0.1:{port}", environment)
        try:
            wait_for(running.answers)
            yield running
        finally:
            process.send_signal(signal.SIGQUIT)  # waits for nobody


@dataclass
class Server:
    process: subprocess.Popen
    url: str
    environment: dict

    def answers(self) -> bool:
        assert self.process.poll() is None, "the server has ended"
        with contextlib.suppress(requests.RequestException):
            return requests.get(f"{self.url}{reverse('health-live')}", timeout=PATIENCE).ok
        return False

    def workers(self) -> list[int]:
        pid = self.process.pid
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def run(self, command: str) -> subprocess.CompletedProcess:
        line = [sys.executable, "manage.py", command]
        return subprocess.run(  # noqa: S603
            line, cwd=settings.BASE_DIR, env=self.environment, capture_output=True, text=True, check=False
        )


def wait_for(happens: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < end, "nothing happens any more"
        time.sleep(0.05)


@dataclass
class Typist:
    """Types one number after another into a cell, and notes which the server answered as saved."""

    server: Server
    cell: str
    cookies: dict
    answered: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def type(self, ended: threading.Event) -> None:
        version, number = 0, 0
        while not ended.is_set() and not self.faults:
            number += 1
            sent = {"way": "grid", "cells": [{"cell": self.cell, "text": str(number), "version": version}]}
            try:
                answer = requests.post(
                    f"{self.server.url}{reverse('cell-save')}", json=sent, cookies=self.cookies, timeout=PATIENCE,
                    headers={"X-CSRFToken": self.cookies[settings.CSRF_COOKIE_NAME]},
                )  # fmt: skip
            except requests.RequestException:  # its worker was killed: saved or not, nobody said so
                self.lost.append(str(number))
                continue
            if answer.status_code != 200:
                self.faults.append(f"{answer.status_code}: {answer.text[:300]}")
                return
            told = answer.json()["cells"][0]
            version = told["version"]
            if told["state"] == "conflict":  # with what was saved and not answered
                continue
            self.answered.append(told["text"])


def test_what_was_answered_outlives_killed_workers(server, data, cells, cookies):
    ended = threading.Event()
    typists = [Typist(server, cell, cookies) for cell in cells]
    threads = [threading.Thread(target=typist.type, args=[ended]) for typist in typists]
    for thread in threads:
        thread.start()
    try:
        killed = kill_workers(server, typists)
    finally:
        ended.set()
        for thread in threads:
            thread.join()

    assert [typist.faults for typist in typists] == [[], []], (data / "server.log").read_text()
    assert len(killed) == KILLS
    with contextlib.closing(sqlite3.connect(data / "portal.sqlite3")) as file:
        for typist in typists:
            check_kept(file, typist)
        assert file.execute("PRAGMA quick_check").fetchone() == ("ok",)
    verified = server.run("verify_history")
    assert "Цепочка журнала цела" in verified.stdout, verified.stderr
    answered, lost = (sum(len(getattr(typist, name)) for typist in typists) for name in ("answered", "lost"))
    sys.stdout.write(f"Workers killed: {KILLS}; saves answered: {answered}, all kept; without an answer: {lost}.\n")


def kill_workers(server: Server, typists: list[Typist]) -> set[int]:
    """One after another, each while people type; those that take their place have to answer too."""
    killed = set()
    for _ in range(KILLS):
        before = [len(typist.answered) for typist in typists]
        wait_for(
            lambda before=before: (
                any(typist.faults for typist in typists)
                or all(
                    len(typist.answered) >= SAVES_BETWEEN + count for typist, count in zip(typists, before, strict=True)
                )
            )
        )
        time.sleep(random.uniform(0, 0.05))  # at any moment of a save
        wait_for(lambda: len(server.workers()) == WORKERS)
        victim = random.choice(server.workers())
        os.kill(victim, signal.SIGKILL)
        killed.add(victim)
        wait_for(lambda victim=victim: victim not in server.workers() and len(server.workers()) == WORKERS)
    before = [len(typist.answered) for typist in typists]
    wait_for(
        lambda: (
            any(typist.faults for typist in typists)
            or all(len(typist.answered) > count for typist, count in zip(typists, before, strict=True))
        )
    )
    return killed


def check_kept(file: sqlite3.Connection, typist: Typist) -> None:
    """All that was answered, in its order; of what was not, the value and its entry, or neither."""
    indicator, school, *_ = typist.cell.split(":")
    (key, text), = file.execute(
        "SELECT id, text FROM indicators_value WHERE indicator_id = ? AND school_id = ?", [indicator, school]
    )  # fmt: skip
    kind = ContentType.objects.get_for_model(Value).pk
    entries = file.execute(
        "SELECT after FROM history_change WHERE subject_type_id = ? AND subject_id = ? ORDER BY id", [kind, key]
    )
    written = [json.loads(after)["text"] for (after,) in entries]
    assert typist.answered
    assert [each for each in written if each not in typist.lost] == typist.answered
    assert text == written[-1]
