from django.conf import settings
from django.db import models

from reports.blocks.paper import PageNumbers
from schools.directory.models import Municipality


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


class PrintSettings(models.Model):
    """How a department prints its documents."""

    municipality = models.OneToOneField(
        Municipality, on_delete=models.CASCADE, related_name="print_settings", verbose_name="муниципалитет"
    )
    page_numbers = models.CharField("на страницах", max_length=20, choices=PageNumbers, default=PageNumbers.NUMBER)
    has_check_address = models.BooleanField("предлагать QR-код и адрес проверки на последней странице", default=True)

    class Meta:
        verbose_name = "оформление документов"
        verbose_name_plural = "оформление документов"

    def __str__(self) -> str:
        return str(self.municipality)

    @classmethod
    def of(cls, municipality_id: int | None) -> "PrintSettings":
        """Return the department's settings, or unsaved default ones."""
        return cls.objects.filter(municipality=municipality_id).first() or cls(municipality_id=municipality_id)
