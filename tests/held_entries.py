"""Checks in every test that the history says all that a transaction wrote (`tests/whole_entries.py`).

Checked is each outermost transaction of the portal's own code that writes an entry; transactions of the tests around it
don't count. Tests that commit are left out, because their servers' threads share one connection, and so is PostgreSQL,
where the same actions run. After a run of all tests, an exception in `UNTOLD` that none of them needed is an error.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

from tests.databases import commits, uses_database
from tests.untold import UNTOLD
from tests.whole_entries import Written, gaps

NEEDED = pytest.StashKey[set[str]]()
"""Keys of `UNTOLD` that some test needed, in this process and in the workers that it started."""


class Held:
    """Watches the transactions of one test, and collects what their entries don't say."""

    def __init__(self):
        self.found: list[str] = []
        self.excused: set[str] = set()
        self._blocks: list[bool] = []
        self._written: Written | None = None

    def enter(self, is_of_portal: bool) -> None:
        if is_of_portal and not any(self._blocks):
            self._written = Written()
            self._written.begin()
        self._blocks.append(is_of_portal)

    def leave(self, is_committed: bool) -> None:
        if self._blocks.pop() and not any(self._blocks):
            written, self._written = self._written, None
            written.end()
            if is_committed and written.has_entries:
                with uncounted():
                    written.look()
                    found, excused = gaps(written)
                    self.found += found
                    self.excused |= excused


@contextmanager
def uncounted() -> Iterator[None]:
    """Run queries that the test's own counting of queries doesn't see."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connections[DEFAULT_DB_ALIAS], "force_debug_cursor", False)
        patch.setattr(connections[DEFAULT_DB_ALIAS], "execute_wrappers", [])
        yield


def pytest_configure(config: pytest.Config) -> None:
    config.stash[NEEDED] = set()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    unheld = item.get_closest_marker("unheld") or commits(item) or not uses_database(item)
    if unheld or connection.vendor != "sqlite":
        return (yield)
    held = Held()
    with pytest.MonkeyPatch.context() as patch:
        watch(held, patch)
        result = yield
    item.config.stash[NEEDED] |= held.excused
    assert held.found == [], "the journal doesn't say all that was written"
    return result


def watch(held: Held, patch: pytest.MonkeyPatch) -> None:
    """Patch Django's transactions to report their beginning and end to `held`."""
    enter, leave = transaction.Atomic.__enter__, transaction.Atomic.__exit__

    def entering(self):
        enter(self)
        module = sys._getframe(1).f_globals.get("__name__", "")
        held.enter(not self._from_testcase and not module.startswith("tests."))

    def leaving(self, kind, error, traceback):
        is_committed = kind is None and not connection.needs_rollback
        leave(self, kind, error, traceback)
        held.leave(is_committed)

    patch.setattr(transaction.Atomic, "__enter__", entering)
    patch.setattr(transaction.Atomic, "__exit__", leaving)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error) -> None:
    node.config.stash[NEEDED] |= set(getattr(node, "workeroutput", {}).get("needed", ()))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    config = session.config
    if hasattr(config, "workeroutput"):
        config.workeroutput["needed"] = sorted(config.stash[NEEDED])
    elif exitstatus == pytest.ExitCode.OK and _unneeded(config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config: pytest.Config) -> None:
    for line in _unneeded(config):
        terminalreporter.write_line(f"UNTOLD of tests/untold.py: no test needs «{line}» any more", red=True)


def _unneeded(config: pytest.Config) -> list[str]:
    """Return the keys of `UNTOLD` that no test needed; none unless all tests were run, and on SQLite."""
    options = config.option
    is_part = options.keyword or options.markexpr or options.lf or options.collectonly
    if is_part or config.args_source is not pytest.Config.ArgsSource.TESTPATHS or connection.vendor != "sqlite":
        return []
    return sorted(UNTOLD.keys() - config.stash[NEEDED])
