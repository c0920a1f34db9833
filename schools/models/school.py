from django.db import models

from portal.accounts.roles import Permission
from portal.fields import KeyedModel, NaturalKeyField
from portal.search import containing
from schools.models.municipality import Municipality
from schools.school_kind import KINDS, kind_of
from schools.scope import scope_of


class SchoolQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SchoolQuerySet":
        """All schools of one's municipality, or one's own."""
        return self.filter(scope_of(user).schools_with(Permission.VIEW_ALL_SCHOOLS, own=True))

    def active(self) -> "SchoolQuerySet":
        return self.filter(is_active=True)

    def search(self, words: str) -> "SchoolQuerySet":
        return self.filter(containing("name_key", words))


class KindField(models.CharField):
    """The kind of a new school is proposed by its name; afterwards it is what people say. Empty: any kind."""

    def pre_save(self, instance, add):
        if add and not getattr(instance, self.attname):
            setattr(instance, self.attname, kind_of(instance.name or "") or "")
        return super().pre_save(instance, add)


class School(KeyedModel):
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="schools", verbose_name="муниципалитет"
    )
    name = models.CharField("название", max_length=500, help_text="Как в документах отдела: «МБОУ „Заречная СОШ № 1“».")
    full_name = models.CharField("полное название по уставу", max_length=1000, blank=True)
    kind = KindField(
        "вид", max_length=9, blank=True, choices=KINDS,
        help_text="По виду методы решают, какие экзамены школа сдаёт. Новой школе портал предложит его по названию; "
        "не указан — школу судят по всем признакам.",
    )  # fmt: skip
    is_active = models.BooleanField("работает", default=True, help_text="Закрытой или присоединённой — снять.")
    name_key = NaturalKeyField(source="name")

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "школа"
        verbose_name_plural = "школы"
        ordering = ["name_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name_key"],
                name="school_once_in_a_municipality",
                violation_error_message="Школа с таким названием в муниципалитете уже есть.",
            )
        ]

    def __str__(self) -> str:
        return self.name
