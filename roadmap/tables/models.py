from django.conf import settings
from django.db import models

from indicators.catalogue.models import Period
from portal.fields import NaturalKeyField
from roadmap.programmes.models import Annex, Programme, Section


class MoneySpent(models.Model):
    """What was spent in a year of what a row of the programme's table of money plans; the row is found by its words.

    It belongs to the programme's first revision, so that an amendment keeps what was entered before it.
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


class StruckTables(models.Model):
    """Tables of a section, of an annex, or of the programme's money, before cells were struck and after.

    It stands in «Удалённое» only, from where `roadmap.tables.struck` puts them back.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+", verbose_name="программа")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, null=True, related_name="+", verbose_name="раздел")
    annex = models.ForeignKey(Annex, on_delete=models.CASCADE, null=True, related_name="+", verbose_name="приложение")
    was = models.JSONField("было")
    became = models.JSONField("стало")

    class Meta:
        verbose_name = "ячейки таблицы"
        verbose_name_plural = "ячейки таблиц"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(section=None) | models.Q(annex=None), name="struck_tables_of_one_place"
            )
        ]

    def __str__(self) -> str:
        return f"Ячейки таблицы: {self.section or self.annex or self.programme}"
