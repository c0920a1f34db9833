"""Hands large workbooks of values to the worker, and finds what it has read."""

import hashlib
from pathlib import Path

from django.core.files.base import ContentFile, File

from indicators.collections.models import Collection
from portal import spreadsheets
from portal.heavy.actions import ask_for_reading
from portal.heavy.models import HeavyReading
from portal.reading.version import version_of
from schools.directory.models import Municipality

_VERSION = version_of(Path(__file__).with_name("apart.py"), Path(spreadsheets.__file__).parent)


def ask_for_sheets(file: File, *, municipality: Municipality, collection: Collection | None, by) -> str:
    """Ask the worker to read the file; returns the digest by which the same person finds the reading."""
    file.seek(0)
    content = file.read()
    digest = hashlib.sha256(content).hexdigest()
    key = _key(by, municipality, collection, digest)
    ask_for_reading(key, reader="values", name=file.name or "", content=content, arguments={}, by=by)
    return digest


def reading_of(digest: str, *, municipality: Municipality, collection: Collection | None, by) -> HeavyReading | None:
    return HeavyReading.objects.filter(key=_key(by, municipality, collection, digest[:64])).first()


def file_of(reading: HeavyReading) -> File:
    """The file that was read. Raises LookupError if it is gone."""
    try:
        with reading.file.open("rb") as stored:
            return ContentFile(stored.read(), name=reading.name)
    except OSError:
        raise LookupError(reading.key) from None


def _key(by, municipality: Municipality, collection: Collection | None, digest: str) -> str:
    return f"values-{by.pk}-{municipality.pk}-{collection.pk if collection else 0}-{_VERSION}-{digest}"
