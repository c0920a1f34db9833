"""No file of up to a megabyte and no words take a reader more than three seconds or 200 megabytes.

Some of the input, other at each run by hand; FUZZ=20 reads all of it, with words of a megabyte.
"""

import functools
import os
import random
import time
from pathlib import Path

import pytest

from portal.refusals import Refusal
from portal.text import phrases
from tests import factories
from tests.hostile import cost
from tests.hostile.cost import MEGABYTES, cost_of, failing_each_time, within_limits
from tests.hostile.readers import Hostile, hostile_input

IS_LARGE = int(os.environ.get("FUZZ", "1")) > 1
OF_EACH = 6
INPUT = list(hostile_input(900_000 if IS_LARGE else 200_000))
READERS = list(dict.fromkeys(each.reader for each in INPUT))
CASES = Path("../shared/cases/hostile")


def drawn(reader: str) -> list[Hostile]:
    found = [each for each in INPUT if each.reader == reader]
    draw = random.Random(reader if "TESTS_REPEATABLE" in os.environ else None)
    return found if IS_LARGE else draw.sample(found, min(len(found), OF_EACH))


@pytest.mark.parametrize("reader", READERS)
def test_it_is_read_or_refused_soon(reader):
    for hostile in drawn(reader):
        given = hostile.make()
        found = cost_of(lambda given=given, hostile=hostile: hostile.read(given))
        assert not found.is_fault, f"{hostile.name}: {found.said}"
        assert not found.is_too_much, f"{hostile.name}: {found}"


def slow(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        sum(range(10_000))  # asking for the time is the kernel's work, which isn't counted


@pytest.mark.parametrize(
    ("work", "amiss"),
    [
        (lambda: slow(3), True),
        (lambda: bytearray(MEGABYTES * 2**20 + 2**24), True),
        (lambda: [][1], True),
        (lambda: slow(0.1), False),
    ],
)
def test_what_is_too_much_is_seen(work, amiss, monkeypatch):
    monkeypatch.setattr(cost, "SECONDS", 0.3)
    found = cost_of(work)
    assert (found.is_too_much or found.is_fault) is amiss


@functools.lru_cache
def slow_at_first() -> None:
    slow(1)


@pytest.mark.parametrize(("module", "amiss"), [(phrases, True), (factories, False)])
def test_what_the_portal_keeps_is_forgotten_before_it_is_measured_again(module, amiss, monkeypatch, db):
    monkeypatch.setattr(cost, "SECONDS", 0.3)
    monkeypatch.setattr(module, "slow_at_first", slow_at_first, raising=False)
    slow_at_first.cache_clear()

    def check():
        with within_limits("words"):
            slow_at_first()

    assert ("words" in failing_each_time(check)) is amiss


def test_a_refusal_is_no_fault():
    def refuse():
        raise Refusal("Нет.")

    found = cost_of(refuse)
    assert (found.said, found.is_fault) == ("Нет.", False)
