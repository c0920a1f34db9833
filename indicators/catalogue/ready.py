"""The ready catalogue: what departments usually collect, as files of a folder; one ticks what one's own collects."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from indicators.catalogue.asked_of import AskedOf
from indicators.catalogue.facts import IndicatorFacts, NameKey, name_key
from indicators.catalogue.likeness import AlikeNames
from indicators.catalogue.models import Indicator

FOLDER = Path(__file__).parent / "ready_catalogue"


class ReadyList(BaseModel):
    """Indicators that differ by their names alone. `weight` is the heading under which the same names count people."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    heading: str = ""
    unit: str = Field(default="", max_length=60)
    direction: Indicator.Direction = Indicator.Direction.UNSAID
    rule: Indicator.Rule = Indicator.Rule.BY_HAND
    weight: str = ""
    whole: str = ""
    asked_of: AskedOf | Literal[""] = ""  # as the words of each tell
    possible_min: Decimal | None = None
    possible_max: Decimal | None = None
    names: tuple[str, ...] = Field(min_length=1)


class ReadySection(BaseModel):
    """A file: one procedure or form of report; its title is the group of columns."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    about: str
    lists: tuple[ReadyList, ...]

    @property
    def facts(self) -> list[IndicatorFacts]:
        return [_facts(self, each, name) for each in self.lists for name in each.names]


def _facts(section: ReadySection, of: ReadyList, name: str) -> IndicatorFacts:
    names = ("direction", "rule", "asked_of", "possible_min", "possible_max")
    fields = {"group": section.title} | {each: getattr(of, each) for each in names}
    weight = name_key(of.weight, name) if of.weight else None
    return IndicatorFacts(name, of.heading, of.unit, fields, weight, name_key("", of.whole) if of.whole else None)


@lru_cache(maxsize=1)
def ready_sections() -> tuple[ReadySection, ...]:
    """In the order of the files' names."""
    read = (path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.json")))
    return tuple(ReadySection.model_validate(json.loads(text)) for text in read)


@lru_cache(maxsize=1)
def ready_by_key() -> dict[NameKey, IndicatorFacts]:
    return {facts.key: facts for section in ready_sections() for facts in section.facts}


@lru_cache(maxsize=1)
def alike_ready() -> AlikeNames[IndicatorFacts]:
    return AlikeNames(ready_by_key().values())


@dataclass(frozen=True)
class ReadyChoice:
    """An indicator that may be ticked: there already, or like some that are there."""

    number: int
    facts: IndicatorFacts
    known: Indicator | None
    near: list[Indicator]


def with_weights(ticked: Iterable[IndicatorFacts]) -> list[IndicatorFacts]:
    """With the numbers of participants that means among them are weighed by, each before what it weighs."""
    chosen: dict[NameKey, IndicatorFacts] = {}
    for facts in ticked:
        if facts.weight in ready_by_key():
            chosen.setdefault(facts.weight, ready_by_key()[facts.weight])
        chosen.setdefault(facts.key, facts)
    return list(chosen.values())
