from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.fields import KeyedModel, NaturalKeyField
from schools.models import Municipality, School


class Executors(KeyedModel):
    """Whom the words of «Ответственные» mean in a municipality: one reading for all places that have these words.

    Corrected by hand, it holds for the same words from then on; an exception holds only where it was made.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="executors", verbose_name="муниципалитет"
    )
    words = models.TextField("ответственные, как написано")
    department = models.BooleanField("отдел", default=False)
    all_schools = models.BooleanField("все школы", default=False)
    low_result_schools = models.BooleanField("школы из списка ШНОР того года", default=False)
    schools = models.ManyToManyField(School, blank=True, related_name="+", verbose_name="школы по названиям")
    others = models.JSONField("кто ещё: организации и лица", default=list, blank=True)
    is_exception = models.BooleanField("только для одного мероприятия", default=False)
    corrected_at = models.DateTimeField("когда исправлено", null=True, blank=True)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="кто исправил",
    )  # fmt: skip
    words_key = NaturalKeyField(source="words", db_index=False)

    class Meta:
        verbose_name = "исполнители"
        verbose_name_plural = "исполнители: как поняты слова"
        ordering = ["words_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "words_key"], condition=Q(is_exception=False), name="executors_of_words_once"
            ),
            models.CheckConstraint(
                condition=Q(corrected_at=None, corrected_by=None)
                | Q(corrected_at__isnull=False, corrected_by__isnull=False),
                name="executors_corrected_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.words
