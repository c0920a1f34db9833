from django.db import models

from portal.fields import KeyedModel, NaturalKeyField
from portal.text import natural_key
from schools.scope import scope_of


class MunicipalityQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MunicipalityQuerySet":
        scope = scope_of(user)
        return self if scope.everywhere else self.filter(pk__in=scope.municipality_ids)

    def named(self, name: str, region: str | None = None) -> "MunicipalityQuerySet":
        """The municipality of that name, however its letters and quotation marks are written."""
        found = self.filter(name_key=natural_key(name))
        return found if region is None else found.filter(region_key__in=[natural_key(region), ""])


class Municipality(KeyedModel):
    name = models.CharField("название", max_length=300, help_text="Как говорят: «Заречный район».")
    region = models.CharField("регион", max_length=300, blank=True)
    name_key = NaturalKeyField(source="name")
    region_key = NaturalKeyField(source="region")

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "муниципалитет"
        verbose_name_plural = "муниципалитеты"
        ordering = ["name_key", "region_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["name_key", "region_key"],
                name="municipality_once_in_a_region",
                violation_error_message="Такой муниципалитет в этом регионе уже есть.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    """The municipality's education department: whom documents name as the body that issued them."""

    municipality = models.OneToOneField(
        Municipality, on_delete=models.CASCADE, related_name="department", verbose_name="муниципалитет"
    )
    name = models.CharField("краткое название", max_length=500)
    full_name = models.CharField("полное название", max_length=1000, blank=True)
    place = models.CharField("место издания приказов", max_length=200, blank=True)
    head_position = models.CharField("должность руководителя", max_length=500, blank=True)
    head_name = models.CharField(
        "руководитель", max_length=200, blank=True, help_text="Как в подписи: «И. О. Фамилия»."
    )

    class Meta:
        verbose_name = "орган управления образованием"
        verbose_name_plural = "органы управления образованием"

    def __str__(self) -> str:
        return self.name
