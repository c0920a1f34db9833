"""Hands files to the worker to be read, and removes what was read."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from portal.heavy.models import HeavyReading, HeavyReadingQuerySet
from portal.heavy.running import read_heavy, watch_later


@transaction.atomic
def ask_for_reading(key: str, *, reader: str, name: str, content: bytes, arguments: dict, by) -> HeavyReading:
    """Return the reading with that key, after asking for it if there is none yet or it failed."""
    _remove(HeavyReading.objects.outdated(timezone.now()))
    reading, is_new = HeavyReading.objects.get_or_create(
        key=key, defaults={"reader": reader, "name": name[-255:], "arguments": arguments, "asked_by": by}
    )
    if is_new:
        reading.file.save(f"{reading.pk}", ContentFile(content), save=True)
    elif not _reset_failed(reading):
        return reading
    _enqueue(reading)
    return reading


@transaction.atomic
def ask_again(reading: HeavyReading) -> None:
    """Begin a failed reading anew, with the file that it has."""
    if _reset_failed(reading):
        _enqueue(reading)


def _enqueue(reading: HeavyReading) -> None:
    read_heavy.enqueue(reading.pk)
    watch_later(reading.pk)


def _reset_failed(reading: HeavyReading) -> bool:
    moved = HeavyReading.objects.filter(pk=reading.pk).move_all(
        "ask_again", attempt=0, said="", asked_at=timezone.now(), started_at=None, finished_at=None
    )
    reading.refresh_from_db()
    return bool(moved)


@transaction.atomic
def forget_readings(*, key_begins: str) -> None:
    """Remove the readings whose keys begin so, with their files, since they aren't needed any more."""
    _remove(HeavyReading.objects.filter(key__startswith=key_begins))


def _remove(readings: HeavyReadingQuerySet) -> None:
    for reading in readings:
        names = [each.name for each in (reading.file, reading.result) if each]
        reading.delete()
        for name in names:
            transaction.on_commit(lambda name=name: default_storage.delete(name))
