import tempfile
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection

from portal.backup.contents import BackupPart, Manifest, copy_entry, open_backup, read_manifest
from portal.backup.snapshots import check_snapshot, put_back
from portal.refusals import Refusal

VENDORS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def check_backup(path: Path, *, passphrase: str = "") -> Manifest:
    """Read every byte of it and let the database look at its copy; nothing is written into the portal."""
    with tempfile.TemporaryDirectory() as folder:
        return _unpack(path, passphrase, Path(folder))[0]


def restore_backup(path: Path, *, passphrase: str = "") -> Manifest:
    """Put everything back as it was: the files first, then the database at once, then the newer portal's migrations.

    All of it is unpacked and checked before anything is touched. Killed in the middle, the portal has its old database
    and some files more, and the command can be given again. Files that the backup doesn't know stay.
    Raises `Refusal` for a damaged file, another passphrase, a newer portal's, or another kind of database.
    """
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        manifest, database, files = _unpack(path, passphrase, Path(folder))
        for entry, kept in files:
            _put_file(entry.name, kept)
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


def _put_file(name: str, source: Path) -> None:
    """Under its own name; what stands there is of an older or a newer day and goes."""
    default_storage.delete(name)
    with source.open("rb") as content:
        default_storage.save(name, File(content))
