"""Names a folder's backups, finds the newest one, and removes old ones, but never the newest."""

import datetime
import re
from pathlib import Path

from django.utils import timezone

_NAME = re.compile(r"portal-(\d{4}-\d\d-\d\d-\d{6})\.zip")
_FORM = "%Y-%m-%d-%H%M%S"


def new_name(moment: datetime.datetime) -> str:
    return f"portal-{timezone.localtime(moment):{_FORM}}.zip"


def remove_old_backups(folder: Path, *, keep: int, days: int, now: datetime.datetime) -> list[Path]:
    """Remove backups beyond the newest `keep` ones, or older than `days` days, and return them; 0 means no limit.

    Only files with names as `new_name` makes them are considered.
    """
    found = sorted(((moment, path) for path in folder.iterdir() if (moment := _moment_of(path.name))), reverse=True)
    oldest = timezone.localtime(now).replace(tzinfo=None) - datetime.timedelta(days=days)
    gone = [
        path
        for place, (moment, path) in enumerate(found)
        if place and ((keep and place >= keep) or (days and moment < oldest))
    ]
    for path in gone:
        path.unlink()
    return gone


def newest_backup(folder: Path) -> datetime.datetime | None:
    moments = [moment for path in folder.iterdir() if (moment := _moment_of(path.name))] if folder.is_dir() else []
    return timezone.make_aware(max(moments)) if moments else None


def _moment_of(name: str) -> datetime.datetime | None:
    found = _NAME.fullmatch(name)
    return datetime.datetime.strptime(found[1], _FORM) if found else None
