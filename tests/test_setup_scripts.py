"""The programs behind `make`: what a person is told, and what is left alone."""

import re
import shutil
import subprocess

import pytest
from django.core.management import call_command

from reports.issue.models import Document
from schools.directory.models import School
from scripts import set_up
from scripts.set_up import Missing, Need

LOCKS = ["requirements.lock", "requirements-dev.lock"]
CHECK_LOCKS = set_up.ROOT / "scripts/check-locks"
PANGO = Need("библиотека Pango", ("libpango-1.0-0",), is_met=False)


@pytest.fixture
def no_programs(monkeypatch):
    def refuse(command, **options):
        raise AssertionError(f"started: {command}")

    monkeypatch.setattr(subprocess, "run", refuse)


@pytest.mark.usefixtures("no_programs")
def test_what_is_there_is_not_installed_again():
    set_up.meet([Need("библиотека Pango", ("libpango-1.0-0",), is_met=True)])


@pytest.mark.usefixtures("no_programs")
@pytest.mark.parametrize(("as_root", "apt"), [(None, "apt-get"), ([], None)])
def test_what_cannot_be_installed_is_named(monkeypatch, as_root, apt):
    monkeypatch.setattr(set_up, "root_prefix", lambda: as_root)
    monkeypatch.setattr(set_up.shutil, "which", lambda name: apt)
    with pytest.raises(Missing, match=r"Не хватает: библиотека Pango; .*«apt-get install libpango-1\.0-0»"):
        set_up.meet([PANGO])


def test_fonts_are_found_wherever_the_system_keeps_them(monkeypatch, tmp_path):
    monkeypatch.setattr(set_up, "FONT_FOLDERS", (str(tmp_path / "none"), str(tmp_path)))
    assert not set_up.has_font("LiberationSerif-Regular")
    (tmp_path / "ttf/liberation").mkdir(parents=True)
    (tmp_path / "ttf/liberation/LiberationSerif-Regular.ttf").touch()
    assert set_up.has_font("LiberationSerif-Regular")


CHANGES = {  # of a lock, and the package that is then told
    "a package that is asked for is not there": (r"^gunicorn==.*\n(?:[ \t].*\n)*", "", "gunicorn"),
    "a package that another asks for is not there": (r"^asgiref==.*\n(?:[ \t].*\n)*", "", "asgiref"),
    "no hash": (r"^gunicorn==(\S+).*\n(?:[ \t].*\n)*", r"gunicorn==\1\n", "gunicorn"),
    "another version than is installed": (r"^gunicorn==\S+", "gunicorn==1.0", "gunicorn"),
    "an older version than is asked for": (r"^django==\S+", "django==4.2", "django"),
}


@pytest.mark.parametrize("lock_name", LOCKS)
@pytest.mark.parametrize("change", CHANGES)
def test_a_lock_that_does_not_hold_what_is_asked_for_is_refused(tmp_path, lock_name, change):
    whole, put_instead, package = CHANGES[change]
    for name in ("pyproject.toml", *LOCKS):
        shutil.copy(set_up.ROOT / name, tmp_path)
    lock = tmp_path / lock_name
    text, count = re.subn(whole, put_instead, lock.read_text(), flags=re.MULTILINE)
    assert count == 1
    lock.write_text(text)
    checked = subprocess.run([CHECK_LOCKS, tmp_path], check=False, capture_output=True, text=True)  # noqa: S603
    assert checked.returncode == 1
    assert package in checked.stderr
    assert "Run `make lock`" in checked.stderr


@pytest.mark.unheld  # the demonstration is made, not worked
@pytest.mark.django_db
def test_demonstration_data_are_loaded_once(capsys):
    call_command("load_demonstration")
    schools = School.objects.count()
    assert schools
    documents = [(each.kind, each.status) for each in Document.objects.order_by("pk")]
    assert documents == [("order", "issued"), ("roadmap", "issued"), ("execution", "draft")]
    call_command("load_demonstration")
    assert School.objects.count() == schools
