"""Collects what is doubtful about a plan and the values that are judged by it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indicators.catalogue.models import Indicator
from indicators.quantity import read_quantity


@dataclass(frozen=True)
class ValueDoubt:
    """A doubt about a value; `place` says which value it is («план», «факт», «год назад»), `label` of which period."""

    place: str
    text: str
    sentence: str
    label: str = ""

    def __str__(self) -> str:
        quoted = f"«{self.text.strip()}»"
        place = self.place.capitalize()
        return f"{place}: {self.sentence}" if self.sentence.startswith(quoted) else f"{place} {quoted}: {self.sentence}"

    def as_json(self) -> dict:
        return {"place": self.place, "text": self.text, "sentence": self.sentence, "label": self.label}


@dataclass(frozen=True)
class JudgedText:
    """A value as written; `notes` are the questions that were raised when it was entered."""

    place: str
    text: str
    label: str = ""
    notes: Sequence[str] = ()
    is_plan: bool = False


def doubts_of(indicator: Indicator | None, values: Sequence[JudgedText]) -> tuple[ValueDoubt, ...]:
    return tuple(_find_doubts(indicator or Indicator(), values))


def _find_doubts(indicator: Indicator, values: Sequence[JudgedText]) -> Iterator[ValueDoubt]:
    for value in values:
        if value.is_plan:
            found = indicator.plan_judged(value.text).doubts
        else:
            found = read_quantity(value.text, indicator.unit).doubts
        for sentence in dict.fromkeys((*found, *value.notes)):
            yield ValueDoubt(value.place, value.text, sentence, value.label)
