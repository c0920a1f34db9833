from django.conf import settings
from django.db import models

from reports.models.document import Document


class Attachment(models.Model):
    """A scan of the signed order, or a detached signature of the PDF. None is deleted: a later one stands beside it."""

    class Kind(models.TextChoices):
        SCAN = "scan", "скан подписанного документа"
        SIGNATURE = "signature", "электронная подпись"

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="attachments", verbose_name="документ"
    )
    kind = models.CharField("что это", max_length=9, choices=Kind)
    file = models.FileField("файл", upload_to="documents/%Y/%m/")
    name = models.CharField("имя файла", max_length=255)
    size = models.PositiveBigIntegerField("байтов")
    sha256 = models.CharField("SHA-256", max_length=64)
    added_at = models.DateTimeField("когда", auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="кто"
    )

    class Meta:
        verbose_name = "приложенный файл"
        verbose_name_plural = "приложенные файлы"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
