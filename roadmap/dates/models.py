import datetime

from django.db import models

from roadmap.plan.kept_readings import KeptReading, once_for_words
from roadmap.term import DateSpan, Term


class TermDates(KeptReading):
    """Which days the words of a term mean, in plans with the same setting.

    The setting is the years of the programme and the year that the plan says it is for, if it does. `spans` are pairs
    of first and last days in ISO format; none means that the term has no date.
    """

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
        return Term(self.words, tuple(self._read_spans()), tuple(self.doubts))

    def _read_spans(self):
        return (DateSpan(*map(datetime.date.fromisoformat, days)) for days in self.spans)


def as_kept(spans) -> list[list[str]]:
    """Return the spans as `TermDates.spans` keeps them: [["2026-05-01", "2026-05-31"]]."""
    return [[span.start.isoformat(), span.end.isoformat()] for span in spans]
