"""What many tests begin with is made once for all that follow one another; each of them rolls back to it.

It stands in a transaction around the tests' own, as Django's `setUpTestData` does it for a class, and its objects are
copied for each test. Tests that commit make records of their own.
"""

import copy
from collections.abc import Iterator, Sequence

import pytest
from django.core.management import call_command
from django.test import TestCase
from pytest_django import DjangoDbBlocker

from schools.directory.models import Municipality
from tests.databases import commits
from tests.personas import STEPS


class Prepared:
    """The steps that have been made so far, each in a transaction within that of the step before."""

    def __init__(self, blocker: DjangoDbBlocker):
        self.blocker = blocker
        self.steps: list[str] = []
        self.made: list[tuple[dict, object]] = []

    def make(self, wanted: Sequence[str]) -> None:
        with self.blocker.unblock():
            for step in wanted[len(self.steps) :]:
                transactions = TestCase._enter_atomics()
                try:
                    self.made.append((transactions, STEPS[step](self.copy())))
                except BaseException:
                    TestCase._rollback_atomics(transactions)
                    raise
                self.steps.append(step)

    def undo(self, wanted: Sequence[str]) -> None:
        """All that is not the beginning of what is wanted."""
        with self.blocker.unblock():
            while self.steps != list(wanted[: len(self.steps)]):
                self.steps.pop()
                transactions, _ = self.made.pop()
                TestCase._rollback_atomics(transactions)

    def copy(self) -> object | None:
        return copy.deepcopy(self.made[-1][1]) if self.made else None


KEY = pytest.StashKey[Prepared]()


def steps_for(item: pytest.Item) -> list[str]:
    asked = [] if commits(item) else [step for step in STEPS if step in getattr(item, "fixturenames", ())]
    return list(STEPS)[: list(STEPS).index(asked[-1]) + 1] if asked else []


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that begin alike follow one another; those that commit stay behind those that roll back."""
    first = [item for item in items if steps_for(item)]
    first.sort(key=lambda item: len(steps_for(item)))
    items[:] = first + [item for item in items if not steps_for(item)]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if KEY in item.config.stash:
        item.config.stash[KEY].undo(steps_for(item))


def undo_prepared(config: pytest.Config) -> None:
    """Before an event loop begins or ends: with it, Django takes another connection to the database."""
    if KEY in config.stash:
        config.stash[KEY].undo([])


@pytest.fixture(scope="session")
def prepared(request, django_db_setup, django_db_blocker) -> Iterator[Prepared]:
    prepared = request.config.stash[KEY] = Prepared(django_db_blocker)
    yield prepared
    del request.config.stash[KEY]
    prepared.undo([])


@pytest.fixture
def prepared_steps(request, prepared) -> None:
    prepared.make(steps_for(request.node))


@pytest.fixture
def _django_db_helper(request, prepared_steps, _django_db_helper) -> None:
    """pytest-django's own, which begins the test's transaction, stands within.

    Whoever commits begins with an empty database even where the test before couldn't wipe it: a page that a failed
    journey left open may still be asking for something meanwhile.
    """
    if commits(request.node) and Municipality.objects.exists():
        call_command("flush", interactive=False, verbosity=0)
