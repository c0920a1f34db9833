from django.db import models

from portal.fields import NaturalKeyField
from roadmap.plan.kept_readings import KeptReading, once_for_words
from schools.directory.models import School


class Executors(KeptReading):
    """Whom the words of «Ответственные» mean in a municipality."""

    department = models.BooleanField("отдел", default=False)
    all_schools = models.BooleanField("все школы", default=False)
    low_result_schools = models.BooleanField("школы из списка ШНОР того года", default=False)
    schools = models.ManyToManyField(School, blank=True, related_name="+", verbose_name="школы по названиям")
    others = models.JSONField("кто ещё: организации и лица", default=list, blank=True)
    words_key = NaturalKeyField(source="words", db_index=False)

    MEANING = ("department", "all_schools", "low_result_schools", "others")

    class Meta(KeptReading.Meta):
        verbose_name = "исполнители"
        verbose_name_plural = "исполнители: как поняты слова"
        constraints = [*KeptReading.Meta.constraints, once_for_words("executors_of_words_once")]

    def as_history(self) -> dict:
        return {
            "words": self.words,
            "department": self.department,
            "all_schools": self.all_schools,
            "low_result_schools": self.low_result_schools,
            "schools": [school.name for school in self.schools.all()],
            "others": self.others,
        }
