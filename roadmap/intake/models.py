from django.conf import settings
from django.db import models

from portal.accounts.roles import Permission
from roadmap.programmes.models import Programme
from schools.access.scope import scope_of
from schools.directory.models import Municipality


class IntakeQuerySet(models.QuerySet):
    def open(self) -> "IntakeQuerySet":
        """Return documents under review: not accepted as a programme, nor into an existing one."""
        return self.filter(programme=None, accepted_at=None)

    def visible_to(self, user) -> "IntakeQuerySet":
        """Return documents of the municipalities whose programmes the user manages."""
        return self.filter(scope_of(user).municipalities_with(Permission.MANAGE_PROGRAMMES, field="municipality_id"))


class Intake(models.Model):
    """An uploaded document under review; once accepted, the source of its programme."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="intakes", verbose_name="муниципалитет"
    )
    name = models.CharField("имя файла", max_length=255)
    file = models.FileField("файл", upload_to="intakes/")
    sha256 = models.CharField("SHA-256", max_length=64)
    is_heavy = models.BooleanField("читает обработчик", default=False)
    corrections = models.JSONField("исправлено человеком", default=dict)
    programme = models.OneToOneField(
        Programme,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="intake",
        verbose_name="внесённая программа",
    )
    into = models.ForeignKey(
        Programme,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="further_intakes",
        verbose_name="к какой программе",
        help_text="Документ или его часть, которыми дополняют программу, что уже есть.",
    )
    accepted_at = models.DateTimeField("когда изменения приняты", null=True, blank=True)
    uploaded_at = models.DateTimeField("когда загружен", auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="кто загрузил"
    )

    objects = IntakeQuerySet.as_manager()

    class Meta:
        verbose_name = "документ на приёме"
        verbose_name_plural = "документы на приёме"
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.name
