"""The format of a backup: a ZIP with the database's copy, numbered uploaded files, and a manifest of their hashes.

With a passphrase everything is encrypted by AES-256, so that 7-Zip and WinZip can read it.
"""

import errno
import hashlib
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from pydantic import BaseModel
from pyzipper import WZ_AES, ZIP_DEFLATED, AESZipFile, BadZipFile

from portal.refusals import Refusal

FORMAT = 1
MANIFEST, DATABASE = "manifest.json", "database"
CHUNK = 2**20
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}

# What zipfile raises if any byte of an archive was changed.
_UNREADABLE = (
    BadZipFile,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    ValueError,
    struct.error,
    zlib.error,
)

DAMAGED = "Копия повреждена: {}. Ничего не изменено. Возьмите другую копию."


class BackupPart(BaseModel):
    """A part of the archive (`entry`): its name in the portal's storage, its size in bytes, its SHA-256."""

    entry: str
    name: str
    size: int
    sha256: str


class Manifest(BaseModel):
    format: int
    made_at: datetime
    vendor: str
    migrations: list[tuple[str, str]]
    database: BackupPart
    files: list[BackupPart]
    missing: list[str] = []


@contextmanager
def open_backup(path: Path, passphrase: str, mode: str = "r") -> Iterator[AESZipFile]:
    """Open a backup to read or write. Raises Refusal if it is no archive, or the passphrase is missing or wrong."""
    encryption = {"encryption": WZ_AES} if passphrase and mode == "w" else {}
    try:
        archive = AESZipFile(path, mode, compression=ZIP_DEFLATED, allowZip64=True, **encryption)
    except _UNREADABLE as fault:
        raise Refusal(DAMAGED.format("это не файл копии или он оборван")) from fault
    with archive:
        archive.setpassword(passphrase.encode() or None)
        try:
            yield archive
        except RuntimeError as fault:
            if "password" not in str(fault).lower():
                raise
            raise Refusal("Копия зашифрована другой парольной фразой. Ничего не изменено.") from fault


def read_manifest(archive: AESZipFile) -> Manifest:
    """Raises Refusal if the manifest is missing or damaged, or the backup was made by a newer portal."""
    try:
        manifest = Manifest.model_validate_json(archive.read(MANIFEST))
    except _UNREADABLE as fault:
        raise Refusal(DAMAGED.format("в ней нет описания")) from fault
    if manifest.format > FORMAT or set(manifest.migrations) - known_migrations():
        raise Refusal("Копия сделана более новым порталом. Ничего не изменено. Сначала обновите портал.")
    return manifest


def known_migrations() -> set[tuple[str, str]]:
    return set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def applied_migrations() -> list[tuple[str, str]]:
    return sorted(set(MigrationLoader(connection).applied_migrations) & known_migrations())


def write_entry(archive: AESZipFile, entry: str, name: str, source: BinaryIO) -> BackupPart:
    digest, size = hashlib.sha256(), 0
    with archive.open(entry, "w", force_zip64=True) as target:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
    return BackupPart(entry=entry, name=name, size=size, sha256=digest.hexdigest())


def copy_entry(archive: AESZipFile, entry: BackupPart, target: BinaryIO) -> None:
    """Copy a part out of the archive.

    Raises Refusal if a single byte of it was changed, and OSError if there is no space for it.
    """
    digest = hashlib.sha256()
    try:
        with archive.open(entry.entry) as source:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                target.write(chunk)
    except _UNREADABLE as fault:
        if isinstance(fault, OSError) and fault.errno in NO_ROOM:  # raised by writing, not by reading
            raise
        raise Refusal(DAMAGED.format(f"не читается «{entry.name}»")) from fault
    if digest.hexdigest() != entry.sha256:
        raise Refusal(DAMAGED.format(f"изменено содержимое «{entry.name}»"))
