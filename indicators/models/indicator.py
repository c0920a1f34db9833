from django.db import models

from portal.fields import NaturalKeyField
from schools.models import Municipality


class Indicator(models.Model):
    """An indicator of the municipality's catalogue; programmes set plans for it, schools have values of it."""

    class Direction(models.TextChoices):
        MORE_IS_BETTER = "more", "больше — лучше"
        LESS_IS_BETTER = "less", "меньше — лучше"
        NEITHER = "neither", "не оценивается"

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="indicators", verbose_name="муниципалитет"
    )
    heading = models.TextField(
        "раздел", blank=True, help_text="«Средний балл по результатам ЕГЭ» — для «Русский язык»."
    )
    name = models.TextField("название")
    unit = models.CharField("единица измерения", max_length=60, blank=True)
    direction = models.CharField("направление", max_length=10, choices=Direction, default=Direction.NEITHER)
    heading_key = NaturalKeyField(source="heading")
    name_key = NaturalKeyField(source="name")

    class Meta:
        verbose_name = "показатель"
        verbose_name_plural = "показатели"
        ordering = ["heading_key", "name_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "heading_key", "name_key"],
                name="indicator_once_in_a_municipality",
                violation_error_message="Показатель с таким названием в муниципалитете уже есть.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.heading}: {self.name}" if self.heading else self.name
