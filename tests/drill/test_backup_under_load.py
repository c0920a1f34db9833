"""Backups are made while people save; each is of one moment, and brought back on an empty installation."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.drill import FEW
from tests.drill.processes import Portal
from tests.postgres import SOURCE

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_backup_made_while_people_save_is_of_one_moment(portal, room, tmp_path, database_server):
    made = []
    with room.at_work():
        for number in range(FEW):
            room.wait_for_saves(5)
            answered = [list(typist.answered) for typist in room.typists]
            done = portal.run("backup", str(tmp_path / f"{number}.zip"))
            assert done.returncode == 0, done.stderr
            made.append((tmp_path / f"{number}.zip", answered))
            room.wait_for_saves(1)

    after = [len(typist.answered) for typist in room.typists]
    for number, (file, answered) in enumerate(made):
        other = on_an_empty_installation(portal, tmp_path / f"restored-{number}", database_server)
        done = other.run("restore", str(file), "--no-input")
        assert done.returncode == 0, done.stderr
        for before, whole, (text, written) in zip(answered, after, room.kept_by(other), strict=True):
            assert set(before) <= set(written)
            assert len(written) < whole
            assert text == written[-1]
        other.check_whole()
    sys.stdout.write(f"Backups made under load and restored: {FEW}; {room.told()}.\n")


def on_an_empty_installation(portal: Portal, data: Path, database_server) -> Portal:
    url = f"sqlite:///{data / 'portal.sqlite3'}"
    if database_server:
        createdb = [SOURCE / "bin/createdb", "-h", database_server.folder, "-U", "portal", data.name]
        subprocess.run(createdb, check=True)  # noqa: S603
        url = f"postgres://portal@/{data.name}?host={database_server.folder}"
    environment = portal.environment | {"PORTAL_DATA": str(data), "DATABASE_URL": url}
    return Portal(data, environment, portal.log)
