"""The names that a workbook's rows and columns are matched with, and what the user may write of them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property

from indicators.catalogue.models import Indicator
from indicators.collections.models import Collection
from indicators.values.locks import Locks, locks_for
from indicators.values.models import Value
from indicators.workbooks.near_names import NearNames
from indicators.workbooks.placed_cells import LONGEST_NAME, NOT_ASKED, UNKNOWN, SaidName
from indicators.workbooks.queries import ChosenNames, chosen_names
from portal.text.keys import natural_key
from schools.directory.models import Municipality, School
from schools.directory.names import SchoolNames
from schools.directory.queries import former_keys

NOT_YOURS = "Это не ваша школа."


@dataclass(frozen=True)
class KnownNames:
    """`locks` says why the user can't write a value; in a collection there is only what it asks for."""

    municipality: Municipality
    indicators: dict[int, Indicator]
    schools: SchoolNames
    own_schools: SchoolNames
    locks: Locks
    collection: Collection | None = None
    chosen: ChosenNames = field(default_factory=ChosenNames)

    @property
    def unknown(self) -> str:
        """The sentence for a name that is not in it."""
        return NOT_ASKED if self.collection else UNKNOWN

    @property
    def only(self) -> tuple[str, str] | None:
        """The period and the kind that alone are asked for."""
        return (self.collection.period.label, Value.Kind.FACT) if self.collection else None

    @cached_property
    def indicator_names(self) -> "IndicatorNames":
        chosen = {key: pk for key, pk in self.chosen.indicators.items() if pk in self.indicators}
        return IndicatorNames(list(self.indicators.values()), chosen)

    @cached_property
    def near_indicators(self) -> NearNames:
        return NearNames({pk: str(indicator) for pk, indicator in self.indicators.items()})

    @cached_property
    def near_schools(self) -> NearNames:
        """Of the user's own: another school's name is nobody's business."""
        return NearNames(self.own_schools.names)

    @cached_property
    def _municipality_keys(self) -> set[str]:
        chosen = {key for key, school in self.chosen.schools.items() if school is None}
        return {natural_key(self.municipality.name)} | chosen

    def school(self, title: str) -> tuple[int | None] | None:
        """The school so named in a tuple, (None,) for the municipality itself, None for neither."""
        if len(title) > LONGEST_NAME:
            return None
        if natural_key(title) in self._municipality_keys:
            return (None,)
        found = self.schools.find(title)
        return None if found is None else (found,)


def catalogue_for(
    user, municipality: Municipality, collection: Collection | None = None, once: Iterable[SaidName] = ()
) -> KnownNames:
    """`once` are names whose meaning was said for this file alone."""
    asked = School.objects.by_themselves().filter(municipality=municipality)
    schools = list(asked.filter(submissions__collection=collection) if collection else asked)
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
        _names_of(schools, chosen, former),
        _names_of([each for each in schools if each.pk in visible], chosen, former),
        locks,
        collection,
        chosen,
    )


def _names_of(schools: list[School], chosen: ChosenNames, former: dict[str, int]) -> SchoolNames:
    """What people chose wins over what a school was called before."""
    named = {each.pk for each in schools}
    return SchoolNames(
        [(each.pk, each.name, each.full_name) for each in schools],
        {key: school for key, school in (former | chosen.schools).items() if school in named},
    )


class IndicatorNames:
    """Finds an indicator by a heading: its name with or without the heading above it and its unit."""

    def __init__(self, indicators: list[Indicator], chosen: Mapping[str, int]):
        """`chosen` are keys that people said mean an indicator."""
        self._titles = {str(each): each.pk for each in indicators}
        self._names = {each.pk: str(each) for each in indicators}
        forms = [
            (natural_key(form), each.pk)
            for each in indicators
            for form in (str(each), f"{each} {each.unit}", each.name, f"{each.name} {each.unit}")
        ]
        meant = Counter(key for key, _ in set(forms))
        self._by_key = {key: pk for key, pk in forms if meant[key] == 1}
        self._by_key |= {natural_key(title): pk for title, pk in self._titles.items()}
        self._by_key = {**chosen, **self._by_key}

    def find(self, *headings: str) -> int | None:
        """By the headings of a column from the top down: the most said wins."""
        if found := self.find_last(headings):
            return found
        found = (self._by_key.get(natural_key(heading)) for heading in reversed(headings[:-1]))
        return next((each for each in found if each), None)

    def find_last(self, headings: Sequence[str]) -> int | None:
        """The same, by the last heading alone or with those above it; «-» or «####» is no heading."""
        if not headings or sum(map(len, headings)) > 3 * LONGEST_NAME or not natural_key(headings[-1]):
            return None
        keys = (natural_key(" ".join(headings[first:])) for first in range(len(headings)))
        return next((self._by_key[key] for key in keys if key in self._by_key), None)

    def nearest(self, text: str) -> list[str]:
        if len(text) > LONGEST_NAME:
            return []
        keys = get_close_matches(natural_key(text), self._by_key, n=6, cutoff=0.5)
        return list(dict.fromkeys(self._names[self._by_key[key]] for key in keys))[:3]
