"""The portal in processes of its own, which can be killed one by one."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import environ
import requests
from django.conf import settings
from django.db import connection, connections
from django.urls import reverse

WEB_WORKERS = 2
PATIENCE = 120  # seconds for anything at all to happen: of a hanging server, never of a slow machine


def wait_for(happens: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < end, "nothing happens any more"
        time.sleep(0.05)


def environment_of(place: Path, database_url: str) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.drill.settings", "PORTAL_DATA": str(place), "DATABASE_URL": database_url,
        "PORTAL_SECRET_KEY": settings.SECRET_KEY, "PYTHONWARNINGS": "ignore",
    }  # fmt: skip


@dataclass
class Portal:
    """A web server, and a worker of the background where one was begun."""

    data: Path
    environment: dict[str, str]
    log: Path
    port: int = 0
    web: subprocess.Popen | None = None
    background: list[subprocess.Popen] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def begin(self, *command: str) -> subprocess.Popen:
        with self.log.open("ab") as log:
            return subprocess.Popen(  # noqa: S603
                [sys.executable, *command], cwd=settings.BASE_DIR, env=self.environment, stdout=log, stderr=log
            )

    def begin_web(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.environment["PORT"] = str(self.port)
        self.web = self.begin("-m", "gunicorn", "portal.wsgi", "--workers", str(WEB_WORKERS))
        wait_for(self.answers)

    def begin_background(self) -> subprocess.Popen:
        self.background.append(self.begin("manage.py", "db_worker", "--no-reload", "--verbosity", "0"))
        return self.background[-1]

    def end(self) -> None:
        for process in filter(None, (self.web, *self.background)):
            process.send_signal(signal.SIGQUIT)  # waits for nobody
            process.wait()

    def answers(self) -> bool:
        assert self.web.poll() is None, "the server has ended"
        with contextlib.suppress(requests.RequestException):
            return requests.get(f"{self.url}{reverse('health-live')}", timeout=PATIENCE).ok
        return False

    def web_workers(self) -> list[int]:
        pid = self.web.pid
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def run(self, *command: str) -> subprocess.CompletedProcess:
        line = [sys.executable, "manage.py", *command]
        return subprocess.run(  # noqa: S603
            line, cwd=settings.BASE_DIR, env=self.environment, capture_output=True, text=True, check=False
        )

    @contextlib.contextmanager
    def database(self) -> Iterator:
        """A cursor of the portal's own database, which is not the test's."""
        told = environ.Env.db_url_config(self.environment["DATABASE_URL"])
        own = type(connections["default"])(connection.settings_dict | {"OPTIONS": {}} | told, "portal")
        with contextlib.closing(own), own.cursor() as cursor:
            yield cursor

    def check_whole(self) -> None:
        """The database finds itself sound, and no entry of the journal is missing."""
        if connection.vendor == "sqlite":
            with self.database() as cursor:
                assert cursor.execute("PRAGMA quick_check").fetchone() == ("ok",)
        verified = self.run("verify_history")
        assert "Цепочка журнала цела" in verified.stdout, verified.stderr
