"""Keeps files that are uploaded ahead of a report: piece by piece, then complete until the report is sent.

A piece is taken entirely or not at all, and is stored before `received` counts it, so that `received` is never more
than the storage has. The same piece sent again replaces what was stored.
"""

import datetime
import hashlib
import secrets
import tempfile
from collections.abc import Iterable

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from portal.refusals import Refusal
from roadmap.execution.evidence.file_kinds import MOST_BYTES, MOST_FILES, NotTaken, check_size, safe_name
from roadmap.execution.evidence.models import WaitingFile
from roadmap.execution.evidence.pictures import taken_file
from roadmap.execution.models import Assignment

FOLDER = "evidence-waiting"
KEPT_FOR = datetime.timedelta(days=7)
# Limits for one person, over all reports that they have begun.
MOST_WAITING = 5 * MOST_FILES
MOST_BYTES_WAITING = 10 * MOST_BYTES
MOST_BYTES_IN_A_PIECE = 2**20


class WrongOffset(Refusal):
    """The piece doesn't begin where the received part ends; `waiting` is the file as it stands."""

    def __init__(self, waiting: WaitingFile):
        super().__init__(f"Файл получен до {waiting.received} байта: продолжите с этого места.")
        self.waiting = waiting


def waiting_files(assignment: Assignment, *, user) -> list[WaitingFile]:
    """Return the user's complete files for the assignment, in the order in which they came."""
    found = WaitingFile.objects.filter(assignment=assignment, owner=user, begun_at__gte=_oldest())
    return list(found.exclude(path=""))


def open_waiting(waiting: WaitingFile) -> File:
    """Open the file from the storage; raises LookupError if it is no longer there."""
    try:
        return File(default_storage.open(waiting.path), name=waiting.name)
    except OSError:
        raise LookupError(waiting.name) from None


@transaction.atomic
def begin_file(*, assignment: Assignment, name: str, size: int, longest_side: int | None = None, by) -> WaitingFile:
    """Begin the upload of a file of `size` bytes.

    A photo in HEIC will be made at most `longest_side` pixels large. Raises NotTaken if the file is empty or too large,
    or if too many files of the person wait already.
    """
    check_size(size)
    _forget_old()
    waiting = WaitingFile.objects.filter(owner=by)
    if waiting.filter(assignment=assignment).count() >= 2 * MOST_FILES or waiting.count() >= MOST_WAITING:
        raise NotTaken("слишком много файлов ждут отчёта. Отправьте отчёт или уберите лишние.")
    if (waiting.aggregate(sum=Sum("size"))["sum"] or 0) + size > MOST_BYTES_WAITING:
        raise NotTaken(
            f"файлы, которые ждут отчёта, займут больше {MOST_BYTES_WAITING // 2**20} МБ. Отправьте отчёт или уберите "
            "лишние."
        )
    return WaitingFile.objects.create(
        key=secrets.token_hex(16),
        assignment=assignment,
        owner=by,
        name=safe_name(name),
        size=size,
        longest_side=longest_side,
    )


@transaction.atomic
def take_piece(*, key: str, offset: int, content: bytes, by) -> WaitingFile:
    """Store the next bytes of a file.

    Raises WrongOffset if they aren't the next ones, WaitingFile.DoesNotExist if the person has no such file.
    """
    waiting = WaitingFile.objects.select_for_update().get(key=key, owner=by)
    if offset != waiting.received or offset + len(content) > waiting.size or waiting.path:
        raise WrongOffset(waiting)
    if content:
        _store(_path_of_piece(waiting, offset), ContentFile(content))
        waiting.received += len(content)
        waiting.save(update_fields=["received"])
    return waiting


def finish_file(waiting: WaitingFile, *, by) -> WaitingFile:
    """Join the pieces, check the file and store it as it will be kept.

    Reading it takes time, so no transaction is held; if two requests do it at once, the first one's file is kept.
    Raises NotTaken if the portal doesn't take the file, which is then deleted.
    """
    with tempfile.TemporaryFile() as whole:
        _join_pieces(waiting, whole)
        try:
            taken = taken_file(File(whole, name=waiting.name), longest_side=waiting.longest_side)
        except NotTaken:
            forget_files([waiting], by=by)
            raise
        path, digest = _store_whole(taken, waiting)
    stands = {"name": taken.name, "size": taken.size, "path": path, "sha256": digest}
    if WaitingFile.objects.filter(pk=waiting.pk, path="").update(**stands, received=taken.size):
        _forget_pieces(waiting)
    else:
        default_storage.delete(path)
    return WaitingFile.objects.get(pk=waiting.pk)


@transaction.atomic
def keep_files(files: Iterable[File], *, assignment: Assignment, by) -> list[WaitingFile]:
    """Keep complete files that came with a form and were taken."""
    _forget_old()
    kept = []
    for file in files:
        waiting = WaitingFile(key=secrets.token_hex(16), assignment=assignment, owner=by, begun_at=timezone.now())
        waiting.name, waiting.size, waiting.received = file.name, file.size, file.size
        waiting.path, waiting.sha256 = _store_whole(file, waiting)
        waiting.save()
        kept.append(waiting)
    return kept


def forget_files(files: Iterable[WaitingFile], *, by) -> None:
    """Delete waiting files of the person, with what the storage has of them."""
    for each in files:
        WaitingFile.objects.filter(pk=each.pk, owner=by).delete()
        _forget_pieces(each)
        if each.path:
            default_storage.delete(each.path)


def sha256_of(file: File) -> str:
    """Return the digest of the whole file, and leave the file at its beginning."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def _store_whole(file: File, waiting: WaitingFile) -> tuple[str, str]:
    """Store the complete file, and return its path and its SHA-256."""
    digest = sha256_of(file)
    return default_storage.save(f"{_folder_of(waiting)}-{secrets.token_hex(4)}", file), digest


def _folder_of(waiting: WaitingFile) -> str:
    return f"{FOLDER}/{timezone.localdate(waiting.begun_at)}/{waiting.key}"


def folders_that_wait() -> list[str]:
    """What the names of all their files begin with, pieces and whole ones."""
    return [_folder_of(each) for each in WaitingFile.objects.all()]


def _path_of_piece(waiting: WaitingFile, offset: int) -> str:
    return f"{_folder_of(waiting)}/{offset}"


def _store(path: str, content: File) -> None:
    """Store a piece; one that is there already was never counted, and is replaced."""
    if default_storage.exists(path):
        default_storage.delete(path)
    default_storage.save(path, content)


def _join_pieces(waiting: WaitingFile, whole) -> None:
    offset = 0
    while offset < waiting.size:
        with default_storage.open(_path_of_piece(waiting, offset)) as piece:
            offset += whole.write(piece.read())
    whole.seek(0)


def _forget_pieces(waiting: WaitingFile) -> None:
    _forget_folder(_folder_of(waiting))


def _forget_folder(folder: str) -> None:
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in folders:
        _forget_folder(f"{folder}/{name}")
    for name in names:
        default_storage.delete(f"{folder}/{name}")
    default_storage.delete(folder)


def _oldest() -> datetime.datetime:
    return timezone.now() - KEPT_FOR


def _forget_old() -> None:
    """Delete files that have waited longer than `KEPT_FOR`, and their folders, which are named after days.

    A folder is left a day longer, for files that were begun late on its day.
    """
    WaitingFile.objects.filter(begun_at__lt=_oldest()).delete()
    try:
        days, _ = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return
    last = str(timezone.localdate(_oldest()) - datetime.timedelta(days=1))
    for day in days:
        if day < last:
            _forget_folder(f"{FOLDER}/{day}")
