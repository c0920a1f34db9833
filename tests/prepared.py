"""Makes the records with which many tests begin once for all of these tests, which run one after another.

The records stay in a transaction around the tests' own, to which each test rolls back, as with Django's
`setUpTestData`; the objects are copied for each test. Tests that commit make records of their own.
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
    """The steps of `STEPS` made so far, each in a transaction inside that of the step before."""

    def __init__(self, blocker: DjangoDbBlocker):
        self.blocker = blocker
        self.steps: list[str] = []
        self.made: list[tuple[dict, object]] = []

    def make(self, wanted: Sequence[str]) -> None:
        """Make those of the wanted steps that haven't been made yet."""
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
        """Roll back steps, the last first, until those that remain are the first of the wanted ones."""
        with self.blocker.unblock():
            while self.steps != list(wanted[: len(self.steps)]):
                self.steps.pop()
                transactions, _ = self.made.pop()
                TestCase._rollback_atomics(transactions)

    def copy(self) -> object | None:
        return copy.deepcopy(self.made[-1][1]) if self.made else None


KEY = pytest.StashKey[Prepared]()


def steps_for(item: pytest.Item) -> list[str]:
    """Return the steps that a test needs, by its fixtures; none for a test that commits."""
    asked = [] if commits(item) else [step for step in STEPS if step in getattr(item, "fixturenames", ())]
    return list(STEPS)[: list(STEPS).index(asked[-1]) + 1] if asked else []


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort tests so that those with the same steps run one after another, and those that commit come last."""
    first = [item for item in items if steps_for(item)]
    first.sort(key=lambda item: len(steps_for(item)))
    items[:] = first + [item for item in items if not steps_for(item)]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if KEY in item.config.stash:
        item.config.stash[KEY].undo(steps_for(item))


def undo_prepared(config: pytest.Config) -> None:
    """Roll everything back; needed before an event loop begins or ends, since Django then changes its connection."""
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
    """Wrap pytest-django's fixture of this name, which begins the test's transaction, in the prepared steps.

    A test that commits begins with an empty database even if the test before couldn't empty it, because a page that a
    failed browser test left open was still sending requests.
    """
    if commits(request.node) and Municipality.objects.exists():
        call_command("flush", interactive=False, verbosity=0)
