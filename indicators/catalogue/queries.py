"""Reads the catalogue and the ready catalogue for their pages, and what keeps an indicator from being deleted."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from indicators.catalogue.facts import IndicatorFacts
from indicators.catalogue.likeness import AlikeNames
from indicators.catalogue.models import Indicator
from indicators.catalogue.ready import ReadyChoice, ready_sections, with_weights
from portal.text.keys import has_words
from schools.directory.models import Municipality


@dataclass(frozen=True)
class CatalogueGroup:
    """Indicators with the same group, which is a common heading over their columns."""

    name: str
    indicators: list[Indicator]

    @property
    def keys(self) -> str:
        return ",".join(str(each.pk) for each in self.indicators)


def catalogue_groups(indicators: Iterable[Indicator]) -> list[CatalogueGroup]:
    groups: dict[str, list[Indicator]] = {}
    for each in indicators:
        groups.setdefault(each.group, []).append(each)
    return [CatalogueGroup(name, of_group) for name, of_group in groups.items()]


def listed_indicators(municipality: Municipality):
    """The municipality's indicators with all that the catalogue's page shows of them, in two queries."""
    return municipality.indicators.select_related("weight", "whole").prefetch_related("parts")


def what_depends_on(indicator: Indicator) -> list[str]:
    """The kinds of records that refer to the indicator, from all apps, and how many there are: «значения — 12»."""
    told = []
    for relation in indicator._meta.related_objects:
        model = relation.related_model
        if found := model._base_manager.filter(**{relation.field.name: indicator}).count():
            told.append(f"{model._meta.verbose_name_plural} — {found}")
    return told


def missing_indicators(municipality: Municipality, wanted: Iterable[IndicatorFacts]) -> list[IndicatorFacts]:
    """The wanted indicators, and the weights they need, that the catalogue doesn't have."""
    known = set(municipality.indicators.values_list("heading_key", "name_key"))
    return [facts for facts in with_weights(wanted) if facts.key not in known]


@dataclass(frozen=True)
class ReadyPart:
    """One heading of the ready catalogue with its indicators."""

    heading: str
    choices: list[ReadyChoice]


@dataclass(frozen=True)
class ReadyOffer:
    """A section of the ready catalogue, which knows what the municipality has of it already."""

    title: str
    about: str
    parts: list[ReadyPart]

    @property
    def choices(self) -> list[ReadyChoice]:
        return [choice for part in self.parts for choice in part.choices]

    def narrowed(self, words: str) -> "ReadyOffer":
        """The offer with only those indicators whose section title, heading or name holds all the words."""
        parts = [
            ReadyPart(part.heading, [each for each in part.choices if has_words(f"{self.title} {each.facts}", words)])
            for part in self.parts
        ]
        return ReadyOffer(self.title, self.about, [part for part in parts if part.choices])

    @property
    def known(self) -> int:
        return sum(choice.known is not None for choice in self.choices)


def ready_choices(municipality: Municipality) -> list[ReadyOffer]:
    """All sections of the ready catalogue, each indicator with the municipality's own or those with similar names."""
    indicators = list(municipality.indicators.all())
    alike = AlikeNames(indicators)
    known, numbers = {(each.heading_key, each.name_key): each for each in indicators}, count(1)
    offers = []
    for section in ready_sections():
        parts: dict[str, list[ReadyChoice]] = {}
        for facts in section.facts:
            found = known.get(facts.key)
            near = [] if found else alike.near(str(facts))
            parts.setdefault(facts.heading, []).append(ReadyChoice(next(numbers), facts, found, near))
        offers.append(ReadyOffer(section.title, section.about, [ReadyPart(*part) for part in parts.items()]))
    return offers
