"""Files on their way to a report: each is sent by itself, goes on where it was cut, and waits until the report goes.

A piece is taken whole or not at all, so that `received` is always what the storage has. Whatever a piece brings is
written before the row says so; the same piece sent again takes the place of the one before.
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
# Of one person, over all reports that they have begun.
MOST_WAITING = 5 * MOST_FILES
MOST_BYTES_WAITING = 10 * MOST_BYTES
MOST_BYTES_IN_A_PIECE = 2**20


class WrongOffset(Refusal):
    """A piece that doesn't go on where the file stands; `waiting` says where that is."""

    def __init__(self, waiting: WaitingFile):
        super().__init__(f"Файл получен до {waiting.received} байта: продолжите с этого места.")
        self.waiting = waiting


def waiting_files(assignment: Assignment, *, user) -> list[WaitingFile]:
    """Whole ones of the user, in the order in which they came."""
    found = WaitingFile.objects.filter(assignment=assignment, owner=user, begun_at__gte=_oldest())
    return list(found.exclude(path=""))


def open_waiting(waiting: WaitingFile) -> File:
    """LookupError: it is no longer there."""
    try:
        return File(default_storage.open(waiting.path), name=waiting.name)
    except OSError:
        raise LookupError(waiting.name) from None


@transaction.atomic
def begin_file(*, assignment: Assignment, name: str, size: int, by) -> WaitingFile:
    """A place for a file of so many bytes. NotTaken: it is empty or too large, or too many wait already."""
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
        key=secrets.token_hex(16), assignment=assignment, owner=by, name=safe_name(name), size=size
    )


@transaction.atomic
def take_piece(*, key: str, offset: int, content: bytes, by) -> WaitingFile:
    """The next bytes of a file. WrongOffset: they aren't the next ones; WaitingFile.DoesNotExist: it isn't theirs."""
    waiting = WaitingFile.objects.select_for_update().get(key=key, owner=by)
    if offset != waiting.received or offset + len(content) > waiting.size or waiting.path:
        raise WrongOffset(waiting)
    if content:
        _put(_piece(waiting, offset), ContentFile(content))
        waiting.received += len(content)
        waiting.save(update_fields=["received"])
    return waiting


def finish_file(waiting: WaitingFile, *, by) -> WaitingFile:
    """Pieces become the file as it is kept. NotTaken: it is no document, and is forgotten.

    Its reading takes its time, so no transaction is held; where two do it at once, one of them is the one.
    """
    with tempfile.TemporaryFile() as whole:
        _join(waiting, whole)
        try:
            taken = taken_file(File(whole, name=waiting.name))
        except NotTaken:
            forget_files([waiting], by=by)
            raise
        path, digest = _kept(taken, waiting)
    stands = {"name": taken.name, "size": taken.size, "path": path, "sha256": digest}
    if WaitingFile.objects.filter(pk=waiting.pk, path="").update(**stands, received=taken.size):
        _forget_pieces(waiting)
    else:
        default_storage.delete(path)
    return WaitingFile.objects.get(pk=waiting.pk)


@transaction.atomic
def keep_files(files: Iterable[File], *, assignment: Assignment, by) -> list[WaitingFile]:
    """Files that came with a form and were taken, each under its own name."""
    _forget_old()
    kept = []
    for file in files:
        waiting = WaitingFile(key=secrets.token_hex(16), assignment=assignment, owner=by, begun_at=timezone.now())
        waiting.name, waiting.size, waiting.received = file.name, file.size, file.size
        waiting.path, waiting.sha256 = _kept(file, waiting)
        waiting.save()
        kept.append(waiting)
    return kept


def forget_files(files: Iterable[WaitingFile], *, by) -> None:
    for each in files:
        WaitingFile.objects.filter(pk=each.pk, owner=by).delete()
        _forget_pieces(each)
        if each.path:
            default_storage.delete(each.path)


def sha256_of(file: File) -> str:
    """Read from its beginning, and left there."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def _kept(file: File, waiting: WaitingFile) -> tuple[str, str]:
    """Where it lies now, and its SHA-256."""
    digest = sha256_of(file)
    return default_storage.save(f"{_folder(waiting)}-{secrets.token_hex(4)}", file), digest


def _folder(waiting: WaitingFile) -> str:
    return f"{FOLDER}/{timezone.localdate(waiting.begun_at)}/{waiting.key}"


def _piece(waiting: WaitingFile, offset: int) -> str:
    return f"{_folder(waiting)}/{offset}"


def _put(path: str, content: File) -> None:
    """In the place of one whose row was never written."""
    if default_storage.exists(path):
        default_storage.delete(path)
    default_storage.save(path, content)


def _join(waiting: WaitingFile, whole) -> None:
    offset = 0
    while offset < waiting.size:
        with default_storage.open(_piece(waiting, offset)) as piece:
            offset += whole.write(piece.read())
    whole.seek(0)


def _forget_pieces(waiting: WaitingFile) -> None:
    _forget_folder(_folder(waiting))


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
    """Folders are named by their day; one is left a day longer, for what was begun late on it."""
    WaitingFile.objects.filter(begun_at__lt=_oldest()).delete()
    try:
        days, _ = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return
    last = str(timezone.localdate(_oldest()) - datetime.timedelta(days=1))
    for day in days:
        if day < last:
            _forget_folder(f"{FOLDER}/{day}")
