"""Uploaded workbooks between the two passes: in the portal's storage, each under its user, for a day."""

import datetime
import hashlib
import re
import secrets
from dataclasses import dataclass

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.utils import timezone

from indicators.workbooks.import_plan import ImportPlan
from portal.bulk import many_objects

FOLDER = "imports"
KEPT_FOR = datetime.timedelta(days=1)
_TOKEN = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Kept:
    """One upload: its file, and what was found in it."""

    user_id: int
    token: str

    @property
    def file_name(self) -> str:
        return f"{FOLDER}/{self.user_id}/{self.token}.xlsx"

    @property
    def plan_name(self) -> str:
        return f"{FOLDER}/{self.user_id}/{self.token}.plan.json"

    @many_objects()
    def plan(self) -> tuple[ImportPlan, str]:
        """The plan as it was last shown, and its checksum. LookupError: there is none, or no longer."""
        if not _TOKEN.fullmatch(self.token) or not default_storage.exists(self.plan_name):
            raise LookupError(self.token)
        with default_storage.open(self.plan_name) as stored:
            text = stored.read()
        return ImportPlan.from_json(text), hashlib.sha256(text).hexdigest()

    def keep_plan(self, plan: ImportPlan) -> None:
        default_storage.delete(self.plan_name)
        default_storage.save(self.plan_name, ContentFile(plan.as_json().encode("utf-8", "surrogatepass")))

    def open_file(self, file_hash: str) -> File:
        """LookupError: the file isn't the one that was uploaded."""
        try:
            file = default_storage.open(self.file_name)
        except OSError:
            raise LookupError(self.token) from None
        if hash_of(file) != file_hash:
            file.close()
            raise LookupError(self.token)
        return file

    def forget(self) -> None:
        default_storage.delete(self.file_name)
        default_storage.delete(self.plan_name)


def keep_upload(user_id: int, file: File) -> Kept:
    _forget_old()
    kept = Kept(user_id, secrets.token_hex(16))
    file.seek(0)
    default_storage.save(kept.file_name, file)
    return kept


def hash_of(file: File) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(2**20):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _forget_old() -> None:
    try:
        users, _ = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return
    for user in users:
        for name in default_storage.listdir(f"{FOLDER}/{user}")[1]:
            path = f"{FOLDER}/{user}/{name}"
            if timezone.now() - default_storage.get_modified_time(path) > KEPT_FOR:
                default_storage.delete(path)
