"""Whether the portal lives and can work is told to anybody, in a word; what is amiss stands in the log."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"


def ask(name: str = "ready"):
    return Client().get(reverse(f"health-{name}"))


def make_task(**fields) -> DBTaskResult:
    long_ago = timezone.now() - timedelta(hours=1)
    task = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}}, task_path="tests.none", backend_name="default", run_after=long_ago
    )
    DBTaskResult.objects.filter(pk=task.pk).update(**fields)
    return task


def test_all_is_well(uploads, settings):
    answer = ask()

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert not answer.cookies
    assert list(settings.MEDIA_ROOT.iterdir()) == []


def test_to_live_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert ask("live").json() == {"status": "ok"}


def test_a_watchman_on_the_machine_is_not_sent_to_https(settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = ["^health/"]

    assert ask("live").status_code == 200


def expect_not_ready(caplog, *words: str):
    answer = ask()
    assert (answer.status_code, answer.json()) == (503, {"status": "not ready"})
    for each in words:
        assert each in caplog.text


def test_a_database_that_does_not_answer(caplog, monkeypatch):
    def cursor():
        raise connection.Database.OperationalError("the server is gone")

    monkeypatch.setattr(connection, "cursor", cursor)
    expect_not_ready(caplog, "database: OperationalError: the server is gone", "worker")
    assert ask("live").status_code == 200


def test_a_migration_that_waits(caplog):
    MigrationRecorder.Migration.objects.filter(app="sessions").delete()

    expect_not_ready(caplog, "migrations: 1 migrations wait")


def test_a_folder_that_can_not_be_written(caplog, settings, tmp_path):
    (tmp_path / "file").touch()
    settings.MEDIA_ROOT = tmp_path / "file" / "uploads"

    expect_not_ready(caplog, "storage: NotADirectoryError")


def test_tasks_that_wait_for_nobody(caplog):
    make_task()

    expect_not_ready(caplog, "worker: 1 tasks wait")


@pytest.mark.parametrize(
    ("status", "moment"),
    [("RUNNING", "started_at"), ("SUCCESSFUL", "finished_at")],
    ids=["at work", "has just worked"],
)
def test_tasks_that_wait_for_a_busy_worker(status, moment):
    make_task()
    make_task(status=status, **{moment: timezone.now()})

    assert ask().status_code == 200


def test_tasks_for_later():
    make_task(run_after=timezone.now() + timedelta(hours=1))

    assert ask().status_code == 200
