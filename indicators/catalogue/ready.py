"""Reads the ready catalogue: what departments usually collect, in JSON files, for a coordinator to tick."""

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
    """Indicators that differ only in their names.

    `weight` is the heading under which indicators with the same names count the participants; `whole` is the name of
    the indicator that all of them are parts of.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    heading: str = ""
    unit: str = Field(default="", max_length=60)
    direction: Indicator.Direction = Indicator.Direction.UNSAID
    rule: Indicator.Rule = Indicator.Rule.BY_HAND
    weight: str = ""
    whole: str = ""
    asked_of: AskedOf | Literal[""] = ""  # "": proposed by the words of each name
    possible_min: Decimal | None = None
    possible_max: Decimal | None = None
    names: tuple[str, ...] = Field(min_length=1)


class ReadySection(BaseModel):
    """The contents of one file: a procedure or a form of report; its title becomes the group of its indicators."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    about: str
    lists: tuple[ReadyList, ...]

    @property
    def facts(self) -> list[IndicatorFacts]:
        return [_make_facts(self, each, name) for each in self.lists for name in each.names]


def _make_facts(section: ReadySection, listed: ReadyList, name: str) -> IndicatorFacts:
    names = ("direction", "rule", "asked_of", "possible_min", "possible_max")
    fields = {"group": section.title} | {each: getattr(listed, each) for each in names}
    weight = name_key(listed.weight, name) if listed.weight else None
    whole = name_key("", listed.whole) if listed.whole else None
    return IndicatorFacts(name, listed.heading, listed.unit, fields, weight, whole)


@lru_cache(maxsize=1)
def ready_sections() -> tuple[ReadySection, ...]:
    """All sections, in the order of their files' names."""
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
    """An indicator that may be ticked: `known` is the municipality's own if it has it, `near` have similar names."""

    number: int
    facts: IndicatorFacts
    known: Indicator | None
    near: list[Indicator]


def with_weights(ticked: Iterable[IndicatorFacts]) -> list[IndicatorFacts]:
    """The ticked indicators and the numbers of participants that weigh them, each before the first it weighs."""
    chosen: dict[NameKey, IndicatorFacts] = {}
    for facts in ticked:
        if facts.weight in ready_by_key():
            chosen.setdefault(facts.weight, ready_by_key()[facts.weight])
        chosen.setdefault(facts.key, facts)
    return list(chosen.values())
