"""The worker's tasks: claim a reading, read the file within its limits, keep the result; take over what a worker left.

Every write is one UPDATE whose condition has the state and the attempt, so that either database carries it out for one
worker only.
"""

import gzip
import logging
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django_tasks import task

from portal.heavy.apart import ReadingFailed, read_apart
from portal.heavy.models import SILENT_AFTER, HeavyReading
from portal.refusals import Refusal

_log = logging.getLogger(__name__)
MOST_ATTEMPTS = 3
_GIVEN_UP = "Чтение прервалось несколько раз подряд, портал его больше не начинает. Сообщите администратору."
_FAULT = "Ошибка портала: она записана в журнал. Сообщите администратору и загрузите файл в другом виде."


@task()
def read_heavy(pk: int) -> str:
    return run_reading(pk)


@task()
def watch_reading(pk: int) -> str:
    """Try the reading again at intervals until it is finished, so that none is forgotten when a worker dies."""
    if not HeavyReading.objects.filter(pk=pk, status__in=["waiting", "running"]).exists():
        return "finished"
    watch_later(pk)
    return run_reading(pk)


def watch_later(pk: int) -> None:
    watch_reading.using(run_after=timezone.now() + SILENT_AFTER).enqueue(pk)


def run_reading(pk: int) -> str:
    """Read the file, and return how it went, for the queue's list only; the person sees it in the reading."""
    now = timezone.now()
    free = HeavyReading.objects.filter(pk=pk)
    if free.to_be_read(now).filter(attempt__gte=MOST_ATTEMPTS).move_all("give_up", finished_at=now, said=_GIVEN_UP):
        return "given up"
    if not free.claim(now):
        return "not to be read"
    reading = free.get()
    mine = free.filter(status=HeavyReading.Status.RUNNING, attempt=reading.attempt)
    try:
        _read(reading, mine)
    except Refusal as refusal:
        mine.move_all("fail", finished_at=timezone.now(), said=str(refusal))
    except ReadingFailed as failed:
        _log.error("A file was not read, reading %s: %s", pk, failed)
        mine.move_all("fail", finished_at=timezone.now(), said=_FAULT)
    except Exception:
        mine.move_all("fail", finished_at=timezone.now(), said=_FAULT)
        raise
    except BaseException:  # the worker is being stopped
        if mine.move_all("put_back"):
            read_heavy.enqueue(pk)
        raise
    return free.get().status


def _read(reading: HeavyReading, mine) -> None:
    with reading.file.open("rb") as file:
        content = file.read()
    result = gzip.compress(read_apart(reading.reader, reading.name, content, reading.arguments), 5)
    name = default_storage.save(f"readings/{timezone.localdate():%Y/%m}/{uuid4().hex}.gz", ContentFile(result))
    if not mine.move_all("finish", finished_at=timezone.now(), result=name, said=""):
        default_storage.delete(name)
