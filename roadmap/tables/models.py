from django.conf import settings
from django.db import models

from indicators.catalogue.models import Period
from portal.fields import NaturalKeyField
from roadmap.programmes.models import Programme


class MoneySpent(models.Model):
    """What was spent in a year of what a row of the programme's money plans; known by the row's words.

    It is the first revision's, so that an amendment keeps what was entered before it.
    """

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="money_spent", verbose_name="программа"
    )
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+", verbose_name="год")
    label = models.TextField("строка")
    label_key = NaturalKeyField(source="label", db_index=False)
    text = models.CharField("израсходовано", max_length=100, blank=True)
    entered_at = models.DateTimeField("когда внесено", auto_now=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="кто внёс",
    )  # fmt: skip

    class Meta:
        verbose_name = "израсходовано по строке"
        verbose_name_plural = "израсходовано по строкам"
        ordering = ["period", "pk"]

    def __str__(self) -> str:
        return f"{self.label}: {self.text}"
