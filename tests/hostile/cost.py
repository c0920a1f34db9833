"""Measures time and memory of some work, in a process of its own or in this one; work that doesn't end is ended.

What was over a limit is measured twice more: a machine that stands still for a second is no cost of the work.
"""

import functools
import json
import os
import resource
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from portal.refusals import Refusal

SECONDS, MEGABYTES = 3, 200
_TIMES = 3
_OWN = {"portal", "schools", "indicators", "roadmap", "reports"}
_ENDED_AFTER = 4 * SECONDS
_PATIENCE = 300  # seconds by the clock; how many of them a busy machine needs says nothing of the work
_PACE = 0.025  # seconds of the loop in `_slowness` on the machine for which SECONDS was chosen


@dataclass(frozen=True)
class Cost:
    """Seconds on the machine for which the limit was chosen, and additional megabytes, with programs that were started.

    `said` is the message of a refusal or an error.
    """

    seconds: float
    megabytes: float
    said: str
    is_fault: bool = False

    @property
    def is_too_much(self) -> bool:
        return self.seconds > SECONDS or self.megabytes > MEGABYTES


def _slowness() -> float:
    """Return how many times slower this machine is just now than the one for which the limit was chosen; at least 1."""
    begun = _own_seconds()
    sum(number * number % 7 for number in range(300_000))
    return max(1, (_own_seconds() - begun) / _PACE)


def _own_seconds() -> float:
    """Return this process's CPU time without the kernel's, which depends on other memory and the machine's load."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


def cost_of(work: Callable[[], object]) -> Cost:
    """Do the work in a forked process, so that this one stays as it is, and return what it took at the least."""
    costs = [_cost_once(work)]
    while costs[-1].is_too_much and len(costs) < _TIMES:
        costs.append(_cost_once(work))
    return min(costs, key=lambda cost: (cost.is_too_much, cost.seconds))


def _cost_once(work: Callable[[], object]) -> Cost:
    reading, writing = os.pipe()
    sys.stdout.flush()
    if not (child := os.fork()):
        os.close(reading)
        _tell(writing, work)
    os.close(writing)
    waiting = threading.Timer(_PATIENCE, os.kill, (child, signal.SIGKILL))  # of a process that waits for another one
    waiting.start()
    with open(reading, "rb") as answer:  # noqa: PTH123
        told = answer.read()
    waiting.cancel()
    os.waitpid(child, 0)
    return Cost(**json.loads(told)) if told else Cost(_ENDED_AFTER, 0, "ended at its limit", is_fault=True)


def _tell(pipe: int, work: Callable[[], object]) -> None:
    said, is_fault = "", False
    slowness = _slowness()
    most = int(_ENDED_AFTER * slowness) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, most))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    Path("/proc/self/clear_refs").write_text("5")  # the highest memory is counted from now on
    before, begun = _megabytes("VmHWM"), _own_seconds()
    try:
        work()
    except Refusal as refusal:
        said = str(refusal)
    except BaseException:
        said, is_fault = traceback.format_exc()[-1500:], True
    seconds = _own_seconds() - begun
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    cost = {
        "seconds": (seconds + others.ru_utime) / max(slowness, _slowness()),
        "megabytes": max(_megabytes("VmHWM") - before, others.ru_maxrss / 1024 - before if others.ru_maxrss else 0),
        "said": said,
        "is_fault": is_fault,
    }
    os.write(pipe, json.dumps(cost).encode())
    os._exit(0)


def _megabytes(name: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1]) / 1024


@contextmanager
def within_limits(told: str) -> Iterator[None]:
    """Check that a block keeps to the limits in this process; work that doesn't end is interrupted."""

    def end(*_):
        raise TimeoutError(f"{told}: ended at its limit")

    Path("/proc/self/clear_refs").write_text("5")
    slowness = _slowness()
    before, begun = _megabytes("VmHWM"), _own_seconds()
    signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, 5 * SECONDS * slowness)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    seconds, megabytes = _own_seconds() - begun, _megabytes("VmHWM") - before
    seconds /= max(slowness, _slowness())
    assert seconds <= SECONDS, f"{told}: {seconds:.1f} s"
    assert megabytes <= MEGABYTES, f"{told}: {megabytes:.0f} MB"


def failing_each_time(check: Callable[[], None]) -> str:
    """Return why a check with `within_limits` fails however often it is repeated, or an empty string.

    Each time it begins with the database as it was and with nothing cached by the portal's own code.
    """
    said = ""
    for _ in range(_TIMES):
        try:
            with transaction.atomic():
                check()
                transaction.set_rollback(True)
        except (AssertionError, TimeoutError) as fault:
            said = str(fault)
            _forget_cached()
        else:
            return ""
    return said


def _forget_cached() -> None:
    for name in [name for name in sys.modules if name.split(".")[0] in _OWN]:
        for each in list(vars(sys.modules[name]).values()):
            if isinstance(each, functools._lru_cache_wrapper):
                each.cache_clear()
