"""Files of a report that was not taken yet: kept for a day, so that nobody chooses them twice.

Browsers don't fill a field of files again. The page carries a signed token of each instead, for its owner only.
"""

import datetime
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.core import signing
from django.core.files import File
from django.core.files.storage import default_storage
from django.utils import timezone

FOLDER = "evidence-waiting"
KEPT_FOR = datetime.timedelta(days=1)
_SALT = "evidence-waiting"


@dataclass(frozen=True)
class KeptFile:
    """One file that waits, and the token by which its owner's form names it."""

    path: str
    name: str
    size: int
    token: str

    def open(self) -> File:
        """LookupError: it is no longer there."""
        try:
            return File(default_storage.open(self.path), name=self.name)
        except OSError:
            raise LookupError(self.name) from None

    def forget(self) -> None:
        default_storage.delete(self.path)


def keep_files(files: Iterable[File], *, user) -> list[KeptFile]:
    """Each under its own name, which has been made safe before."""
    _forget_old()
    kept = []
    for file in files:
        path = default_storage.save(f"{FOLDER}/{timezone.localdate()}/{secrets.token_hex(16)}", file)
        token = signing.dumps([user.pk, path, file.name, file.size], salt=_SALT)
        kept.append(KeptFile(path, file.name, file.size, token))
    return kept


def kept_files(tokens: Iterable[str], *, user) -> list[KeptFile]:
    """Those of the user that are still there; a forged or an old token means nothing."""
    found = []
    for token in tokens:
        try:
            user_id, path, name, size = signing.loads(token, salt=_SALT, max_age=KEPT_FOR)
        except signing.BadSignature:
            continue
        if user_id == user.pk and default_storage.exists(path):
            found.append(KeptFile(path, name, size, token))
    return found


def _forget_old() -> None:
    """Days before yesterday; folders are named by their day."""
    try:
        days, _ = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return
    oldest = str(timezone.localdate() - KEPT_FOR)
    for day in days:
        if day < oldest:
            for name in default_storage.listdir(f"{FOLDER}/{day}")[1]:
                default_storage.delete(f"{FOLDER}/{day}/{name}")
            default_storage.delete(f"{FOLDER}/{day}")
