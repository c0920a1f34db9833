import datetime
import re
from functools import lru_cache

from django.db import models

LABEL = re.compile(r"[0-9]{4}(-[0-9]{4})?")


class PeriodQuerySet(models.QuerySet):
    def labelled(self, labels: list[str]) -> dict[str, "Period"]:
        """The periods of those labels, made where they are new. ValueError: a label that is none."""
        wanted = {label: Period.from_label(label) for label in labels}
        known = {period.label: period for period in self.filter(label__in=wanted)}
        if len(known) < len(wanted):
            self.bulk_create([wanted[label] for label in wanted if label not in known], ignore_conflicts=True)
            known = {period.label: period for period in self.filter(label__in=wanted)}
        return known


class Period(models.Model):
    """A calendar year («2020») or a school year, 1 September to 31 August («2018-2019»)."""

    class Kind(models.TextChoices):
        CALENDAR_YEAR = "calendar", "календарный год"
        SCHOOL_YEAR = "school", "учебный год"
        SCHOOL_YEARS = "school-years", "несколько учебных лет"

    label = models.CharField("обозначение", max_length=9, unique=True, help_text="«2026» или «2026-2027».")
    kind = models.CharField("вид", max_length=12, choices=Kind, editable=False)
    start_on = models.DateField("начало", editable=False)
    end_on = models.DateField("конец", editable=False)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "период"
        verbose_name_plural = "периоды"
        ordering = ["start_on", "end_on"]

    def __str__(self) -> str:
        return f"{self.label} год" if self.kind == self.Kind.CALENDAR_YEAR else f"{self.label} учебный год"

    @classmethod
    def from_label(cls, label: str) -> "Period":
        """An unsaved period; its dates follow from its label, whichever way round the years stand."""
        if not LABEL.fullmatch(label):
            raise ValueError(f"Период «{label}» не понят: нужен год («2026») или учебный год («2026-2027»).")
        years = sorted(int(year) for year in label.split("-"))
        if len(years) == 1:
            year = years[0]
            return cls(
                label=label,
                kind=cls.Kind.CALENDAR_YEAR,
                start_on=datetime.date(year, 1, 1),
                end_on=datetime.date(year, 12, 31),
            )
        first, last = years
        return cls(
            label=label,
            kind=cls.Kind.SCHOOL_YEAR if last == first + 1 else cls.Kind.SCHOOL_YEARS,
            start_on=datetime.date(first, 9, 1),
            end_on=datetime.date(max(last, first + 1), 8, 31),
        )

    @property
    def previous_label(self) -> str:
        """The label of the year before: «2025» for «2026», «2025-2026» for «2026-2027»."""
        return previous_label(self.label)


@lru_cache(maxsize=1_000)
def previous_label(label: str) -> str:
    return "-".join(str(int(year) - 1) for year in label.split("-"))
