"""Schools by the words of their names, as orders, letters and people's own tables write them."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from portal.text.keys import natural_key

_KINDS_OF_SCHOOL = re.compile(
    r"^(м?[бкао]?оу|муниципальн\w*|бюджетн\w*|казенн\w*|автономн\w*|обще(образовательн\w*)?|образовательн\w*|"
    r"учреждени\w*|организаци\w*|сош|оош|нош|сш|ош|основн\w*|средн(яя|ей|юю)|начальн\w*|школ[аыуе]|школой|"
    r"гимнази\w|лице\w|имени|им)$"
)


class SchoolNames:
    """Finds a school by a cell that says nothing but its name."""

    def __init__(self, names: list[tuple[int, str, str]], chosen: Mapping[str, int] | None = None):
        """Of each school its id, its name and its full name, which may be empty; `chosen` are keys that people gave."""
        self.names = {school_id: name for school_id, name, _ in names}
        self._by_key = {natural_key(full): school_id for school_id, _, full in names if full}
        self._by_key |= {natural_key(name): school_id for school_id, name in self.names.items()}
        self._by_words: dict[frozenset[str], set[int]] = {}
        for key, school_id in self._by_key.items():
            self._by_words.setdefault(distinctive_words(key.split()), set()).add(school_id)
        self._by_key = {**(chosen or {}), **self._by_key}

    def exact(self, text: str) -> int | None:
        return self._by_key.get(natural_key(text))

    def find(self, text: str) -> int | None:
        """The school so named, or the only one with the same words apart from «МБОУ», «СОШ» and their like."""
        key = natural_key(text)
        if key in self._by_key:
            return self._by_key[key]
        words = distinctive_words(key.split())
        found = self._by_words.get(words, ())
        if not words or len(found) != 1:
            return None
        # A bare number is no name of a school.
        return None if key.replace(" ", "").isdigit() else next(iter(found))

    def nearest(self, text: str) -> list[str]:
        """Up to three names like it, the likest first."""
        key = natural_key(text)
        keys = get_close_matches(key, self._by_key, n=3, cutoff=0.5)
        named = named_schools(key.split(), self.names)
        found = [*named, *(self._by_key[each] for each in keys)]
        return [self.names[school_id] for school_id in dict.fromkeys(found)][:3]


def distinctive_words(words: Iterable[str]) -> frozenset[str]:
    """The words of a school's name that tell it from others."""
    return frozenset(word for word in words if not _KINDS_OF_SCHOOL.match(word))


def named_schools(words: list[str], schools: Mapping[int, str]) -> frozenset[int]:
    """Schools all of whose own words stand there, in any case; the more exactly named wins over the shorter name."""
    found = {}
    for school_id, name in schools.items():
        own = distinctive_words(natural_key(name).split())
        if own and all(any(_same_word(word, other) for other in words) for word in own):
            found[school_id] = own
    if any(map(str.isdigit, words)) and not any(map(_KINDS_OF_SCHOOL.match, words)):
        found = {school_id: own for school_id, own in found.items() if not all(map(str.isdigit, own))}
    return frozenset(school_id for school_id, own in found.items() if not any(own < other for other in found.values()))


def _same_word(one: str, other: str) -> bool:
    """The same word in another case: «Ольховская» and «Ольховской»."""
    if one == other:
        return True
    stem = max(len(one) - 3, 4)
    return len(one) > 4 and not one[0].isdigit() and abs(len(one) - len(other)) <= 2 and one[:stem] == other[:stem]
