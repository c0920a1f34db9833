from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from indicators.catalogue.models import Indicator, Period, figure
from portal.accounts.roles import Permission
from schools.access.scope import scope_of
from schools.directory.models import School


class ValueQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ValueQuerySet":
        """Values of schools that the user may see, and of their municipality."""
        scope = scope_of(user)
        of_schools = scope.municipalities_with(Permission.VIEW_ALL_SCHOOLS, "indicator__municipality") | Q(
            school__in=scope.school_ids
        )
        of_municipality = Q(school=None)
        if not scope.everywhere:
            of_municipality &= Q(indicator__municipality__in=scope.municipality_ids)
        return self.filter(of_schools | of_municipality)

    def facts(self) -> "ValueQuerySet":
        return self.filter(kind=Value.Kind.FACT)

    def of(self, school: School | None) -> "ValueQuerySet":
        """The values of that school; for None, the municipality's own."""
        return self.filter(school=school)


class Value(models.Model):
    """What a person entered for an indicator, as written; without a school it is the municipality's own value.

    `version` counts how often it was written; whoever changes it names the version they saw. `notes` are sentences that
    question it: doubts of the reader, limits exceeded, parts that don't add up. A cell that nobody has written to may
    have an empty value of version 0, which carries a note or a comment.
    """

    told_by = ("indicator", "school", "period")

    class Kind(models.TextChoices):
        """What the value is; a baseline and a target belong to the year they describe («база 2024», «цель 2027»)."""

        BASELINE = "baseline", "база"
        PLAN = "plan", "план"
        FACT = "fact", "факт"
        TARGET = "target", "цель"

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="values", verbose_name="показатель")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="values", verbose_name="период")
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="values", verbose_name="школа"
    )
    kind = models.CharField("вид", max_length=8, choices=Kind, default=Kind.FACT)
    text = models.TextField("значение, как написано", blank=True)
    number = figure("число", help_text="Как портал понял написанное; у промежутка это его начало.")
    upper = figure("верхняя граница")
    comparison = models.CharField("сравнение", max_length=2, blank=True)
    count = figure("числитель доли")
    total = figure("знаменатель доли")
    read_as = models.CharField("как прочитано", max_length=14, blank=True, help_text="Число, граница, доля, текст…")
    unit = models.CharField("единица числа", max_length=130, blank=True, help_text="Своя или показателя.")
    read_unit = models.CharField("единица показателя, когда читали", max_length=60, blank=True)
    reader = models.CharField("чем прочитано", max_length=12, blank=True)
    version = models.PositiveIntegerField("которая запись", default=1)
    notes = models.JSONField("о чём портал переспросил", default=list)
    entered_at = models.DateTimeField("внесено", default=timezone.now)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="кто внёс"
    )

    objects = ValueQuerySet.as_manager()

    class Meta:
        verbose_name = "значение"
        verbose_name_plural = "значения"
        ordering = ["period", "indicator"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period", "kind", "school"],
                condition=Q(school__isnull=False),
                name="value_of_a_school_once",
            ),
            models.UniqueConstraint(
                fields=["indicator", "period", "kind"],
                condition=Q(school__isnull=True),
                name="value_of_a_municipality_once",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Comment(models.Model):
    """A remark on a cell; a cell that has no value yet gets an empty one of version 0 to carry it."""

    value = models.ForeignKey(Value, on_delete=models.CASCADE, related_name="comments", verbose_name="значение")
    text = models.TextField("замечание", max_length=2000)
    written_at = models.DateTimeField("когда", auto_now_add=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="кто"
    )

    class Meta:
        verbose_name = "замечание"
        verbose_name_plural = "замечания"
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text
