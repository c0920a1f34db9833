from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from schools.directory.models import Municipality, School


class Archived(models.Model):
    """A deletion: its rows as they were, and the keys that had pointed at them. Files of its rows stay in the storage.

    `kind` and `record_id` are those of the record that was to be deleted. By `key` the room that deleted it finds it.
    """

    kind = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+", verbose_name="вид записи")
    record_id = models.PositiveBigIntegerField("номер записи")
    name = models.CharField("что удалено", max_length=300)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="муниципалитет"
    )
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="чьё собственное"
    )
    rows = models.JSONField("строки", default=list, encoder=DjangoJSONEncoder)
    loosened = models.JSONField("что на них указывало", default=list)
    key = models.CharField("по чему узнать", max_length=200, blank=True, db_index=True)
    deleted_at = models.DateTimeField("когда удалено", auto_now_add=True, db_index=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="кто удалил"
    )
    restored_at = models.DateTimeField("когда восстановлено", null=True)
    restored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="кто восстановил"
    )

    class Meta:
        verbose_name = "удалённое"
        verbose_name_plural = "удалённое"
        ordering = ["-deleted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(restored_at=None, restored_by=None) | Q(restored_at__isnull=False),
                name="archived_restored_by_somebody_at_a_moment",
            )
        ]

    def __str__(self) -> str:
        return self.name


class StrayFiles(models.Model):
    """A removal of files that nothing referred to; their names are in the history."""

    removed_at = models.DateTimeField("когда удалены", auto_now_add=True)
    files = models.PositiveIntegerField("файлов")
    size = models.PositiveBigIntegerField("байтов")

    class Meta:
        verbose_name = "удаление ничьих файлов"
        verbose_name_plural = "удаление ничьих файлов"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Ничьи файлы: {self.files}"
