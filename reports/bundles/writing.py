"""Writes a bundle's ZIP: its entries one after another, then the list of them all with their SHA-256."""

import hashlib
import logging
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO
from urllib.parse import quote

from django.conf import settings
from django.db import DatabaseError
from django.template.loader import render_to_string
from django.utils import timezone

from reports.blocks.missing import MissingPart
from reports.bundles.archive_paths import ArchivePaths
from reports.bundles.entries import BundleEntry, NotMade

logger = logging.getLogger(__name__)

CONTENTS, DIGESTS = "Опись.html", "SHA256SUMS.txt"
_PACKED_ALREADY = {".pdf", ".docx", ".xlsx", ".zip", ".jpg", ".jpeg", ".png", ".heic", ".webp", ".gif"}
_IN_MEMORY = 4 * 2**20
_CHUNK = 2**16


@dataclass(frozen=True)
class ArchivedFile:
    """A line of that list: a file that was made, perhaps with a `note`, or `why` it is missing."""

    path: str
    size: int = 0
    sha256: str = ""
    why: str = ""
    note: str = ""

    @property
    def address(self) -> str:
        return quote(self.path)


def write_archive(
    file: BinaryIO, entries: Iterable[BundleEntry], *, title: str, before_each: Callable[[str], None]
) -> list[ArchivedFile]:
    """Write the archive to `file`. `before_each` is called with the path of each next file, and may raise to stop."""
    paths, lines = ArchivePaths(), []
    paths.path((), CONTENTS), paths.path((), DIGESTS)
    with zipfile.ZipFile(file, "w") as archive:
        for entry in entries:
            path = paths.path(entry.folders, entry.name)
            before_each(path)
            lines.append(_write_entry(archive, path, entry))
        made = [line for line in lines if not line.why]
        context = {"title": title, "on": timezone.localtime(), "made": made}
        context["missing"] = [line for line in lines if line.why]
        archive.writestr(_zip_info(CONTENTS), render_to_string("reports/bundles/bundle_contents.html", context))
        archive.writestr(_zip_info(DIGESTS), "".join(f"{line.sha256} *{line.path}\n" for line in made))
    return lines


def _write_entry(archive: zipfile.ZipFile, path: str, entry: BundleEntry) -> ArchivedFile:
    """Write an entry to the archive.

    It is made in a temporary file first, so that one that fails midway leaves nothing in the archive.
    """
    with tempfile.SpooledTemporaryFile(_IN_MEMORY, dir=settings.DATA_DIR) as aside:
        digest = hashlib.sha256()
        try:
            for chunk in entry.chunks():
                digest.update(chunk)
                aside.write(chunk)
        except (NotMade, MissingPart) as why:
            return ArchivedFile(path, why=str(why))
        except (DatabaseError, OSError):
            raise
        except Exception:
            logger.exception("%s is left out of a bundle", path)
            return ArchivedFile(path, why="Ошибка портала: она записана в журнал, сообщите администратору.")
        size = aside.tell()
        aside.seek(0)
        info = _zip_info(path)
        info.file_size = size
        with archive.open(info, "w") as target:
            while chunk := aside.read(_CHUNK):
                target.write(chunk)
    is_other = entry.sha256 and entry.sha256 != digest.hexdigest()
    note = "Файл в хранилище не тот, что был принят: сообщите администратору." if is_other else ""
    return ArchivedFile(path, size, digest.hexdigest(), note=note)


def _zip_info(path: str) -> zipfile.ZipInfo:
    """Return the entry's header, with the time of now; what is compressed already is only stored."""
    info = zipfile.ZipInfo(path, timezone.localtime().timetuple()[:6])
    is_packed = PurePath(path).suffix.lower() in _PACKED_ALREADY
    info.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    return info
