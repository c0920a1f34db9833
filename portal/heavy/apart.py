"""Runs a reader in a process of its own, which is killed at its limits with everything that it started."""

import contextlib
import json
import os
import signal
import subprocess
import sys

from django.conf import settings

from portal.heavy.child import READ, REFUSED
from portal.heavy.limits import HEAVY, Limits
from portal.refusals import Refusal

_OUT_OF_MEMORY = 3
_KILLED = {-signal.SIGKILL, -signal.SIGXCPU}


class ReadingFailed(Exception):
    """The reader crashed by a fault of the portal; the message is what it wrote to its standard error."""


def read_apart(reader: str, name: str, content: bytes, arguments: dict, limits: Limits = HEAVY) -> bytes:
    """Run a reader of `settings.HEAVY_READERS` on a file, and return what it made of it.

    Raises Refusal if the reader refuses the file or reaches a limit, and ReadingFailed if it crashes.
    """
    command = [sys.executable, "-m", "portal.heavy.child", settings.HEAVY_READERS[reader]]
    command += [str(limits.seconds), str(limits.megabytes)]
    header = json.dumps({"name": name, "arguments": arguments}).encode()
    with subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=settings.BASE_DIR,
        start_new_session=True,
    ) as child:
        try:
            answer, errors = child.communicate(header + b"\n" + content, timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            raise _too_long(limits) from None
        finally:
            _kill(child)
    if answer.startswith(READ):
        return answer.removeprefix(READ)
    if answer.startswith(REFUSED):
        raise Refusal(answer.removeprefix(REFUSED).decode())
    if child.returncode in _KILLED:
        raise _too_long(limits)
    if child.returncode == _OUT_OF_MEMORY or b"MemoryError" in errors:
        raise Refusal("Файл не прочитан: ему нужно больше памяти, чем портал отводит. Разделите его на части.")
    raise ReadingFailed(errors.decode(errors="replace")[-2000:])


def _kill(child: subprocess.Popen) -> None:
    """Kill the process and whatever it started, which form a session of their own."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def _too_long(limits: Limits) -> Refusal:
    return Refusal(
        f"Чтение остановлено: оно заняло больше {limits.seconds}\u00a0секунд. Разделите файл или сохраните его "
        "в Word как .docx и загрузите ещё раз."
    )
