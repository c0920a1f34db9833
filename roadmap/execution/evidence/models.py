from django.conf import settings
from django.db import models
from django.db.models import F, Q

from roadmap.execution.evidence.file_kinds import FileKind, kind_of_name
from roadmap.execution.models import Assignment


class StandingManager(models.Manager):
    """Leaves out what was withdrawn, so that no page, count or document of a report has it."""

    def get_queryset(self):
        return super().get_queryset().filter(withdrawn_at=None)


class Evidence(models.Model):
    """A document that shows what was done: an order, minutes, a photograph. Its files and links refer to it.

    If it has neither a number nor a date, it is withdrawn together with the last of its files.
    """

    class Kind(models.TextChoices):
        ORDER = "order", "приказ"
        MINUTES = "minutes", "протокол"
        REPORT = "report", "справка, отчёт"
        PLAN = "plan", "план, график"
        AGREEMENT = "agreement", "договор, соглашение"
        PHOTO = "photo", "фотография"
        PUBLICATION = "publication", "публикация на сайте"
        OTHER = "other", "другой документ"

    # The database refuses to delete an assignment with evidence; `derive_assignments` doesn't try to.
    assignment = models.ForeignKey(
        Assignment, on_delete=models.DO_NOTHING, related_name="evidence", verbose_name="поручение"
    )
    kind = models.CharField("вид документа", max_length=12, choices=Kind, default=Kind.ORDER)
    number = models.CharField("номер", max_length=100, blank=True)
    issued_on = models.DateField("дата", null=True, blank=True)
    added_at = models.DateTimeField("когда", auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="кто"
    )
    withdrawn_at = models.DateTimeField("когда отозван", null=True, blank=True, editable=False)

    objects = StandingManager()
    with_withdrawn = models.Manager()  # noqa: DJ012 - no field

    class Meta:
        verbose_name = "подтверждающий документ"
        verbose_name_plural = "подтверждающие документы"
        ordering = ["pk"]

    def __str__(self) -> str:
        kind = self.get_kind_display()
        words = kind[0].upper() + kind[1:]
        if self.number:
            words += f" №\u00a0{self.number}"
        return f"{words} от\u00a0{self.issued_on:%d.%m.%Y}" if self.issued_on else words


class EvidenceFile(models.Model):
    """A file or a link of a document. It is never deleted or replaced; a wrong one is withdrawn."""

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="files", verbose_name="документ")
    file = models.FileField("файл", upload_to="evidence/%Y/%m/", blank=True)
    link = models.URLField("ссылка", max_length=1000, blank=True)
    name = models.CharField("имя файла", max_length=255, blank=True)
    size = models.PositiveBigIntegerField("байтов", default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, db_index=True)
    added_at = models.DateTimeField("когда", auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="кто"
    )
    withdrawn_at = models.DateTimeField("когда отозван", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="кто отозвал",
    )  # fmt: skip
    withdrawn_because = models.CharField("почему отозван", max_length=300, blank=True)

    objects = StandingManager()
    with_withdrawn = models.Manager()  # noqa: DJ012 - no field

    class Meta:
        verbose_name = "файл документа"
        verbose_name_plural = "файлы документов"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(file="") & ~Q(link="") & Q(sha256="")) | (~Q(file="") & Q(link="") & ~Q(sha256="")),
                name="evidence_is_a_file_or_a_link",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_because="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because=""),
                name="evidence_is_withdrawn_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.link

    @property
    def kind(self) -> FileKind:
        return kind_of_name(self.name)


class WaitingFile(models.Model):
    """A file that is sent ahead of its report, in pieces, and kept for its owner until the report is sent.

    An interrupted upload goes on from `received` bytes. `path` is the file's place in the storage once it is complete
    and was taken.
    """

    key = models.CharField(max_length=32, unique=True)
    assignment = models.ForeignKey(
        Assignment, on_delete=models.CASCADE, related_name="waiting_files", verbose_name="поручение"
    )
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="чей")
    name = models.CharField("имя файла", max_length=255)
    size = models.PositiveBigIntegerField("байтов")
    received = models.PositiveBigIntegerField("байтов получено", default=0)
    longest_side = models.PositiveIntegerField("до какой стороны уменьшить снимок, точек", null=True, blank=True)
    path = models.CharField("где лежит", max_length=200, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    begun_at = models.DateTimeField("когда", auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = "файл, который ждёт отчёта"
        verbose_name_plural = "файлы, которые ждут отчёта"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(path="", sha256="", received__lte=F("size")) | ~Q(path="") & ~Q(sha256=""),
                name="waiting_file_is_whole_or_on_its_way",
            ),
        ]

    def __str__(self) -> str:
        return self.name
