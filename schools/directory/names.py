"""Finds schools by the words of their names, as orders, letters and people's own tables write them.

Only this module decides how sure a match is: a `sure` one is taken, a `likely` one is proposed to a person, and about
any other a person is asked.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property
from typing import NamedTuple

from portal.text.keys import in_cyrillic, natural_key
from schools.directory.name_words import (
    NameWords,
    is_adjective_of_school,
    is_of_many,
    is_of_village,
    name_words,
    places_of,
    same_word,
    settlements_in,
    stems,
)

_SHORTEST, _SLIP, _SHORTEST_SLIP, _ABBREVIATED = 4, 0.9, 6, 5
_HYPHEN = re.compile(r"\s*-\s*")
_MOST_COMPARED = 60  # names of one source for which similar ones are searched, because that is slow


class KnownSchool(NamedTuple):
    """A school with what identifies it; a name may also mean it by the village in its address."""

    pk: int
    name: str
    full_name: str = ""
    address: str = ""


@dataclass(frozen=True)
class NameMatch:
    """The school that a name means without a doubt, or else a likely one; `near` are all that may be meant."""

    sure: int | None = None
    likely: int | None = None
    near: tuple[int, ...] = ()


class _Fit(NamedTuple):
    """A school that the words may mean, and what of its own name they leave out."""

    pk: int
    lacks_words: bool = False
    lacks_number: bool = False
    by_address: bool = False


class SchoolNames:
    """Finds a school by a cell that contains nothing but its name."""

    def __init__(self, schools: Iterable[tuple], chosen: Mapping[str, int] | None = None):
        """`schools` are tuples like `KnownSchool`; `chosen` are ids by keys of names that people have assigned."""
        known = [KnownSchool(*each) for each in schools]
        self.names = {each.pk: each.name for each in known}
        self._addresses = {each.pk: places_of(each.address) for each in known}
        self._settlements = {
            each.pk: settlements_in(each.address) | settlements_in(each.name) | settlements_in(each.full_name)
            for each in known
        }
        self._own = {each.pk: _take_apart(each) for each in known}
        keys: dict[str, set[int]] = {}
        for each in known:
            for name in filter(None, (each.full_name, each.name)):
                keys.setdefault(natural_key(name), set()).add(each.pk)
        self._by_key = {key: min(pks) for key, pks in keys.items() if len(pks) == 1}
        self._by_key |= {natural_key(each.name): each.pk for each in known}
        self._by_key = {**(chosen or {}), **self._by_key}
        self._known_words: dict[str, bool] = {}
        self._compared = 0

    def exact(self, text: str) -> int | None:
        """Return the school that is called exactly so."""
        return self._by_key.get(natural_key(text))

    def find(self, text: str) -> int | None:
        """Return the school that is meant without a doubt; fast enough for thousands of cells."""
        key = natural_key(text)
        if key in self._by_key:
            return self._by_key[key]
        return self._match_words(name_words(text)).sure if self._may_name_school(text) else None

    def _may_name_school(self, text: str) -> bool:
        """Quickly rule out a text with a word that no school's name has, unless «имени» stands in it."""
        key = in_cyrillic(natural_key(text))
        words = key.split()
        is_known = "имени" in words or "им" in words or all(map(self._is_known, words))
        return is_known or ("-" in text and all(map(self._is_known, natural_key(_HYPHEN.sub("", text)).split())))

    def _is_known(self, word: str) -> bool:
        if word not in self._known_words:
            is_short = len(word) < _SHORTEST or word.isdigit()
            self._known_words[word] = is_short or not self._by_word.keys().isdisjoint(stems(word)) or is_of_many(word)
        return self._known_words[word]

    def match(self, text: str) -> NameMatch:
        """Match a name exactly, else by its words, else by similarity, which is skipped after many names."""
        if (found := self.exact(text)) is not None:
            return NameMatch(found, None, (found,))
        said = name_words(text)
        match, self._compared = self._match_words(said), self._compared + 1
        if self._compared > _MOST_COMPARED:
            return match
        if match.sure is None and match.likely is None and not match.near:
            related = [pk for pk in self.names if self._is_related(said, pk)]
            match = NameMatch(None, related[0] if len(related) == 1 else None, tuple(related))
        return match if match.sure is not None else NameMatch(None, match.likely, self._find_nearest(text, match))

    def nearest(self, text: str) -> list[str]:
        """Return up to three similar names, the likest first."""
        return [self.names[pk] for pk in self.match(text).near]

    def _find_nearest(self, text: str, match: NameMatch) -> tuple[int, ...]:
        keys = get_close_matches(natural_key(text)[:300], self._by_key, n=3, cutoff=0.5)
        alike = [pk for pk in self.names if _has_numbers(name_words(text), self._own[pk])]
        found = [match.likely, *match.near, *(alike if len(alike) < 4 else ()), *(self._by_key[key] for key in keys)]
        return tuple(pk for pk in dict.fromkeys(found) if pk in self.names)[:3]

    @cached_property
    def _by_word(self) -> dict[str, set[int]]:
        """Schools by numbers, by stems of words in their names and villages, and by kinds that aren't ordinary."""
        found: dict[str, set[int]] = {}
        for pk, names in self._own.items():
            for own in names:
                words = {*own.words, *own.honour, "".join(own.words)}.union(*self._addresses[pk])
                for mark in own.numbers.union(own.sorts, *map(stems, words)):
                    found.setdefault(mark, set()).add(pk)
        return found

    def _match_words(self, said: NameWords) -> NameMatch:
        """Match a name by its words alone, and decide how sure that is."""
        words = {*said.words, *said.honour, "".join(said.words)} - {""}
        marks = said.numbers.union(*map(stems, words)) or said.sorts
        if not marks:
            return self._match_level(said)
        possible = set().union(*(self._by_word.get(mark, ()) for mark in marks))
        fitting = [fit for pk in sorted(possible) if (fit := self._fit(said, pk))]
        if "branch" not in said.kinds and not all(map(self._is_branch, possible)):
            fitting = [fit for fit in fitting if not self._is_branch(fit.pk)]
        near = tuple(fit.pk for fit in fitting)
        by_number = bool(said.numbers) and not (said.words or said.honour)
        if by_number and not said.kinds:
            # A bare number is at most a likely name, if all schools are told apart by numbers.
            is_likely = len(fitting) == 1 and self.is_told_by(said.numbers)
            return NameMatch(None, near[0] if is_likely else None, near)
        whole = [fit for fit in fitting if not (fit.lacks_words or fit.lacks_number)]
        if len(whole) == 1 and (len(fitting) == 1 or (said.kinds and not whole[0].by_address)):
            is_told = said.kinds or self._names_school(said, whole[0])
            return NameMatch(whole[0].pk, None, near) if is_told else NameMatch(None, whole[0].pk, near)
        if len(fitting) != 1:
            return NameMatch(None, None, near)
        only = fitting[0]
        if by_number and not self.is_told_by(said.numbers):
            return NameMatch(None, only.pk if said.sorts else None, near)
        return NameMatch(only.pk, None, near) if by_number else NameMatch(None, only.pk, near)

    def _is_branch(self, pk: int) -> bool:
        return any("branch" in own.kinds for own in self._own[pk])

    def _names_school(self, said: NameWords, fit: _Fit) -> bool:
        """Return whether words without a kind name a school: «Луговская», «Росток»; «Луговское» may be the village."""
        own = {word for names in self._own[fit.pk] for word in (*names.words, "".join(names.words))}
        words = {*said.words, "".join(said.words)} - {""}
        told = any(is_adjective_of_school(word) for word in said.words) or any(word in own for word in words)
        return told and not fit.by_address

    def _match_level(self, said: NameWords) -> NameMatch:
        """Match a name that is only a level, like «НОШ», if just one school has it."""
        if len(said.levels) != 1 or said.places:
            return NameMatch()
        found = [pk for pk, names in self._own.items() if any(own.kinds - {"school"} == said.levels for own in names)]
        return NameMatch(None, found[0] if len(found) == 1 else None, tuple(found))

    def is_told_by(self, numbers: Iterable[str]) -> bool:
        """Return whether numbers alone identify a school: all ordinary schools have numbers, and just one has these."""
        own = [frozenset().union(*(each.numbers for each in names)) for names in self._own.values()]
        are_numbered = all(each.numbers or each.sorts for names in self._own.values() for each in names[:1])
        return are_numbered and sum(set(numbers) <= each for each in own) == 1

    def _fit(self, said: NameWords, pk: int) -> _Fit | None:
        """Compare the words with the school's name and full name; return the fit that lacks less, or None."""
        if self._is_of_another_place(said, pk):
            return None
        found = [fit for own in self._own[pk] if (fit := self._fit_name(said, own, pk))]
        return min(found, key=lambda fit: fit[1:], default=None)

    def _is_of_another_place(self, said: NameWords, pk: int) -> bool:
        """Return whether the settlement is of another sort: «пос. Первомайский» is not «х. Первомайский»."""
        for sort, name in said.settlements:
            sorts = {own_sort for own_sort, own in self._settlements[pk] if same_word(name, own)}
            if sorts and sort not in sorts:
                return True
        return False

    def _fit_name(self, said: NameWords, own: NameWords, pk: int) -> _Fit | None:
        """Return how the words fit one of the school's names, or None if some of them aren't in it or its address."""
        if contradicts(said, own):
            return None
        joined = said.words and own.words and same_word("".join(said.words), "".join(own.words))
        names = (*own.words, *own.honour)
        left = [] if joined else [word for word in said.words if not _is_among(word, names)]
        by_address = bool(left) and self._names_settlement(left, said, pk)
        if (left and not by_address) or (said.shortened and not own.shortened):
            return None
        lacks = not (joined or by_address) and any(not _is_among(word, said.words) for word in own.words)
        lacks = lacks or bool(said.kinds and said.sorts != own.sorts)
        return _Fit(pk, lacks, bool(own.numbers) and not said.numbers, by_address)

    def _names_settlement(self, words: list[str], said: NameWords, pk: int) -> bool:
        """Return whether the words are the whole name of a settlement in the school's address."""
        if set(said.words) in self._addresses[pk]:
            return True
        if any(is_adjective_of_school(word) and word not in said.places for word in words):
            return False
        return any(
            all(_is_among(word, place) for word in words) and all(_is_among(word, said.words) for word in place)
            for place in self._addresses[pk]
        )

    def _is_related(self, said: NameWords, pk: int) -> bool:
        """Return whether each word is one of the school's, abbreviated or misspelt by a letter, or of its village."""
        own = self._own[pk][0]
        if not said.words or contradicts(said, own) or self._is_of_another_place(said, pk):
            return False
        words = [*own.words, *own.honour, "".join(own.words)]
        if said.shortened:
            whole = [word for word in own.words if word.startswith(said.shortened) and word != said.words[0]]
            return any(word.endswith(said.words[0]) for word in whole)
        # Only settlements of one word count: «Каменская» is not of «Каменный Брод».
        lacks_number = own.numbers and not said.numbers
        places = (own.places,) if lacks_number else (own.places, *self._addresses[pk])
        villages = {word for place in places if len(place) == 1 for word in place}
        return all(
            any(_is_like(word, other) for other in words) or any(is_of_village(word, other) for other in villages)
            for word in said.words
        )


def contradicts(said: NameWords, own: NameWords) -> bool:
    """Return whether the words can't be said of the school: another number, another kind, or another person's name."""
    if not said.numbers <= own.numbers:
        return True
    if said.kinds:
        garden = {"kindergarten"}
        is_less = said.sorts and said.sorts <= own.sorts and own.sorts - said.sorts <= {"special", "boarding"}
        if not is_less and (said.sorts - garden) != (own.sorts - garden):
            return True
        if said.sorts & garden and not (own.sorts & garden and said.levels):
            return True
        if not said.sorts and own.kinds == garden:
            return True
        if said.levels and own.levels and not said.levels & own.levels:
            return True
    names = (*own.honour, *own.words)
    left = [word for word in said.honour if not _is_among(word, names)]
    # A first name may stand for an initial: «Юрия Гагарина» for «Ю. А. Гагарина».
    return len(left) == len(said.honour) > 0 or any(word[0] not in own.initials for word in left)


def _take_apart(school: KnownSchool) -> list[NameWords]:
    """Take apart the school's name and full name; both get the kinds of either."""
    names = [name_words(name) for name in dict.fromkeys((school.name, school.full_name)) if name]
    kinds = frozenset().union(*(each.kinds for each in names))
    return [replace(each, kinds=kinds) for each in names]


def _has_numbers(said: NameWords, names: list[NameWords]) -> bool:
    return bool(said.numbers) and any(said.numbers <= own.numbers for own in names)


def _is_among(word: str, others: Iterable[str]) -> bool:
    return any(same_word(word, other) for other in others)


def _is_like(word: str, other: str) -> bool:
    """Return whether a word is another in another case, an abbreviation of it, its village, or misspelt by a letter."""
    if same_word(word, other) or (is_of_village(other, word) and not is_adjective_of_school(word)):
        return True
    if len(word) >= _ABBREVIATED and (
        other.startswith(word) or (word.startswith(other) and len(other) >= _ABBREVIATED)
    ):
        return True
    if min(len(word), len(other)) < _SHORTEST_SLIP or abs(len(word) - len(other)) > 1:
        return False
    return SequenceMatcher(None, word, other, autojunk=False).ratio() >= _SLIP
