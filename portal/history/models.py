from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class ChangeQuerySet(models.QuerySet):
    def about(self, subject: models.Model) -> "ChangeQuerySet":
        return self.filter(subject_type=ContentType.objects.get_for_model(subject), subject_id=subject.pk)


class Change(models.Model):
    """One change that a person made: of what, when, from what to what. Written by actions, never edited."""

    subject_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, verbose_name="что за запись")
    subject_id = models.PositiveBigIntegerField("номер записи")
    subject = GenericForeignKey("subject_type", "subject_id")
    action = models.CharField("действие", max_length=60)
    before = models.JSONField("было", default=dict)
    after = models.JSONField("стало", default=dict)
    changed_at = models.DateTimeField("когда", auto_now_add=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="кто"
    )

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "изменение"
        verbose_name_plural = "журнал изменений"
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id", "changed_at"], name="change_by_subject")]

    def __str__(self) -> str:
        return f"{self.action} {self.changed_at:%d.%m.%Y %H:%M}"
