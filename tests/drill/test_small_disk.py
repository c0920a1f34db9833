"""A disk that is really full: said to whoever saves, nothing that was answered is lost, and work goes on afterwards."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
import requests
from django.conf import settings
from django.db import connection
from django.urls import reverse

from tests.drill import FEW
from tests.drill.processes import PATIENCE, wait_for
from tests.reports.letterhead.test_filling import letterhead

pytestmark = pytest.mark.django_db(transaction=True)
SIZE = {"sqlite": "40m", "postgresql": "160m"}
REFUSED = frozenset({503, 507})


@pytest.fixture
def place() -> Iterator[Path]:
    """A disk of its own in the machine's memory, which only root may mount."""
    disk = Path(tempfile.mkdtemp(prefix="portal-disk-"))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE[connection.vendor]},mode=777", "tmpfs", disk]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:  # noqa: S603
        disk.rmdir()
        pytest.skip("no disk can be mounted here")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "--lazy", disk], check=True)  # noqa: S603, S607
        disk.rmdir()


@pytest.fixture
def database_place(place) -> Path:
    return place / "postgres"


@pytest.fixture
def sender(cookies):
    return cookies("coordinator")


def write_on(file: BinaryIO, size: int) -> None:
    while True:
        file.write(bytes(size))


def fill(disk: Path) -> Path:
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (2**20, 2**12):
            with pytest.raises(OSError, match="No space left"):
                write_on(file, size)
    return filler


def send_letterhead(portal, cookies, district) -> requests.Response:
    url = f"{portal.url}{reverse('letterhead', args=[district.municipality.pk])}"
    headers = {"X-CSRFToken": cookies[settings.CSRF_COOKIE_NAME]}
    files = {"file": ("бланк.docx", letterhead("{{ номер }}"))}
    return requests.post(url, files=files, cookies=cookies, headers=headers, timeout=PATIENCE, allow_redirects=False)


def test_a_full_disk_is_said_and_loses_nothing(sender, place, portal, room, district, database_server):
    for typist in room.typists:
        typist.may_refuse = REFUSED
    told = []
    with room.at_work():
        for _ in range(FEW):
            room.wait_for_saves(5)
            filler = fill(place)
            room.wait_for_refusals(3)
            answer = send_letterhead(portal, sender, district)
            told.append(answer.status_code)
            assert answer.status_code in REFUSED
            assert "закончилось место" in answer.text or "База данных не отвечает" in answer.text
            filler.unlink()
            if database_server and database_server.process.poll() is not None:
                database_server.start()  # it stops where it can't write its log
            room.wait_for_saves(5)
            wait_for(lambda: requests.get(f"{portal.url}{reverse('health-ready')}", timeout=PATIENCE).ok)

    assert send_letterhead(portal, sender, district).status_code == 302
    room.check_kept()
    sys.stdout.write(f"Disks filled: {FEW}, uploads were answered {told}; {room.told()}.\n")
