from django.conf import settings
from django.db import models

from schools.models import Municipality


class Letterhead(models.Model):
    """The department's own .docx with named fields, on which the portal prints its orders."""

    municipality = models.OneToOneField(
        Municipality, on_delete=models.CASCADE, related_name="letterhead", verbose_name="муниципалитет"
    )
    file = models.FileField("файл", upload_to="letterheads/")
    name = models.CharField("имя файла", max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
    uploaded_at = models.DateTimeField("когда загружен")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="кто загрузил"
    )

    class Meta:
        verbose_name = "бланк приказа"
        verbose_name_plural = "бланки приказов"

    def __str__(self) -> str:
        return self.name
