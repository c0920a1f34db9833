"""Describes what an activity or a stage would ask for: in which spans, and of whom."""

from dataclasses import dataclass

from roadmap.plan.models import Activity, Stage
from roadmap.responsibles.models import Executors
from roadmap.term import DateSpan, Term, write_span

_SHOWN = 4


@dataclass(frozen=True)
class AskedPlace:
    """An activity or one of its stages, with its term; `past` are the spans that ended before the first day asked."""

    activity: Activity
    stage: Stage | None
    stage_number: int
    written: str
    responsible: str
    term: Term
    executors: Executors | None
    past: tuple[DateSpan, ...]

    @property
    def title(self) -> str:
        """Return «1.2 Семинар», «1.2 Семинар, этап 2» or «1.2 Семинар. Контрольное событие: семинар проведён»."""
        if self.stage is None:
            return str(self.activity)
        if self.stage.name:
            return f"{self.activity}. {self.stage.name}"
        return f"{self.activity}, этап {self.stage_number}"

    @property
    def key(self) -> str:
        """Return the key of its row in the editor of the plan."""
        return f"a{self.activity.pk}"

    @property
    def own_stage(self) -> Stage | None:
        """Return the stage if it has words of responsibles of its own."""
        return self.stage if self.stage and (self.stage.responsible or "").strip() else None

    @property
    def spans(self) -> tuple[DateSpan | None, ...]:
        """Return the spans of the term; a term without dates is asked for once, without a day (None)."""
        return self.term.spans or (None,)

    @property
    def asked(self) -> tuple[DateSpan | None, ...]:
        return tuple(span for span in self.spans if span not in self.past)

    @property
    def days(self) -> str:
        return in_words(self.asked)

    @property
    def past_days(self) -> str:
        return in_words(self.past)


def in_words(spans: tuple[DateSpan | None, ...]) -> str:
    """Return «май 2026 г.; ноябрь 2026 г.»; of many spans only the first ones, the last, and their number."""
    if spans == (None,):
        return "без точного срока"
    words = [write_span(span).replace(" г", "\u00a0г") for span in spans if span]
    if len(words) <= _SHOWN:
        return "; ".join(words)
    return f"{'; '.join(words[: _SHOWN - 1])}; … {words[-1]} (всего {len(words)})"
