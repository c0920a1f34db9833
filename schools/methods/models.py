from typing import Any

from django.conf import settings
from django.db import models

from portal.fields import KeyedModel, NaturalKeyField
from schools.access.scope import scope_of
from schools.directory.models import Municipality


class MethodQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MethodQuerySet":
        scope = scope_of(user)
        return self if scope.everywhere else self.filter(municipality__in=scope.municipality_ids)

    def newest(self) -> "MethodQuerySet":
        """Keep the last version of each method."""
        later = self.model.objects.filter(
            municipality=models.OuterRef("municipality"),
            name_key=models.OuterRef("name_key"),
            version__gt=models.OuterRef("version"),
        )
        return self.filter(~models.Exists(later))


class MunicipalMethod(KeyedModel):
    """One version of a municipality's own method of judging something, as data."""

    # The class of the body; each kind of method names its own.
    Shape: Any

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", verbose_name="муниципалитет"
    )
    name = models.CharField("название", max_length=500)
    version = models.PositiveIntegerField("редакция", default=1)
    body = models.JSONField("правила")
    origin = models.CharField("образец", max_length=60, blank=True, help_text="Ключ поставляемого метода.")
    created_at = models.DateTimeField("когда", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="кто"
    )
    name_key = NaturalKeyField(source="name")

    objects = MethodQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["name_key", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name_key", "version"],
                name="%(class)s_version_once",
                violation_error_message="Такой метод в муниципалитете уже есть.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, редакция {self.version}" if self.version > 1 else self.name

    @property
    def shape(self):
        return self.Shape.model_validate(self.body)
