import datetime

from django.db import models

from roadmap.plan.kept_readings import KeptReading, once_for_words
from roadmap.term import DateSpan, Term


class TermDates(KeptReading):
    """Which days the words of a term mean in plans of one setting: the programme's years and the plan's own."""

    setting = models.CharField("годы программы и плана", max_length=60)
    spans = models.JSONField("дни", default=list, blank=True)
    words_key = models.TextField(editable=False)

    MEANING = ("spans",)

    class Meta(KeptReading.Meta):
        verbose_name = "дни срока"
        verbose_name_plural = "сроки: как поняты слова"
        constraints = [*KeptReading.Meta.constraints, once_for_words("dates_of_words_once", "setting")]

    def as_history(self) -> dict:
        return {"words": self.words, "setting": self.setting, "spans": self.spans}

    @property
    def term(self) -> Term:
        return Term(self.words, tuple(self._spans()), tuple(self.doubts))

    def _spans(self):
        return (DateSpan(*map(datetime.date.fromisoformat, days)) for days in self.spans)


def as_kept(spans) -> list[list[str]]:
    return [[span.start.isoformat(), span.end.isoformat()] for span in spans]
