import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from portal.transitions import MovingQuerySet, Transitions
from roadmap.programmes.models import Programme
from schools.directory.models import Municipality, School

# A worker updates `heartbeat_at` after each file; one file, at worst a whole programme, takes less time than this.
SILENT_AFTER = datetime.timedelta(minutes=3)


class BundleQuerySet(MovingQuerySet):
    def active(self) -> "BundleQuerySet":
        return self.filter(status__in=Bundle.ACTIVE)

    def to_be_made(self, now: datetime.datetime) -> "BundleQuerySet":
        """Return bundles that no worker makes: waiting ones, and those whose worker has been silent for too long."""
        left = Q(status=Bundle.Status.RUNNING, heartbeat_at__lt=now - SILENT_AFTER)
        return self.filter(Q(status=Bundle.Status.WAITING) | left)

    def outdated(self, now: datetime.datetime) -> "BundleQuerySet":
        """Return finished bundles whose file has been kept for `BUNDLE_DAYS`."""
        before = now - datetime.timedelta(days=settings.BUNDLE_DAYS)
        return self.filter(status=Bundle.Status.DONE, removed_at=None, finished_at__lte=before)


class Bundle(models.Model):
    """Many documents and files as one ZIP, made by a worker for the one person who sees it."""

    class What(models.TextChoices):
        PROGRAMME = "programme", "Досье программы"
        DOCUMENTS = "documents", "Документы программы"
        SCHOOL = "school", "Досье школы"
        CARDS = "cards", "Паспорта школ"

        @property
        def subject(self) -> str:
            """Return the name of the field that says what such a bundle is about."""
            return {"programme": "programme", "documents": "programme", "school": "school"}.get(self, "municipality")

    class Status(models.TextChoices):
        WAITING = "waiting", "ждёт очереди"
        RUNNING = "running", "собирается"
        DONE = "done", "готово"
        FAILED = "failed", "не собрано"
        CANCELLED = "cancelled", "отменено"

    # By state, the actions allowed and where they lead. A running bundle is claimed from a worker that is gone.
    TRANSITIONS = Transitions(
        {
            Status.WAITING: {"claim": Status.RUNNING, "give_up": Status.FAILED, "cancel": Status.CANCELLED},
            Status.RUNNING: {
                "claim": Status.RUNNING,
                "put_back": Status.WAITING,
                "finish": Status.DONE,
                "fail": Status.FAILED,
                "give_up": Status.FAILED,
                "cancel": Status.CANCELLED,
            },
            Status.DONE: {},
            Status.FAILED: {},
            Status.CANCELLED: {},
        }
    )
    ACTIVE = (Status.WAITING, Status.RUNNING)

    what = models.CharField("что", max_length=10, choices=What)
    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name="программа"
    )
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="школа"
    )
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="муниципалитет"
    )
    status = models.CharField("состояние", max_length=9, choices=Status, default=Status.WAITING)
    step = models.PositiveIntegerField("сделано файлов", default=0)
    total = models.PositiveIntegerField("всего файлов", default=0)
    message = models.TextField("что сейчас или почему не собрано", blank=True)
    missing = models.PositiveIntegerField("файлов не вошло", default=0)
    attempt = models.PositiveSmallIntegerField("который раз начата", default=0)
    file = models.FileField("файл", upload_to="bundles/%Y/%m/", blank=True)
    size = models.PositiveBigIntegerField("байтов", default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bundles", verbose_name="кто попросил"
    )
    asked_at = models.DateTimeField("когда попросили", default=timezone.now)
    started_at = models.DateTimeField("начато", null=True, blank=True)
    heartbeat_at = models.DateTimeField("последний признак работы", null=True, blank=True)
    finished_at = models.DateTimeField("закончено", null=True, blank=True)
    removed_at = models.DateTimeField("файл удалён", null=True, blank=True)

    objects = BundleQuerySet.as_manager()

    class Meta:
        verbose_name = "папка документов"
        verbose_name_plural = "папки документов"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    what__in=["programme", "documents"], programme__isnull=False, school=None, municipality=None
                )
                | Q(what="school", programme=None, school__isnull=False, municipality=None)
                | Q(what="cards", programme=None, school=None, municipality__isnull=False),
                name="bundle_is_about_its_subject",
            ),
            models.CheckConstraint(
                condition=(Q(status="done") & ~Q(file="") & ~Q(sha256="") & Q(removed_at=None))
                | (Q(status="done", file="", removed_at__isnull=False) & ~Q(sha256=""))
                | (~Q(status="done") & Q(file="", sha256="", size=0, removed_at=None)),
                name="bundle_is_offered_whole",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "running"], finished_at=None)
                | (~Q(status__in=["waiting", "running"]) & Q(finished_at__isnull=False)),
                name="bundle_finished_at_some_time",
            ),
            models.CheckConstraint(
                condition=~Q(status="running") | Q(started_at__isnull=False, heartbeat_at__isnull=False),
                name="bundle_runs_since_some_time",
            ),
            models.CheckConstraint(condition=Q(step__lte=F("total")), name="bundle_step_is_of_its_total"),
            models.UniqueConstraint(
                fields=["asked_by"],
                condition=Q(status__in=["waiting", "running"]),
                name="bundle_one_at_a_time",
                violation_error_message="Ещё собирается другая папка: дождитесь её или отмените.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.subject}" if self.subject else self.get_what_display()

    @property
    def subject(self) -> Programme | School | Municipality:
        return getattr(self, self.What(self.what).subject)

    @property
    def is_active(self) -> bool:
        return self.status in self.ACTIVE

    def is_silent(self, now: datetime.datetime) -> bool:
        """Return whether its worker has been silent for so long that another one may take the bundle over."""
        return self.status == self.Status.RUNNING and self.heartbeat_at < now - SILENT_AFTER

    @property
    def kept_until(self) -> datetime.datetime | None:
        return self.finished_at and self.finished_at + datetime.timedelta(days=settings.BUNDLE_DAYS)

    @property
    def file_name(self) -> str:
        """Return a name such as «Досье школы Берёзовская СОШ 22.11.2026.zip», not yet made safe for file systems."""
        return f"{self.get_what_display()} {str(self.subject)[:80]} {timezone.localtime(self.asked_at):%d.%m.%Y}.zip"
