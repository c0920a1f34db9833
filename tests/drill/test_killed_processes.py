"""Processes of the portal are killed while people save and a bundle is made."""

import datetime
import hashlib
import os
import random
import signal
import sys
import time
from zipfile import ZipFile

import pytest
import requests
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from tests.drill import FEW, KILLS
from tests.drill.processes import PATIENCE, WEB_WORKERS, wait_for

pytestmark = pytest.mark.django_db(transaction=True)
SAVES_BETWEEN = 5


def test_what_was_answered_outlives_killed_web_workers(portal, room):
    with room.at_work():
        for _ in range(KILLS):
            room.wait_for_saves(SAVES_BETWEEN)
            kill_one(portal)
        room.wait_for_saves(1)

    room.check_kept()
    sys.stdout.write(f"Web workers killed: {KILLS}; {room.told()}.\n")


def kill_one(portal) -> None:
    """At any moment of a save; another takes its place."""
    time.sleep(random.uniform(0, 0.05))
    wait_for(lambda: len(portal.web_workers()) == WEB_WORKERS)
    victim = random.choice(portal.web_workers())
    os.kill(victim, signal.SIGKILL)
    wait_for(lambda: victim not in portal.web_workers() and len(portal.web_workers()) == WEB_WORKERS)


@pytest.fixture
def bundler(cookies):
    return cookies("coordinator")


def test_what_was_asked_for_outlives_killed_workers_of_the_background(bundler, portal, district):
    """Each is killed while it makes a bundle; the next one goes on, once that one has been silent for long enough."""
    worker = portal.begin_background()
    stages = []
    for number in range(1, FEW + 1):
        ask_for_bundle(portal, bundler, f"cards-{district.municipality.pk}")
        wait_for(lambda number=number: bundles(portal)[number][0] == "running")
        time.sleep(random.uniform(0, 0.3))
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        stages.append(bundles(portal)[number][0])
        let_time_pass(portal)
        worker = portal.begin_background()
        wait_for(lambda number=number: bundles(portal)[number][0] in ("done", "failed"))

    for status, file, digest in bundles(portal).values():
        assert status == "done"
        content = (portal.data / "uploads" / file).read_bytes()
        assert hashlib.sha256(content).hexdigest() == digest
        assert ZipFile(portal.data / "uploads" / file).testzip() is None
    portal.check_whole()
    sys.stdout.write(f"Workers of the background killed: {FEW}, bundles then {', '.join(stages)}; now all made.\n")


def ask_for_bundle(portal, cookies, of: str) -> None:
    headers = {"X-CSRFToken": cookies[settings.CSRF_COOKIE_NAME]}
    answer = requests.post(
        f"{portal.url}{reverse('bundle-new')}", {"of": of}, cookies=cookies, headers=headers, timeout=PATIENCE,
        allow_redirects=False,
    )  # fmt: skip
    assert answer.status_code == 302


def bundles(portal) -> dict[int, tuple[str, str, str]]:
    with portal.database() as cursor:
        cursor.execute("SELECT status, file, sha256 FROM reports_bundle ORDER BY id")
        return dict(enumerate(cursor.fetchall(), start=1))


def let_time_pass(portal) -> None:
    """As if a gone worker had been silent for an hour, and what was to be done later were due."""
    now = timezone.now()
    with portal.database() as cursor:
        hour_ago = now - datetime.timedelta(hours=1)
        cursor.execute("UPDATE reports_bundle SET heartbeat_at = %s WHERE status = 'running'", [hour_ago])
        cursor.execute("UPDATE django_tasks_database_dbtaskresult SET run_after = %s WHERE run_after > %s", [now, now])
