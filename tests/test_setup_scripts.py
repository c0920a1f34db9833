"""The programs behind `make`: what a person is told, and what is left alone."""

import subprocess

import pytest
from django.core.management import call_command

from reports.models import Document
from schools.models import School
from scripts import set_up
from scripts.check_locks import faults
from scripts.set_up import Missing, Need

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


def test_a_lock_that_lacks_a_dependency_or_pins_another_version_is_reported():
    asked = ["Django>=5.2,<5.3", "whitenoise[brotli]", "gunicorn"]
    assert faults(asked, {"django": "5.1.2", "gunicorn": "27.0.1"}, "a.lock") == [
        "a.lock pins Django 5.1.2, pyproject.toml asks for Django<5.3,>=5.2",
        "a.lock lacks whitenoise",
    ]


@pytest.mark.django_db
def test_demonstration_data_are_loaded_once(capsys):
    call_command("load_demonstration")
    schools = School.objects.count()
    assert schools
    documents = [(each.kind, each.status) for each in Document.objects.order_by("pk")]
    assert documents == [("order", "issued"), ("roadmap", "issued"), ("execution", "draft")]
    call_command("load_demonstration")
    assert School.objects.count() == schools
