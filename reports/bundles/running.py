"""The worker's tasks: claim a bundle, make it, finish it, and take over what a worker that is gone left behind.

Every write is one UPDATE whose condition has the state and the attempt that the worker knows, so that either database
carries it out for one worker only. So a bundle is made once, and a worker that was taken for gone changes nothing.
"""

import datetime
import errno
import hashlib
import logging
import tempfile
import time

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django_tasks import task

from portal.history.actions import Recorded, record_changes
from reports.bundles.contents import contents_of
from reports.bundles.models import SILENT_AFTER, Bundle, BundleQuerySet
from reports.bundles.notices import send_notice
from reports.bundles.permissions import can_have_bundle
from reports.bundles.removing import remove_old_bundles
from reports.bundles.writing import write_archive

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
_BEAT_SECONDS = 1.0
Status = Bundle.Status

_GIVEN_UP = (
    "Работа прервалась {} раза подряд, портал её больше не начинает. Сообщите администратору и попробуйте снова."
)
_NOT_ALLOWED = "У вас больше нет права на эти данные: папка не собрана."
_NO_SPACE = "На диске сервера не хватило места. Сообщите администратору."
_FAULT = "Ошибка портала: она записана в журнал. Сообщите администратору."


class Stopped(Exception):
    """The bundle is no longer this worker's: it was cancelled, or another worker took it over."""


@task()
def make_bundle(pk: int) -> str:
    return run_bundle(pk)


@task()
def watch_bundle(pk: int) -> str:
    """Try the bundle again at intervals until it is finished, so that none is forgotten whatever happens to workers."""
    if not Bundle.objects.active().filter(pk=pk).exists():
        return "finished"
    watch_later(pk)
    return run_bundle(pk)


@task()
def tidy_bundles() -> int:
    return remove_old_bundles(timezone.now())


def watch_later(pk: int) -> None:
    watch_bundle.using(run_after=timezone.now() + SILENT_AFTER).enqueue(pk)


def run_bundle(pk: int) -> str:
    """Make the bundle, and return how it went, for the queue's list only; the person reads it in the bundle."""
    bundle = claim_bundle(pk)
    if bundle is None:
        return "not to be made"
    held = Held(bundle)
    try:
        _make(held)
    except Stopped:
        return "stopped"
    except Exception as error:
        held.fail(_NO_SPACE if isinstance(error, OSError) and error.errno == errno.ENOSPC else _FAULT)
        raise
    except BaseException:  # the worker is being stopped
        if held.move("put_back"):
            make_bundle.enqueue(pk)
        raise
    return held.bundle.status


def claim_bundle(pk: int) -> Bundle | None:
    """Claim the bundle for this worker and return it; None if there is nothing to do, or it was begun too often.

    In the latter case the bundle is given up, and the person is told.
    """
    now = timezone.now()
    free = Bundle.objects.to_be_made(now).filter(pk=pk)
    words = _GIVEN_UP.format(MOST_ATTEMPTS)
    given_up = free.filter(attempt__gte=MOST_ATTEMPTS)
    with transaction.atomic():
        was = given_up.select_for_update().values_list("status", flat=True).first()
        lost = given_up.move_all("give_up", finished_at=now, message=words) and _record_end(
            Bundle.objects.select_related("asked_by").get(pk=pk), was=was
        )
    if lost:
        send_notice(lost)
        return None
    claimed = free.move_all(
        "claim", attempt=F("attempt") + 1, step=0, total=0, message="",
        heartbeat_at=now, started_at=Coalesce("started_at", Value(now)),
    )  # fmt: skip
    related = Bundle.objects.select_related(
        "asked_by", "programme__municipality", "school__municipality", "municipality"
    )
    return related.get(pk=pk) if claimed else None


class Held:
    """A bundle that one worker is making; its methods write only while it is still this worker's."""

    def __init__(self, bundle: Bundle):
        self.bundle = bundle
        self._step, self._last_beat_at = 0, 0.0

    def _mine(self) -> BundleQuerySet:
        return Bundle.objects.filter(pk=self.bundle.pk, status=Status.RUNNING, attempt=self.bundle.attempt)

    def update(self, **fields) -> bool:
        return bool(self._mine().update(**fields))

    def move(self, action: str, **fields) -> bool:
        return bool(self._mine().move_all(action, **fields))

    def count(self, total: int) -> None:
        self.bundle.total = total
        if not self.update(total=total, heartbeat_at=timezone.now()):
            raise Stopped

    def beat(self, path: str) -> None:
        """Note that the file `path` comes next, writing at most once a second.

        Raises Stopped if the bundle is no longer this worker's.
        """
        done, self._step = self._step, self._step + 1
        if time.monotonic() - self._last_beat_at < _BEAT_SECONDS:
            return
        self._last_beat_at = time.monotonic()
        total = max(self.bundle.total, done)
        if not self.update(step=done, total=total, message=path, heartbeat_at=timezone.now()):
            raise Stopped

    def fail(self, words: str) -> None:
        with transaction.atomic():
            if not self.move("fail", finished_at=timezone.now(), message=words):
                return
            self.bundle.status, self.bundle.message = Status.FAILED, words
            _record_end(self.bundle)
        send_notice(self.bundle)

    def finish(self, **fields) -> None:
        """Finish the bundle and schedule its file's removal. Raises Stopped if it is no longer this worker's."""
        fields |= {"finished_at": timezone.now(), "message": "", "step": self._step}
        with transaction.atomic():
            if not self.move("finish", total=self._step, **fields):
                raise Stopped
            later = timezone.now() + datetime.timedelta(days=settings.BUNDLE_DAYS, minutes=1)
            tidy_bundles.using(run_after=later).enqueue()
            for name, value in (fields | {"status": Status.DONE}).items():
                setattr(self.bundle, name, value)
            _record_end(self.bundle)
        send_notice(self.bundle)


def _make(held: Held) -> None:
    """Write the archive to a temporary file, and offer it only when it is whole and the bundle still wanted."""
    bundle = held.bundle
    if not (bundle.asked_by.is_active and can_have_bundle(bundle.asked_by, bundle)):
        held.fail(_NOT_ALLOWED)
        return
    held.count(sum(1 for _ in contents_of(bundle)))
    with tempfile.TemporaryFile(dir=settings.DATA_DIR) as file:
        lines = write_archive(file, contents_of(bundle), title=str(bundle), before_each=held.beat)
        size = file.tell()
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        name = timezone.localdate().strftime(f"bundles/%Y/%m/{bundle.pk}-{bundle.attempt}.zip")
        name = default_storage.save(name, File(file, name))
    try:
        held.finish(file=name, size=size, sha256=digest, missing=sum(bool(line.why) for line in lines))
    except Stopped:
        default_storage.delete(name)
        raise


def _record_end(bundle: Bundle, *, was: str = Status.RUNNING) -> Bundle:
    """Record the end in the history, in the transaction that ends the bundle.

    The letter is sent after that, since a mail server may be slow.
    """
    words = "собрана" if bundle.status == Status.DONE else "не собрана"
    after = {name: getattr(bundle, name) for name in ("status", "message", "size", "sha256", "missing")}
    record_changes([Recorded(bundle, words, {"status": was, "size": 0, "missing": 0}, after)], by=None)
    return bundle
