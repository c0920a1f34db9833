"""Backups: whole and checked, made while people work, restored as a whole or not at all."""

import contextlib
import datetime
import errno
import io
import os
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyzipper import AESZipFile

from portal.backup.contents import MANIFEST, copy_entry, open_backup
from portal.backup.keeping import new_name, newest_backup, remove_old_backups
from portal.backup.making import make_backup
from portal.backup.restoring import check_backup, restore_backup
from portal.refusals import Refusal
from schools.directory.models import Municipality
from tests.factories import make_municipality
from tests.postgres import SOURCE

pytestmark = pytest.mark.django_db(transaction=True)

PHRASE = "четыре слова на память"


@pytest.fixture(autouse=True)
def programs(monkeypatch):
    """PostgreSQL's own, of the server that the tests use."""
    monkeypatch.setenv("PATH", f"{SOURCE / 'bin'}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "copies"


@pytest.fixture
def kept(tmp_path, settings, folder):
    """A municipality and a file, as they stood when the backup was made."""
    storage = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "uploads"}}
    settings.STORAGES = settings.STORAGES | {"default": storage}
    folder.mkdir()
    make_municipality("Лесной район")
    return default_storage.save("evidence/приказ.pdf", ContentFile(b"%PDF of then"))


@pytest.fixture
def made(folder, kept):
    """The backup's manifest and bytes."""
    return make_backup(folder / "whole.zip"), (folder / "whole.zip").read_bytes()


def names() -> set[str]:
    return set(Municipality.objects.values_list("name", flat=True))


def content_of(name: str) -> bytes:
    with default_storage.open(name) as file:
        return file.read()


def change(name: str) -> None:
    make_municipality("Степной район")
    default_storage.delete(name)
    default_storage.save(name, ContentFile(b"of now"))
    default_storage.save("evidence/later.pdf", ContentFile(b"later"))


@pytest.mark.parametrize("passphrase", ["", PHRASE])
def test_everything_comes_back_as_it_was(folder, kept, passphrase):
    file = folder / "copy.zip"
    make_backup(file, passphrase=passphrase)
    change(kept)

    restore_backup(file, passphrase=passphrase)

    assert names() == {"Лесной район"}
    assert content_of(kept) == b"%PDF of then"
    assert default_storage.exists("evidence/later.pdf")  # files that the backup doesn't know stay
    make_municipality("Горный район")  # and the portal goes on
    assert names() == {"Лесной район", "Горный район"}


def test_what_is_encrypted_tells_nothing_without_its_phrase(folder, kept):
    file = folder / "copy.zip"
    make_backup(file, passphrase=PHRASE)

    assert "приказ" not in str(AESZipFile(file).namelist())
    assert "Лесной район".encode() not in file.read_bytes()
    for wrong in ("", "другая фраза"):
        with pytest.raises(Refusal, match="парольной фразой"):
            restore_backup(file, passphrase=wrong)
    check_backup(file, passphrase=PHRASE)


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[: len(content) // 2],
        lambda content: b"",
        lambda content: b"not an archive at all",
        lambda content: content[:200] + bytes(100) + content[300:],
    ],
    ids=["cut off", "empty", "another file", "overwritten"],
)
def test_a_damaged_file_is_refused_and_nothing_is_touched(folder, kept, damage):
    file = folder / "copy.zip"
    make_backup(file)
    change(kept)
    file.write_bytes(damage(file.read_bytes()))

    with pytest.raises(Refusal, match="повреждена"):
        restore_backup(file)

    assert names() == {"Лесной район", "Степной район"}
    assert content_of(kept) == b"of now"
    assert list(folder.iterdir()) == [file]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), sign=st.integers(1, 255))
def test_no_changed_byte_goes_unseen_or_stops_it_otherwise(folder, made, place, sign):
    """It is refused, or (in what the archive says twice) read as it was written."""
    manifest, whole = made
    file = folder / "changed.zip"
    content = bytearray(whole)
    content[int(place * len(content))] ^= sign
    file.write_bytes(content)

    with contextlib.suppress(Refusal):
        assert check_backup(file) == manifest


def other_vendor() -> str:
    return "postgresql" if connection.vendor == "sqlite" else "sqlite"


def rewritten(file: Path, change) -> None:
    """The same archive with another manifest."""
    with open_backup(file, "") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[MANIFEST] = change(parts[MANIFEST].decode()).encode()
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize(
    ("change_manifest", "said"),
    [
        (lambda text: text.replace('["schools","0001_initial"]', '["schools","9999_later"]'), "более новым"),
        (lambda text: text.replace('"format":1', '"format":2'), "более новым"),
        (lambda text: text.replace(f'"{connection.vendor}"', f'"{other_vendor()}"'), "у этого портала"),
        (lambda text: text.replace('"sha256":"', '"sha256":"0'), "изменено содержимое"),
        (lambda text: "{}", "нет описания"),
    ],
    ids=["migrations of later", "format of later", "another database", "another hash", "no manifest"],
)  # fmt: skip
def test_what_cannot_be_restored_here_is_refused_and_nothing_is_touched(folder, kept, change_manifest, said):
    file = folder / "copy.zip"
    make_backup(file)
    rewritten(file, change_manifest)
    make_municipality("Степной район")

    with pytest.raises(Refusal, match=said):
        restore_backup(file)

    assert names() == {"Лесной район", "Степной район"}


def test_a_full_disk_is_said_and_leaves_no_half_of_a_file(folder, kept, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(AESZipFile, "writestr", full)  # the last thing that is written

    with pytest.raises(Refusal, match="Не хватило места"):
        make_backup(folder / "copy.zip")

    assert not list(folder.iterdir())


def test_no_room_to_unpack_is_said_and_nothing_is_touched(folder, kept, monkeypatch):
    file = folder / "copy.zip"
    make_backup(file)
    change(kept)

    class Full(io.BytesIO):
        def write(self, content):
            raise OSError(errno.ENOSPC, "No space left on device")

    on_a_full_disk = lambda archive, entry, target: copy_entry(archive, entry, Full())  # noqa: E731
    monkeypatch.setattr("portal.backup.restoring.copy_entry", on_a_full_disk)
    with pytest.raises(Refusal, match="Не хватило места"):
        restore_backup(file)

    assert names() == {"Лесной район", "Степной район"}
    assert content_of(kept) == b"of now"


def test_a_file_that_stands_as_it_was_is_left_where_it_is(folder, kept, monkeypatch):
    """Most are: nothing of theirs is at risk while the others come."""
    make_backup(folder / "copy.zip")
    monkeypatch.setattr(FileSystemStorage, "delete", lambda storage, name: pytest.fail(f"deleted: {name}"))
    restore_backup(folder / "copy.zip")
    assert content_of(kept) == b"%PDF of then"


def test_a_file_that_goes_meanwhile_is_told(folder, kept, monkeypatch):
    def gone(storage, name, mode="rb"):
        raise FileNotFoundError(name)

    monkeypatch.setattr(FileSystemStorage, "_open", gone)
    manifest = make_backup(folder / "copy.zip")

    assert manifest.missing == [kept]
    check_backup(folder / "copy.zip")


def test_old_backups_go_by_number_and_age_and_nothing_else_goes(tmp_path):
    now = datetime.datetime(2026, 3, 31, 3, tzinfo=datetime.UTC)
    for days in range(10):
        (tmp_path / new_name(now - datetime.timedelta(days=days))).touch()
    (tmp_path / "portal-notes.zip").touch()

    assert len(remove_old_backups(tmp_path, keep=0, days=6, now=now)) == 3
    assert len(remove_old_backups(tmp_path, keep=4, days=0, now=now)) == 3
    assert newest_backup(tmp_path) == now
    assert len(remove_old_backups(tmp_path, keep=0, days=1, now=now + datetime.timedelta(days=99))) == 3
    assert newest_backup(tmp_path) == now  # the newest stays, however old
    assert (tmp_path / "portal-notes.zip").exists()


def test_the_commands_say_what_they_did(folder, kept, capsys):
    call_command("backup", str(folder / "daily"), keep=1)
    [file] = (folder / "daily").iterdir()
    call_command("restore", str(file), check=True)
    make_municipality("Степной район")
    call_command("restore", str(file), no_input=True)

    said = capsys.readouterr().out
    assert f"Копия сделана: {file}, в ней база и 1 файл." in said
    assert "Копия цела: база и 1 файл на " in said
    assert names() == {"Лесной район"}
    with pytest.raises(CommandError, match="нет"):
        call_command("restore", str(folder / "none.zip"), no_input=True)
