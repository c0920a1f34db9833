from collections.abc import Iterable
from functools import partial

from django.core.exceptions import ValidationError
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

    def related_to(self, ids: Iterable[int]) -> "IndicatorQuerySet":
        """Those, and whatever a value of theirs has a say in: wholes with their parts, means that they weigh."""
        wholes = Indicator.objects.filter(pk__in=ids).exclude(whole=None).values("whole")
        return self.filter(
            Q(pk__in=ids) | Q(pk__in=wholes) | Q(whole__in=ids) | Q(whole__in=wholes) | Q(weight__in=ids)
        )


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

    class PartsRule(models.TextChoices):
        """What the parts of a whole come to; another sum is asked about."""

        EXACTLY = "exactly", "вместе составляют его точно"
        AT_MOST = "at-most", "вместе не больше его"

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

    whole = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="parts", verbose_name="часть показателя",
        help_text="Целое, в которое этот показатель входит: «сдали» и «не сдали» — части «всего выпускников».",
    )  # fmt: skip
    parts_rule = models.CharField(
        "части этого показателя",
        max_length=10,
        choices=PartsRule,
        default=PartsRule.EXACTLY,
        help_text="Если у него есть части. Другую сумму портал сохранит, но переспросит.",
    )

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
            models.CheckConstraint(
                condition=Q(whole=None) | ~Q(whole=models.F("pk")),
                name="indicator_is_no_part_of_itself",
                violation_error_message="Показатель не может быть частью самого себя.",
            ),
            models.UniqueConstraint(
                fields=["municipality", "heading_key", "name_key"],
                name="indicator_once_in_a_municipality",
                violation_error_message="Показатель с таким названием в муниципалитете уже есть.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.heading}: {self.name}" if self.heading else self.name

    def clean(self) -> None:
        """A whole and its parts can be added up: of one municipality, in one unit, never in a circle."""
        super().clean()
        if self.whole and self.whole.municipality_id != self.municipality_id:
            raise ValidationError("Целое и его часть должны быть показателями одного муниципалитета.")
        parts = self.parts.all() if self.pk else []
        for other in filter(None, [self.whole, *parts]):
            if other.unit != self.unit:
                raise ValidationError(
                    f"У целого и его частей должна быть одна единица измерения, а у показателя «{other}» — "
                    f"«{other.unit or 'не указана'}»."
                )
        if self.pk and self.whole_id != self.pk and any(above.pk == self.pk for above in self._wholes()):
            raise ValidationError(f"Получается круг: «{self.whole}» само входит в «{self}».")

    def _wholes(self):
        """From its whole upwards, as far as it goes."""
        seen, above = set(), self.whole
        while above and above.pk not in seen:
            seen.add(above.pk)
            yield above
            above = above.whole
