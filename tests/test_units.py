"""The units of systemd: each runs a command that there is, as the installation's user, with few rights."""

import configparser
import re
import shutil
import subprocess

import pytest
from django.core.management import get_commands

from scripts.set_up import ROOT

FOLDER = ROOT / "scripts/systemd"
SERVICES = sorted(FOLDER.glob("*.service"))
TIMERS = sorted(FOLDER.glob("*.timer"))


def lines(path, key: str) -> list[str]:
    return re.findall(rf"^{key}=(.*)$", path.read_text(), re.MULTILINE)


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_a_service_runs_as_the_installations_user_with_few_rights(path):
    assert lines(path, "User") == ["portal"]
    assert lines(path, "EnvironmentFile") == ["/etc/portal.env"]
    assert lines(path, "NoNewPrivileges") == ["yes"]
    assert lines(path, "ProtectSystem") == ["strict"]
    for command in lines(path, "ExecStart"):
        assert command.startswith("/srv/portal/app/.venv/bin/python ")
        if found := re.search(r"manage\.py (\w+)", command):
            assert found[1] in get_commands()


@pytest.mark.parametrize("path", TIMERS, ids=lambda path: path.name)
def test_a_timer_has_its_service_and_makes_up_for_a_missed_hour(path):
    assert path.with_suffix(".service") in SERVICES
    assert lines(path, "Persistent") == ["true"]


def test_what_always_runs_is_begun_again():
    always = [path.name for path in SERVICES if lines(path, "Type") != ["oneshot"]]

    assert always == ["portal-worker.service", "portal.service"]
    assert all(lines(FOLDER / name, "Restart") == ["always"] for name in always)


def test_sessions_backup_and_finished_work_have_their_night():
    night = " ".join(lines(FOLDER / "portal-night.service", "ExecStart"))

    for name in (
        "backup /srv/backup",
        "clearsessions",
        "forget_deleted",
        "remove_stray_files",
        "prune_db_task_results",
    ):
        assert name in night
    assert "/srv/backup" in lines(FOLDER / "portal-night.service", "ReadWritePaths")[0]


def test_each_is_named_in_the_installation():
    text = (ROOT / "docs/installation.md").read_text()

    assert [path.name for path in TIMERS if path.name not in text] == []


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
@pytest.mark.parametrize("path", [*SERVICES, *TIMERS], ids=lambda path: path.name)
def test_systemd_reads_a_unit_as_it_is_meant(path, tmp_path):
    """With a program that there is on this machine in place of the installation's."""
    for each in [*SERVICES, *TIMERS]:
        text = each.read_text().replace("/srv/portal/app/.venv/bin/python", "/bin/true")
        (tmp_path / each.name).write_text(text)
    configparser.RawConfigParser(strict=False).read_string(path.read_text())
    told = subprocess.run(  # noqa: S603
        ["systemd-analyze", "verify", "--man=no", tmp_path / path.name],  # noqa: S607
        check=False, capture_output=True, text=True,
    )  # fmt: skip

    assert [line for line in told.stderr.splitlines() if str(tmp_path) in line or path.name in line] == []
