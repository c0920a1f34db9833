from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q


class BulkActionQuerySet(models.QuerySet):
    def of(self, place: models.Model) -> "BulkActionQuerySet":
        return self.filter(place_type=ContentType.objects.get_for_model(place), place_id=place.pk)


class BulkAction(models.Model):
    """One deed that changed many records at once, so that it can be looked through and taken back as one.

    `place` is what it was done in; `key` joins what the browser sends in several requests; `takes_back` is the deed
    that this one undid.
    """

    what = models.CharField("что сделано", max_length=300)
    place_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+", verbose_name="вид места")
    place_id = models.PositiveBigIntegerField("номер места")
    place = GenericForeignKey("place_type", "place_id")
    key = models.CharField("ключ действия в браузере", max_length=40, blank=True)
    done_at = models.DateTimeField("когда", auto_now_add=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="кто"
    )
    takes_back = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="taken_back_by",
        verbose_name="что взято назад",
    )  # fmt: skip

    objects = BulkActionQuerySet.as_manager()

    class Meta:
        verbose_name = "массовое действие"
        verbose_name_plural = "массовые действия"
        ordering = ["-done_at", "-pk"]
        indexes = [models.Index(fields=["place_type", "place_id", "done_at"], name="bulk_action_by_place")]
        constraints = [
            models.UniqueConstraint(fields=["done_by", "key"], condition=~Q(key=""), name="bulk_action_by_key_once"),
        ]

    def __str__(self) -> str:
        return self.what


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

    bulk = models.ForeignKey(
        BulkAction, on_delete=models.PROTECT, null=True, related_name="changes", verbose_name="массовое действие"
    )

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "изменение"
        verbose_name_plural = "журнал изменений"
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id", "changed_at"], name="change_by_subject")]

    def __str__(self) -> str:
        return f"{self.action} {self.changed_at:%d.%m.%Y %H:%M}"
