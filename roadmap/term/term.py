"""What a written term means, and the setting that has to be known to understand it."""

from dataclasses import dataclass

from roadmap.term.spans import FIRST_YEAR, LAST_YEAR, DateSpan


@dataclass(frozen=True)
class OwnYear:
    """The calendar or school year, or years, for which a plan is made."""

    span: DateSpan
    is_school: bool = False

    def __str__(self) -> str:
        first, last = self.span.start.year, self.span.end.year
        if self.is_school:
            return f"{first}–{last} учебный год"
        return f"{first} год" if first == last else f"{first}–{last} годы"


@dataclass(frozen=True)
class TermSetting:
    """The programme's period and the plan's own year.

    Raises ValueError if the period ends before it begins, or if a year lies outside 1901–2199.
    """

    period: DateSpan
    own: OwnYear | None = None

    def __post_init__(self):
        if self.period.end < self.period.start:
            raise ValueError("Период программы кончается раньше, чем начинается.")
        for span in (self.period, *([self.own.span] if self.own else [])):
            if span.start.year < FIRST_YEAR or span.end.year > LAST_YEAR:
                raise ValueError(f"Годы программы и плана — от {FIRST_YEAR} до {LAST_YEAR}.")

    @property
    def window(self) -> DateSpan:
        return self.own.span if self.own else self.period


@dataclass(frozen=True)
class Term:
    """A term as written, and its meaning.

    `spans` are sorted, each once. `doubts` are sentences for its writer. `reported` pairs a span that is due after a
    reported time with that time: January with the year before.
    """

    text: str
    spans: tuple[DateSpan, ...] = ()
    doubts: tuple[str, ...] = ()
    reported: tuple[tuple[DateSpan, DateSpan], ...] = ()

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        """Return whether it has no days, so that it is never overdue."""
        return not self.spans

    def about(self, time: DateSpan) -> tuple[DateSpan, ...]:
        """Return the spans that overlap `time`; of spans due after a reported time, those whose reported time does."""
        times = dict(self.reported)
        return tuple(span for span in self.spans if times.get(span, span).overlaps(time))

    def as_json(self) -> dict:
        return {
            "spans": [[span.start.isoformat(), span.end.isoformat()] for span in self.spans],
            "open": self.is_open,
            "doubts": list(self.doubts),
        }
