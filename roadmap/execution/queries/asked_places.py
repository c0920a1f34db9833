"""A place of a plan as it would ask for something: an activity or a stage, its spans, and whom its words mean."""

from dataclasses import dataclass

from roadmap.plan.models import Activity, Stage
from roadmap.responsibles.models import Executors
from roadmap.term import DateSpan, Term, write_span

_SHOWN = 4


@dataclass(frozen=True)
class AskedPlace:
    """An activity, or a stage of it, with its spans; `past` of them were over before the day."""

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
        """«1.2 Семинар, этап 2»."""
        return f"{self.activity}, этап {self.stage_number}" if self.stage else str(self.activity)

    @property
    def key(self) -> str:
        """Its row in the editor of the plan."""
        return f"a{self.activity.pk}"

    @property
    def own_stage(self) -> Stage | None:
        """The stage, where the words of responsibles are its own."""
        return self.stage if self.stage and (self.stage.responsible or "").strip() else None

    @property
    def spans(self) -> tuple[DateSpan | None, ...]:
        """What can't be dated is asked for once, without a day."""
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
    """«май 2026 г.; ноябрь 2026 г.; …»; the last one beside the first ones where there are many."""
    if spans == (None,):
        return "без точного срока"
    words = [write_span(span).replace(" г", "\u00a0г") for span in spans if span]
    if len(words) <= _SHOWN:
        return "; ".join(words)
    return f"{'; '.join(words[: _SHOWN - 1])}; … {words[-1]} (всего {len(words)})"
