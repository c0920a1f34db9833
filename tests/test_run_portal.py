"""`scripts/run-portal`: a worker beside the web server, started again when it dies, gone when the server is."""

import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

SCRIPT = Path("scripts/run-portal")
# In place of the virtual environment's Python: each notes its number and waits.
PYTHON = """#!/bin/bash
case "$*" in *db_worker*) name=worker ;; *) name=server ;; esac
echo $$ >> {folder}/$name
exec sleep 60
"""


@pytest.fixture
def run(tmp_path):
    (tmp_path / "scripts").mkdir()
    (tmp_path / ".venv/bin").mkdir(parents=True)
    shutil.copy(SCRIPT, tmp_path / "scripts")
    python = tmp_path / ".venv/bin/python"
    python.write_text(PYTHON.format(folder=tmp_path))
    python.chmod(0o755)
    script = subprocess.Popen(  # noqa: S603
        [tmp_path / "scripts/run-portal"], stderr=subprocess.PIPE, start_new_session=True, text=True
    )
    yield script, tmp_path
    with suppress(ProcessLookupError):
        os.killpg(script.pid, signal.SIGKILL)
    script.communicate()


def numbers(folder: Path, name: str, count: int) -> list[int]:
    """Of the first so many that were started, once they were."""
    for _ in range(300):
        found = (folder / name).read_text().split() if (folder / name).exists() else []
        if len(found) >= count:
            return list(map(int, found))
        time.sleep(0.1)
    raise AssertionError(f"{name} was not started")


def is_alive(number: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{number}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_killed_worker_is_started_again_and_it_is_said(run):
    script, folder = run
    [first] = numbers(folder, "worker", 1)
    os.kill(first, signal.SIGKILL)
    assert "запускаю его снова" in script.stderr.readline() + script.stderr.readline()  # bash says that it was killed
    _, second = numbers(folder, "worker", 2)
    assert is_alive(second)
    assert is_alive(script.pid)


def test_the_worker_ends_with_the_server(run):
    script, folder = run
    [worker] = numbers(folder, "worker", 1)
    assert numbers(folder, "server", 1) == [script.pid]
    script.kill()
    script.wait()
    for _ in range(300):
        if not is_alive(worker):
            return
        time.sleep(0.1)
    raise AssertionError("the worker lives on")
