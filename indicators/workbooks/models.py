from django.conf import settings
from django.db import models
from django.db.models import Q

from indicators.catalogue.models import Indicator
from portal.fields import KeyedModel, NaturalKeyField
from schools.access.scope import scope_of
from schools.directory.models import Municipality, School


class NameChoiceQuerySet(models.QuerySet):
    def used_for(self, user) -> "NameChoiceQuerySet":
        """Choices for the whole municipality, then those of the user's own schools, which override the former."""
        own = self.filter(Q(of_school=None) | Q(of_school__in=scope_of(user).school_ids))
        return own.order_by(models.F("of_school").asc(nulls_first=True), "pk")


class NameChoice(KeyedModel):
    """What a name in somebody's own table means, as a person said once, so that it need not be said again.

    With `of_school` it was said by that school's people and counts for their files only. With neither `school` nor
    `indicator` the name means the municipality itself, or, if `is_left_out`, nothing: a row of totals, say.
    """

    class What(models.TextChoices):
        SCHOOL = "school", "школа"
        INDICATOR = "indicator", "показатель"

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="name_choices", verbose_name="муниципалитет"
    )
    of_school = models.ForeignKey(
        School,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="только для файлов школы",
    )
    what = models.CharField("что названо", max_length=9, choices=What)
    name = models.TextField("название в файле")
    school = models.ForeignKey(
        School, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name="школа"
    )
    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name="показатель"
    )
    is_left_out = models.BooleanField("не загружать", default=False)
    chosen_at = models.DateTimeField("когда выбрано", auto_now=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="кто выбрал"
    )
    name_key = NaturalKeyField(source="name")

    objects = NameChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = "сопоставленное название"
        verbose_name_plural = "сопоставленные названия"
        ordering = ["what", "name_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "what", "name_key"],
                condition=Q(of_school=None),
                name="name_chosen_once_in_a_municipality",
            ),
            models.UniqueConstraint(
                fields=["of_school", "what", "name_key"],
                condition=Q(of_school__isnull=False),
                name="name_chosen_once_in_a_school",
            ),
            models.CheckConstraint(
                condition=Q(is_left_out=True, indicator=None, school=None)
                | Q(is_left_out=False, what="indicator", indicator__isnull=False, school=None)
                | Q(is_left_out=False, what="school", indicator=None),
                name="name_means_what_it_says",
            ),
        ]

    def __str__(self) -> str:
        return f"«{self.name}» — {self.meant}"

    @property
    def meant(self) -> str:
        return "не загружать" if self.is_left_out else str(self.indicator or self.school or self.municipality)
