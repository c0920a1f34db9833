"""Checks and restores backups."""

import hashlib
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection

from portal.backup.contents import NO_ROOM, BackupPart, Manifest, copy_entry, open_backup, read_manifest
from portal.backup.snapshots import check_snapshot, put_back
from portal.refusals import Refusal

_NO_ROOM_TO_UNPACK = "Не хватило места на диске, чтобы развернуть копию. Ничего не изменено. Освободите место в «{}»."
VENDORS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def check_backup(path: Path, *, passphrase: str = "") -> Manifest:
    """Check a backup: read every byte, and have the database check its copy. Nothing is written into the portal.

    Raises Refusal if anything is wrong with it.
    """
    with tempfile.TemporaryDirectory() as folder:
        return _unpack(path, passphrase, Path(folder))[0]


def restore_backup(path: Path, *, passphrase: str = "") -> Manifest:
    """Restore everything: first the files, then the whole database at once, then run the newer portal's migrations.

    All of it is unpacked and checked before anything is changed. If the process is killed in the middle, the portal has
    its old database and some more files, and the command can be repeated. Files that aren't in the backup stay.
    Raises Refusal if the file is damaged, the passphrase is wrong, the backup is a newer portal's or of another kind of
    database, or there is no space.
    """
    # Unpacked into the data folder, which needs the space anyway; the backup's own folder may be read-only.
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as folder:
        try:
            manifest, database, files = _unpack(path, passphrase, Path(folder))
        except OSError as fault:
            if fault.errno not in NO_ROOM:
                raise
            raise Refusal(_NO_ROOM_TO_UNPACK.format(settings.DATA_DIR)) from fault
        for entry, kept in files:
            _put_file(entry, kept)
        put_back(database)
    call_command("migrate", verbosity=0, interactive=False)
    return manifest


def _unpack(path: Path, passphrase: str, folder: Path) -> tuple[Manifest, Path, list[tuple[BackupPart, Path]]]:
    with open_backup(path, passphrase) as archive:
        manifest = read_manifest(archive)
        if manifest.vendor != connection.vendor:
            made, here = VENDORS[manifest.vendor], VENDORS[connection.vendor]
            raise Refusal(f"Копия сделана с базы {made}, а у этого портала {here}. Ничего не изменено.")
        kept = []
        for number, entry in enumerate([manifest.database, *manifest.files]):
            kept.append((entry, folder / str(number)))
            with kept[-1][1].open("wb") as target:
                copy_entry(archive, entry, target)
    (_, database), *files = kept
    check_snapshot(database)
    return manifest, database, files


def _put_file(entry: BackupPart, source: Path) -> None:
    """Put a file into the storage under its own name, in place of a different one that stands there."""
    if default_storage.exists(entry.name):
        with default_storage.open(entry.name) as standing:
            if hashlib.file_digest(standing, "sha256").hexdigest() == entry.sha256:
                return
        default_storage.delete(entry.name)
    with source.open("rb") as content:
        default_storage.save(entry.name, File(content))
