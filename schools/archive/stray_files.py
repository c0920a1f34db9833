"""Finds and removes stored files that nothing refers to: left by an action that failed or a process that was killed."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import FileField

from portal.backup.making import stored_files
from portal.history.actions import Recorded, record_changes
from schools.archive.models import Archived, StrayFiles
from schools.archive.rows import files_in

LEFT_FOR = datetime.timedelta(days=1)  # younger files may belong to rows that aren't committed yet
_AT_ONCE = 500  # names in an entry of the history

_folders: list[Callable[[], Iterable[str]]] = []


@dataclass(frozen=True)
class StrayFile:
    name: str
    size: int


def keeps_files(beginnings: Callable[[], Iterable[str]]) -> None:
    """Register a function that returns the beginnings of names of files in use that no FileField refers to."""
    _folders.append(beginnings)


def stray_files(*, now: datetime.datetime) -> list[StrayFile]:
    """Return stored files older than a day that nothing refers to."""
    # The storage is listed before the rows are read, so that rows written meanwhile count.
    old = [name for name in stored_files(default_storage) if _is_old(name, now)]
    known = set(known_files())
    beginnings = tuple(each for keeper in _folders for each in keeper())
    return [
        StrayFile(name, default_storage.size(name))
        for name in old
        if name not in known and not name.startswith(beginnings)
    ]


def known_files() -> Iterator[str]:
    """Yield the names of files to which a FileField refers, in rows and in what «Удалённое» can restore."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                yield from model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True)
    for rows in Archived.objects.filter(restored_at=None).values_list("rows", flat=True).iterator():
        yield from (name for _, name in files_in(rows))


def remove_stray_files(*, now: datetime.datetime) -> list[StrayFile]:
    """Remove the stray files and return them; their names are written to the history before anything is removed."""
    found = stray_files(now=now)
    if found:
        with transaction.atomic():
            removed = StrayFiles.objects.create(files=len(found), size=sum(each.size for each in found))
            names = [each.name for each in found]
            entries = [names[start : start + _AT_ONCE] for start in range(0, len(names), _AT_ONCE)]
            record_changes([Recorded(removed, "файлы удалены", {"files": each}) for each in entries], by=None)
    for each in found:
        default_storage.delete(each.name)
    return found


def _is_old(name: str, now: datetime.datetime) -> bool:
    try:
        return now - default_storage.get_modified_time(name) > LEFT_FOR
    except FileNotFoundError:
        return False
