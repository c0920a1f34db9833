import datetime
import gzip
from functools import lru_cache

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from portal.heavy.limits import HEAVY
from portal.transitions import MovingQuerySet, Transitions

KEPT_FOR = datetime.timedelta(days=30)
# If a reading takes longer, its worker is gone, since the reading itself is killed at its limit.
SILENT_AFTER = datetime.timedelta(seconds=HEAVY.seconds + 60)


class HeavyReadingQuerySet(MovingQuerySet):
    def to_be_read(self, now: datetime.datetime) -> "HeavyReadingQuerySet":
        """Return readings that no worker is at: waiting ones, and those left by a worker that is gone."""
        left = Q(status=HeavyReading.Status.RUNNING, started_at__lt=now - SILENT_AFTER)
        return self.filter(Q(status=HeavyReading.Status.WAITING) | left)

    def claim(self, now: datetime.datetime) -> int:
        return self.to_be_read(now).move_all("claim", attempt=F("attempt") + 1, started_at=now)

    def outdated(self, now: datetime.datetime) -> "HeavyReadingQuerySet":
        return self.filter(asked_at__lt=now - KEPT_FOR)


class HeavyReading(models.Model):
    """A file that the worker reads or has read; the room that asked for it finds it by `key`."""

    class Status(models.TextChoices):
        WAITING = "waiting", "ждёт очереди"
        RUNNING = "running", "читается"
        DONE = "done", "прочитан"
        FAILED = "failed", "не прочитан"

    # By state, the actions allowed and where they lead. A running reading is claimed from a worker that is gone.
    TRANSITIONS = Transitions(
        {
            Status.WAITING: {"claim": Status.RUNNING, "give_up": Status.FAILED},
            Status.RUNNING: {
                "claim": Status.RUNNING,
                "put_back": Status.WAITING,
                "finish": Status.DONE,
                "fail": Status.FAILED,
                "give_up": Status.FAILED,
            },
            Status.DONE: {},
            Status.FAILED: {"ask_again": Status.WAITING},
        }
    )

    key = models.CharField("что читается", max_length=200, unique=True)
    reader = models.CharField("чем", max_length=30)
    name = models.CharField("имя файла", max_length=255)
    arguments = models.JSONField("с чем", default=dict)
    file = models.FileField("файл", upload_to="readings/%Y/%m/", blank=True)
    result = models.FileField("прочитанное", upload_to="readings/%Y/%m/", blank=True)
    status = models.CharField("состояние", max_length=7, choices=Status, default=Status.WAITING)
    said = models.TextField("почему не прочитан", blank=True)
    attempt = models.PositiveSmallIntegerField("который раз начато", default=0)
    asked_at = models.DateTimeField("когда загружен", default=timezone.now)
    started_at = models.DateTimeField("начато", null=True, blank=True)
    finished_at = models.DateTimeField("закончено", null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="кто загрузил"
    )

    objects = HeavyReadingQuerySet.as_manager()

    class Meta:
        verbose_name = "чтение файла"
        verbose_name_plural = "чтения файлов"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="done") ^ Q(result=""), name="heavy_reading_has_its_result_when_done"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        return self.status in (self.Status.WAITING, self.Status.RUNNING)

    @property
    def is_done(self) -> bool:
        return self.status == self.Status.DONE

    def content(self) -> bytes:
        """Return what was read. Raises LookupError if nothing is yet, or its file is gone."""
        if not self.is_done:
            raise LookupError(self.key)
        try:
            return _unpack(self.result.name)
        except OSError:
            raise LookupError(self.key) from None


@lru_cache(maxsize=2)
def _unpack(name: str) -> bytes:
    """Return a result's content; no two results ever have the same name, whatever becomes of their readings."""
    with default_storage.open(name) as stored:
        return gzip.decompress(stored.read())
