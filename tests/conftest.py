import gc
import ipaddress
import os
import socket

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from hypothesis import HealthCheck, settings

# Generated examples are judged by what they show; how long they take says more of the machine.
# Continuous integration takes the same ones each time, so that a change fails by its own fault; by hand they are new.
settings.register_profile(
    "portal",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="TESTS_REPEATABLE" in os.environ,
)
settings.load_profile("portal")

pytest_plugins = [
    "tests.databases",
    "tests.personas",
    "tests.prepared",
    "tests.held_entries",
    "tests.browser",
    "tests.page_sheet",
    "tests.mail",
    "tests.indicators.values.grid_sheet",
]


@pytest.hookimpl(trylast=True)
def pytest_collection_finish():
    """What has been imported and collected stays to the end: to look through it for garbage again and again is vain."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def is_this_machine(host: object) -> bool:
    if host in (None, "", "localhost"):
        return True
    try:
        address = ipaddress.ip_address(str(host))
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tables come from the models, which takes a second of a process instead of sixteen, and count as migrated.

    That migrations make the same ones is `tests/test_migrations.py`.
    """
    with django_db_blocker.unblock():
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
        recorder.migration_qs.bulk_create(recorder.Migration(app=app, name=name) for app, name in known)


@pytest.fixture(autouse=True)
def known_content_types(request):
    """Django looks each content type up once and keeps it: counted queries must not depend on who came first."""
    if {"db", "transactional_db"} & set(request.fixturenames):
        request.getfixturevalue("transactional_db" if "transactional_db" in request.fixturenames else "db")
        ContentType.objects.get_for_models(*apps.get_models())


@pytest.fixture(scope="session", autouse=True)
def no_network():
    """Tests talk to this machine only."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_this_machine(address[0]):
            raise RuntimeError(f"A test reaches for the network: {address[0]}")
        return connect(self, address)

    def guarded_look_up(host, *args, **kwargs):
        if not is_this_machine(host):
            raise RuntimeError(f"A test reaches for the network: {host}")
        return look_up(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket, "getaddrinfo", guarded_look_up)
        yield
