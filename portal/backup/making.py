"""Makes backups."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.core.files.storage import Storage, default_storage
from django.db import connection
from django.utils import timezone

from portal.backup.contents import (
    DATABASE,
    FORMAT,
    MANIFEST,
    NO_ROOM,
    Manifest,
    applied_migrations,
    open_backup,
    write_entry,
)
from portal.backup.snapshots import take_snapshot
from portal.refusals import Refusal


def make_backup(path: Path, *, passphrase: str = "") -> Manifest:
    """Write a backup of everything; the file appears only when it is complete. People may work meanwhile.

    The database is copied as of one moment and the files after it: later files are superfluous, which does no harm,
    and files removed meanwhile are named in `missing`.
    Raises Refusal if there is no space on the disk, or the database can't be copied.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        manifest = _write(part, passphrase)
        part.replace(path)
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        raise Refusal(f"Не хватило места на диске: копия не сделана. Освободите место в «{path.parent}».") from error
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _write(part: Path, passphrase: str) -> Manifest:
    made_at = timezone.now()
    part.touch(mode=0o600)
    with open_backup(part, passphrase, "w") as archive, tempfile.TemporaryDirectory(dir=part.parent) as folder:
        snapshot = Path(folder, DATABASE)
        take_snapshot(snapshot)
        with snapshot.open("rb") as source:
            database = write_entry(archive, DATABASE, "база данных", source)
        files, missing = [], []
        for number, name in enumerate(stored_files(default_storage), start=1):
            try:
                with default_storage.open(name) as source:
                    files.append(write_entry(archive, f"files/{number}", name, source))
            except FileNotFoundError:
                missing.append(name)
        manifest = Manifest(
            format=FORMAT,
            made_at=made_at,
            vendor=connection.vendor,
            migrations=applied_migrations(),
            database=database,
            files=files,
            missing=missing,
        )
        archive.writestr(MANIFEST, manifest.model_dump_json())
    with part.open("rb") as written:
        os.fsync(written.fileno())
    return manifest


def stored_files(storage: Storage, folder: str = "") -> Iterator[str]:
    """Yield the names of all files in the folder and the folders within it."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}{name}" for name in sorted(files))
    for name in sorted(folders):
        yield from stored_files(storage, f"{folder}{name}/")
