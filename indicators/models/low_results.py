from django.db import models

from indicators.models.identification import Run
from indicators.models.period import Period
from portal.accounts.roles import Permission
from portal.fields import EmptyKeysField, WrittenField
from schools.models import Municipality, Order, School
from schools.scope import scope_of


class LowResultListQuerySet(models.QuerySet):
    def visible_to(self, user) -> "LowResultListQuerySet":
        """The whole list names other schools: only for those who may see all of them."""
        return self.filter(scope_of(user).municipalities_with(Permission.VIEW_ALL_SCHOOLS))


class LowResultList(models.Model):
    """A list of schools with low results (ШНОР) of a year, as an order approves it."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="low_result_lists", verbose_name="муниципалитет"
    )
    period = models.ForeignKey(Period, on_delete=models.PROTECT, null=True, blank=True, verbose_name="год")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, blank=True, verbose_name="приказ")
    run = models.OneToOneField(
        Run, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="low_result_list",
        verbose_name="идентификация",
    )  # fmt: skip
    annex = WrittenField("номер приложения")
    caption = WrittenField("гриф приложения")
    title = WrittenField("заголовок")
    columns = models.JSONField("заголовки столбцов", null=True, blank=True)
    empty_keys = EmptyKeysField()

    objects = LowResultListQuerySet.as_manager()

    class Meta:
        verbose_name = "список школ с низкими результатами"
        verbose_name_plural = "списки школ с низкими результатами"
        ordering = ["-period__start_on", "-pk"]

    def __str__(self) -> str:
        return self.title or "Список школ с низкими результатами"


class ListedSchoolQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ListedSchoolQuerySet":
        return self.filter(low_result_list__in=LowResultList.objects.visible_to(user))


class ListedSchool(models.Model):
    low_result_list = models.ForeignKey(LowResultList, on_delete=models.CASCADE, related_name="listed_schools")
    position = models.PositiveIntegerField("место в списке")
    name = WrittenField("название в документе")
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="listings", verbose_name="школа"
    )
    empty_keys = EmptyKeysField()

    objects = ListedSchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "школа списка"
        verbose_name_plural = "школы списка"
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name or "—"


class Criterion(models.Model):
    """A line of a school's table of criteria: the result as it is and as it is expected, as written."""

    listed_school = models.ForeignKey(ListedSchool, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveIntegerField("место в таблице")
    number = WrittenField("номер")
    name = WrittenField("критерий")
    current = WrittenField("текущий результат")
    expected = WrittenField("ожидаемый результат")

    class Meta:
        verbose_name = "критерий"
        verbose_name_plural = "критерии"
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name or "—"
