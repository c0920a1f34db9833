"""A full database of the last release comes up to today's models, and its migrations stay as they were.

`tests/release` is made by `python -m tests.release_database` (docs/development.md), once for each database.
"""

import json
import os

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.backup.restoring import restore_backup
from roadmap.programmes.models import Programme
from tests.full_database import fill, models_without_a_row
from tests.postgres import SOURCE
from tests.release_database import FOLDER, MIGRATIONS, backup_of, changed_since, hashes

PAGES = ("home", "search", "task-list", "deleted")


@pytest.fixture
def files(tmp_path, settings) -> None:
    storage = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "uploads"}}
    settings.STORAGES = settings.STORAGES | {"default": storage}
    settings.DATA_DIR = tmp_path


@pytest.mark.django_db(transaction=True)
def test_a_full_database_of_the_last_release_is_migrated(files, monkeypatch):
    monkeypatch.setenv("PATH", f"{SOURCE / 'bin'}{os.pathsep}{os.environ['PATH']}")  # PostgreSQL's own programs
    restore_backup(backup_of(FOLDER, connection.vendor))

    executor = MigrationExecutor(connection)
    assert not executor.migration_plan(executor.loader.graph.leaf_nodes())
    call_command("verify_history", verbosity=0)
    client = Client()
    client.force_login(User.objects.get(email="coordinator@zarechny.example"))
    programme = Programme.objects.first()
    urls = [*map(reverse, PAGES), reverse("programme-indicators", args=[programme.pk])]
    urls.append(reverse("value-grid", args=[programme.municipality_id, "2025"]))
    for page in urls:
        assert client.get(page, follow=True).status_code == 200, page


@pytest.mark.django_db(transaction=True)  # the journal's chain is sealed behind a commit
def test_a_full_database_has_a_row_of_every_model(files):
    call_command("load_demonstration", verbosity=0)
    fill()

    assert models_without_a_row() == [], "tests/full_database.py makes one of each"


def test_migrations_of_the_last_release_are_unchanged():
    assert changed_since(json.loads(MIGRATIONS.read_text())) == [], "of a release on, a migration is only added"


def test_a_changed_or_missing_migration_is_seen():
    released = hashes()
    name = next(iter(released))
    assert changed_since(released | {name: "0" * 64, "portal/gone/migrations/0001_initial.py": "0"}) == [
        name, "portal/gone/migrations/0001_initial.py",
    ]  # fmt: skip
    assert changed_since({name: released[name]}) == []  # what was added since is nobody's business
