"""Which tests use the database, told by what pytest-django lets each of them do, and for which its kind matters.

A test that asks for the database by mark, by fixture or by Django's class is marked `database`, unless its kind can't
matter; `-m database` runs on the second database what may end otherwise there. Every test that doesn't ask is refused a
connection, so it is run on one of the two only. So are tests of what is made of the database's answers where other
tests have these on both: of how pages look and what their scripts do, which is every test in a browser, and whatever is
marked `any_database`. Whole ways in a browser, and those on which requests come at once, are marked `each_database`.
"""

import pytest
from django.test import TestCase, TransactionTestCase

COMMITS = {"transactional_db", "live_server", "django_db_reset_sequences"}
# A database is asked for by each of these, or by a fixture that asks for one of them.
FIXTURES = {"db", "django_db_setup", "django_db_serialized_rollback"} | COMMITS


def uses_database(item: pytest.Item) -> bool:
    return (
        item.get_closest_marker("django_db") is not None
        or not FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))
        or issubclass(getattr(item, "cls", None) or object, TransactionTestCase)
    )


def commits(item: pytest.Item) -> bool:
    """Return whether the test's work is not rolled back but wiped off."""
    mark, its_class = item.get_closest_marker("django_db"), getattr(item, "cls", None) or object
    return (
        (mark is not None and any(mark.kwargs.get(name) for name in ("transaction", "reset_sequences")))
        or not COMMITS.isdisjoint(getattr(item, "fixturenames", ()))
        or (issubclass(its_class, TransactionTestCase) and not issubclass(its_class, TestCase))
    )


def minds_its_kind(item: pytest.Item) -> bool:
    if item.get_closest_marker("each_database"):
        return True
    return not item.get_closest_marker("any_database") and "browser" not in getattr(item, "fixturenames", ())


def pytest_itemcollected(item: pytest.Item) -> None:
    if uses_database(item) and minds_its_kind(item):
        item.add_marker("database")


def pytest_fixture_setup(fixturedef: pytest.FixtureDef, request: pytest.FixtureRequest) -> None:
    """A database that is asked for at run time can't be known beforehand."""
    if fixturedef.argname in FIXTURES and fixturedef.scope == "function" and not uses_database(request.node):
        pytest.fail(f"Name a fixture that uses the database, or mark the test django_db: {request.node.nodeid}")
