"""Finds schools and indicators by the names in a workbook's rows and columns, and what the user may write."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property, lru_cache

from indicators.catalogue.likeness import AlikeNames
from indicators.catalogue.models import Indicator
from indicators.collections.models import Collection
from indicators.quantity.units import unit_in_name, units_agree
from indicators.values.locks import Locks, locks_for
from indicators.values.models import Value
from indicators.workbooks.near_names import NearNames
from indicators.workbooks.placed_cells import LONGEST_NAME, NOT_ASKED, UNKNOWN, SaidName
from indicators.workbooks.queries import ChosenNames, chosen_names
from indicators.workbooks.short_headings import ShortHeadings
from portal.text.keys import last_word, natural_key
from schools.directory.models import Municipality, School
from schools.directory.name_words import is_named_municipality
from schools.directory.names import SchoolNames
from schools.directory.queries import former_keys

_IN_BRACKETS = re.compile(r"\(([^()]{1,30})\)\s*$")
_TELLING = 3  # words of a name that means something without the heading over it
NOT_YOURS = "Это не ваша школа."


@dataclass(frozen=True)
class KnownNames:
    """The names that a file is matched with; for a collection, only those of what it asks for.

    `locks` says which values the user can't write.
    """

    municipality: Municipality
    indicators: dict[int, Indicator]
    directory: SchoolNames
    """All of the municipality's: by them is told what a name means."""
    schools: SchoolNames
    own_schools: SchoolNames
    locks: Locks
    collection: Collection | None = None
    chosen: ChosenNames = field(default_factory=ChosenNames)

    @property
    def unknown(self) -> str:
        """The sentence that tells a person that a name is unknown."""
        return NOT_ASKED if self.collection else UNKNOWN

    @property
    def only(self) -> tuple[str, str] | None:
        """The only period and kind that a collection asks for; None without a collection."""
        return (self.collection.period.label, Value.Kind.FACT) if self.collection else None

    @cached_property
    def indicator_names(self) -> "IndicatorNames":
        chosen = {key: pk for key, pk in self.chosen.indicators.items() if pk in self.indicators}
        return IndicatorNames(list(self.indicators.values()), chosen)

    @cached_property
    def near_indicators(self) -> NearNames:
        return NearNames({pk: str(indicator) for pk, indicator in self.indicators.items()})

    @cached_property
    def short_headings(self) -> ShortHeadings:
        return ShortHeadings(self.indicators)

    @cached_property
    def _alike_indicators(self) -> AlikeNames:
        return AlikeNames(self.indicators.values())

    def likely_indicator(self, titles: list[str]) -> int | None:
        """One to be proposed: of a subject alone, or of the same words in other forms and order."""
        if (found := self.indicator_names.likely(titles)) or not titles or sum(map(len, titles)) > LONGEST_NAME:
            return found
        near = self._alike_indicators.near(" ".join(titles))
        return near[0].pk if len(near) == 1 else None

    @cached_property
    def _municipality_keys(self) -> set[str]:
        chosen = {key for key, school in self.chosen.schools.items() if school is None}
        return {natural_key(self.municipality.name)} | chosen

    def school(self, title: str) -> tuple[int | None] | None:
        """The id of the school with that title in a tuple, (None,) for the municipality itself, None if neither."""
        if len(title) > LONGEST_NAME:
            return None
        key = natural_key(title)
        if key in self._municipality_keys or is_named_municipality(title, self.municipality.name):
            return (None,)
        found = self.directory.find(title)
        return (found,) if found in self.schools.names else None

    def likely_school(self, title: str) -> int | None:
        """One to be proposed, of the user's own: another school's name is nobody's business."""
        likely = self.directory.match(title).likely if len(title) <= LONGEST_NAME else None
        return likely if likely in self.own_schools.names else None


def catalogue_for(
    user, municipality: Municipality, collection: Collection | None = None, once: Iterable[SaidName] = ()
) -> KnownNames:
    """`once` are names whose meaning was said for this file alone."""
    directory = list(School.objects.by_themselves().filter(municipality=municipality))
    asked = set(collection.submissions.values_list("school_id", flat=True)) if collection else None
    schools = [school for school in directory if asked is None or school.pk in asked]
    visible = set(School.objects.visible_to(user).filter(municipality=municipality).values_list("pk", flat=True))
    places = [None, *(school.pk for school in schools)]
    locks = locks_for(user, municipality.pk, places)
    locks.schools.update(
        {school.pk: NOT_YOURS for school in schools if school.pk in locks.schools and school.pk not in visible}
    )
    indicators = collection.indicators.all() if collection else Indicator.objects.filter(municipality=municipality)
    former = former_keys(municipality)
    chosen = chosen_names(user, municipality, once)
    return KnownNames(
        municipality,
        {indicator.pk: indicator for indicator in indicators},
        _names_of(directory, chosen, former),
        _names_of(schools, chosen, former),
        _names_of([each for each in schools if each.pk in visible], chosen, former),
        locks,
        collection,
        chosen,
    )


def _names_of(schools: list[School], chosen: ChosenNames, former: dict[str, int]) -> SchoolNames:
    """The names of these schools; a meaning that people chose overrides a former name of a school."""
    named = {each.pk for each in schools}
    return SchoolNames(
        [(each.pk, each.name, each.full_name, each.address) for each in schools],
        {key: school for key, school in (former | chosen.schools).items() if school in named},
    )


def _forms(indicator: Indicator) -> tuple[str, ...]:
    """How it may be called. A subject or a class alone, «Русский язык», may be said of any results."""
    whole = (str(indicator), f"{indicator} {indicator.unit}")
    is_telling = not indicator.heading or len(natural_key(indicator.name).split()) >= _TELLING
    return (*whole, indicator.name, f"{indicator.name} {indicator.unit}") if is_telling else whole


class IndicatorNames:
    """Finds an indicator by a heading: its name with or without the heading above it and its unit."""

    def __init__(self, indicators: list[Indicator], chosen: Mapping[str, int]):
        """`chosen` has the ids of indicators by the natural keys of names that people said mean them."""
        self._titles = {str(each): each.pk for each in indicators}
        self._names = {each.pk: str(each) for each in indicators}
        self._units = {each.pk: each.unit for each in indicators}
        alone = [(natural_key(each.name), each.pk) for each in indicators]
        self._alone = {key: pk for key, pk in alone if sum(key == other for other, _ in alone) == 1}
        forms = [(natural_key(form), each.pk) for each in indicators for form in _forms(each)]
        meant = Counter(key for key, _ in set(forms))
        self._by_key = {key: pk for key, pk in forms if meant[key] == 1}
        self._by_key |= {natural_key(title): pk for title, pk in self._titles.items()}
        self._by_key = {**chosen, **self._by_key}
        self._last_words = {key.rpartition(" ")[2] for key in self._by_key}
        self._last_word = lru_cache(maxsize=20_000)(last_word)

    def find(self, *headings: str) -> int | None:
        """The id of the indicator that the headings of a column, from the top down, name.

        The last heading counts first, as in `find_last`; else a heading above it that is a name by itself.
        """
        if found := self.find_last(headings):
            return found
        found = (self._by_key.get(natural_key(heading)) for heading in reversed(headings[:-1]))
        found = next((each for each in found if each), None)
        return None if found and any(self.is_in_other_unit(heading, found) for heading in headings) else found

    def find_last(self, headings: Sequence[str]) -> int | None:
        """The indicator named by the last heading, alone or with those above it; «-» or «####» is no heading."""
        if not headings or sum(map(len, headings)) > 3 * LONGEST_NAME:
            return None
        last = self._last_word(headings[-1])
        if not last or last not in self._last_words:
            return None
        keys = (natural_key(" ".join(headings[first:])) for first in range(len(headings)))
        found = next((self._by_key[key] for key in keys if key in self._by_key), None)
        return None if found and self.is_in_other_unit(headings[-1], found) else found

    def is_in_other_unit(self, heading: str, indicator: int) -> bool:
        """«Участники ВПР, %» are no «Участники ВПР» in people: keys of names have no signs."""
        brackets = _IN_BRACKETS.search(heading)
        written = "%" if "%" in heading else unit_in_name(f", {brackets[1]}" if brackets else heading)
        return not units_agree(written, self._units[indicator])

    def likely(self, headings: Sequence[str]) -> int | None:
        """By a subject or a class alone, where one indicator only is of it: to be proposed."""
        return self._alone.get(natural_key(headings[0])) if len(headings) == 1 else None

    def nearest(self, text: str) -> list[str]:
        if len(text) > LONGEST_NAME:
            return []
        keys = get_close_matches(natural_key(text), self._by_key, n=6, cutoff=0.5)
        return list(dict.fromkeys(self._names[self._by_key[key]] for key in keys))[:3]
