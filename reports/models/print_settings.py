from django.db import models

from reports.kinds import PageNumbers
from schools.models import Municipality


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
        """The department's, or the usual ones, which are not saved."""
        return cls.objects.filter(municipality=municipality_id).first() or cls(municipality_id=municipality_id)
