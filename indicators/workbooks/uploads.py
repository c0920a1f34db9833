"""Keeps uploaded workbooks between the two passes of an import: in the portal's storage, per user, for a day."""

import datetime
import gzip
import hashlib
import re
import secrets
from dataclasses import dataclass

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.utils import timezone

from indicators.workbooks.apart import sheets_of, written_sheets
from indicators.workbooks.import_plan import ImportPlan
from portal.bulk import many_objects
from portal.spreadsheets.sheets import read_workbook
from portal.spreadsheets.workbook_sheet import WorkbookSheet

FOLDER = "imports"
KEPT_FOR = datetime.timedelta(days=1)
_TOKEN = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Kept:
    """One upload: its file, its plan and, if it is large, the sheets that were read from it."""

    user_id: int
    token: str

    @property
    def file_name(self) -> str:
        return f"{FOLDER}/{self.user_id}/{self.token}.xlsx"

    @property
    def plan_name(self) -> str:
        return f"{FOLDER}/{self.user_id}/{self.token}.plan.json"

    @property
    def sheets_name(self) -> str:
        """The name of the file with what the worker has read of a large workbook, so that it is not read again."""
        return f"{FOLDER}/{self.user_id}/{self.token}.sheets.json.gz"

    @many_objects()
    def plan(self) -> tuple[ImportPlan, str]:
        """The plan as it was last shown, and its checksum. Raises LookupError if there is none (any more)."""
        if not _TOKEN.fullmatch(self.token) or not default_storage.exists(self.plan_name):
            raise LookupError(self.token)
        with default_storage.open(self.plan_name) as stored:
            text = stored.read()
        return ImportPlan.from_json(text), hashlib.sha256(text).hexdigest()

    def keep_plan(self, plan: ImportPlan) -> None:
        default_storage.delete(self.plan_name)
        default_storage.save(self.plan_name, ContentFile(plan.as_json().encode("utf-8", "surrogatepass")))

    def open_file(self, file_hash: str) -> File:
        """Open the uploaded file. Raises LookupError if it is gone or its hash is another one."""
        try:
            file = default_storage.open(self.file_name)
        except OSError:
            raise LookupError(self.token) from None
        if hash_of(file) != file_hash:
            file.close()
            raise LookupError(self.token)
        return file

    def keep_sheets(self, sheets: list[WorkbookSheet]) -> None:
        default_storage.save(self.sheets_name, ContentFile(gzip.compress(written_sheets(sheets), 5)))

    def sheets(self, file_hash: str) -> list[WorkbookSheet]:
        """The sheets of the file, as kept or read anew. Raises LookupError if the file is gone or another one."""
        with self.open_file(file_hash) as file:
            if not default_storage.exists(self.sheets_name):
                return read_workbook(file)
        with default_storage.open(self.sheets_name) as stored:
            return sheets_of(gzip.decompress(stored.read()))

    def forget(self) -> None:
        default_storage.delete(self.file_name)
        default_storage.delete(self.sheets_name)
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
