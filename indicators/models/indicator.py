from functools import partial

from django.db import models
from django.db.models import Q

from portal.fields import KeyedModel, NaturalKeyField
from schools.models import Municipality
from schools.scope import scope_of

figure = partial(models.DecimalField, max_digits=20, decimal_places=6, null=True, blank=True)


class IndicatorQuerySet(models.QuerySet):
    def visible_to(self, user) -> "IndicatorQuerySet":
        scope = scope_of(user)
        return self if scope.everywhere else self.filter(municipality__in=scope.municipality_ids)


class Indicator(KeyedModel):
    """An indicator of the municipality's catalogue; programmes set plans for it, schools have values of it.

    Limits never refuse a value: what lies beyond them is asked about.
    """

    class Direction(models.TextChoices):
        MORE_IS_BETTER = "more", "больше — лучше"
        LESS_IS_BETTER = "less", "меньше — лучше"
        NEITHER = "neither", "не оценивается"

    class Rule(models.TextChoices):
        """How the municipality's value follows from its schools' values."""

        BY_HAND = "by-hand", "вносится вручную"
        SUM = "sum", "сумма"
        SHARE_OF_SUMS = "share-of-sums", "доля от сумм: числители к знаменателям"
        WEIGHTED_MEAN = "weighted-mean", "среднее с весом по числу участников"
        MEAN = "mean", "среднее по школам"
        MAXIMUM = "maximum", "наибольшее"
        SHARE_OF_SCHOOLS = "share-of-schools", "доля школ, у которых значение достигает порога"

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="indicators", verbose_name="муниципалитет"
    )
    heading = models.TextField(
        "раздел", blank=True, help_text="«Средний балл по результатам ЕГЭ» — для «Русский язык»."
    )
    name = models.TextField("название")
    unit = models.CharField("единица измерения", max_length=60, blank=True)
    direction = models.CharField("направление", max_length=10, choices=Direction, default=Direction.NEITHER)
    group = models.TextField("группа", blank=True, help_text="Общий заголовок столбцов в таблице.")
    position = models.PositiveIntegerField("место в каталоге", default=0)

    rule = models.CharField("значение района", max_length=20, choices=Rule, default=Rule.BY_HAND)
    weight = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="weighted",
        verbose_name="число участников", help_text="Показатель, по которому взвешивается среднее.",
    )  # fmt: skip
    threshold = figure("порог", help_text="Для доли школ: значение, которого школа должна достичь.")

    usual_min = figure("обычно не меньше")
    usual_max = figure("обычно не больше")
    possible_max = figure("больше не бывает", help_text="100 для доли, 5 для отметки, 100 для балла ЕГЭ.")
    jump_limit = figure("заметная перемена за год", help_text="На сколько единиц, чтобы портал переспросил.")
    heading_key = NaturalKeyField(source="heading")
    name_key = NaturalKeyField(source="name")

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "показатель"
        verbose_name_plural = "показатели"
        ordering = ["position", "heading_key", "name_key"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(rule="weighted-mean") | Q(weight__isnull=False),
                name="weighted_mean_has_its_weight",
                violation_error_message="Для среднего с весом укажите показатель с числом участников.",
            ),
            models.CheckConstraint(
                condition=~Q(rule="share-of-schools") | Q(threshold__isnull=False),
                name="share_of_schools_has_its_threshold",
                violation_error_message="Для доли школ укажите порог.",
            ),
            models.CheckConstraint(
                condition=(Q(usual_min=None) | Q(usual_max=None) | Q(usual_min__lte=models.F("usual_max")))
                & (Q(usual_max=None) | Q(possible_max=None) | Q(usual_max__lte=models.F("possible_max")))
                & (Q(usual_min=None) | Q(possible_max=None) | Q(usual_min__lte=models.F("possible_max"))),
                name="limits_do_not_contradict",
                violation_error_message="Пределы противоречат друг другу: обычное должно помещаться в возможное.",
            ),
            models.UniqueConstraint(
                fields=["municipality", "heading_key", "name_key"],
                name="indicator_once_in_a_municipality",
                violation_error_message="Показатель с таким названием в муниципалитете уже есть.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.heading}: {self.name}" if self.heading else self.name
