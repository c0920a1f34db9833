from django.db import models

from indicators.catalogue.models import Indicator, Period
from portal.fields import EmptyKeysField, WrittenField
from roadmap.programmes.models import Programme


class IndicatorTable(models.Model):
    """The programme's table of indicators («Форма 1»), with the document's own columns and headings."""

    class Layout(models.TextChoices):
        PERIODS_IN_COLUMNS = "periods-in-columns", "периоды в столбцах"
        PERIODS_IN_ROWS = "periods-in-rows", "периоды в строках"

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="indicator_table")
    title = WrittenField("заголовок")
    layout = models.CharField("вид таблицы", max_length=20, choices=Layout, null=True, blank=True)
    columns = models.JSONField("столбцы", null=True, blank=True)
    period_labels = models.JSONField("периоды", null=True, blank=True)
    empty_keys = EmptyKeysField()

    class Meta:
        verbose_name = "таблица показателей"
        verbose_name_plural = "таблицы показателей"

    def __str__(self) -> str:
        return self.title or "Показатели"


class IndicatorGroup(models.Model):
    table = models.ForeignKey(IndicatorTable, on_delete=models.CASCADE, related_name="groups")
    position = models.PositiveIntegerField("место в таблице")
    title = WrittenField("заголовок")
    empty_keys = EmptyKeysField()

    class Meta:
        verbose_name = "группа показателей"
        verbose_name_plural = "группы показателей"
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title or "—"


class IndicatorRow(models.Model):
    """A row of the table, tied to the catalogue's indicator that its name means."""

    group = models.ForeignKey(IndicatorGroup, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField("место в группе")
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="rows", verbose_name="показатель"
    )
    number = WrittenField("номер")
    name = WrittenField("название")
    heading = WrittenField("надзаголовок")
    unit = WrittenField("единица, как написано")
    cells = models.JSONField("другие графы", default=dict, blank=True)
    baseline = WrittenField("базовое значение")
    target = WrittenField("целевое значение")
    empty_keys = EmptyKeysField()

    class Meta:
        verbose_name = "строка показателя"
        verbose_name_plural = "строки показателей"
        ordering = ["group__position", "position"]

    def __str__(self) -> str:
        return self.name or "—"


class TargetValue(models.Model):
    """What the approved document states for a row and a period: plan, fact, or both, as written."""

    row = models.ForeignKey(IndicatorRow, on_delete=models.CASCADE, related_name="values")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="target_values")
    plan = WrittenField("план")
    fact = WrittenField("факт")

    class Meta:
        verbose_name = "значение по документу"
        verbose_name_plural = "значения по документу"
        ordering = ["period"]
        constraints = [models.UniqueConstraint(fields=["row", "period"], name="target_value_once")]

    def __str__(self) -> str:
        return f"{self.plan or ''} / {self.fact or ''}"
