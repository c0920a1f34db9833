from django.conf import settings
from django.db import models
from django.db.models import Q

from roadmap.execution.models import Assignment


class Evidence(models.Model):
    """A document that shows what was done: an order, minutes, a photograph; its files or links hang on it."""

    class Kind(models.TextChoices):
        ORDER = "order", "приказ"
        MINUTES = "minutes", "протокол"
        REPORT = "report", "справка, отчёт"
        PLAN = "plan", "план, график"
        AGREEMENT = "agreement", "договор, соглашение"
        PHOTO = "photo", "фотография"
        PUBLICATION = "publication", "публикация на сайте"
        OTHER = "other", "другой документ"

    # An assignment that has evidence is never deleted: the database refuses it, and derivation leaves it.
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
    """A file or a link of a document. None is ever deleted: a later one stands beside it."""

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="files", verbose_name="документ")
    file = models.FileField("файл", upload_to="evidence/%Y/%m/", blank=True)
    link = models.URLField("ссылка", max_length=1000, blank=True)
    name = models.CharField("имя файла", max_length=255, blank=True)
    size = models.PositiveBigIntegerField("байтов", default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    added_at = models.DateTimeField("когда", auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="кто"
    )

    class Meta:
        verbose_name = "файл документа"
        verbose_name_plural = "файлы документов"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(file="") & ~Q(link="") & Q(sha256="")) | (~Q(file="") & Q(link="") & ~Q(sha256="")),
                name="evidence_is_a_file_or_a_link",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.link
