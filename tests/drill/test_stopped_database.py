"""PostgreSQL is stopped under load, at once or in order, and started again."""

import sys

import pytest
import requests
from django.urls import reverse

from tests.drill import FEW
from tests.drill.processes import PATIENCE
from tests.postgres import FAST, IMMEDIATE

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_was_answered_outlives_a_stopped_database(portal, room, database_server):
    if not database_server:
        pytest.skip("SQLite is no server")
    for typist in room.typists:
        typist.may_refuse = frozenset({503})
    with room.at_work():
        for number in range(FEW + 1):
            room.wait_for_saves(5)
            database_server.stop(IMMEDIATE if number % 2 == 0 else FAST)
            room.wait_for_refusals(2)
            page = requests.get(portal.url, timeout=PATIENCE)
            assert (page.status_code, "База данных не отвечает" in page.text) == (503, True)
            assert requests.get(f"{portal.url}{reverse('health-live')}", timeout=PATIENCE).ok
            assert requests.get(f"{portal.url}{reverse('health-ready')}", timeout=PATIENCE).status_code == 503
            database_server.start()
            room.wait_for_saves(5)

    room.check_kept()
    sys.stdout.write(f"PostgreSQL stopped: {FEW + 1}; {room.told()}.\n")
