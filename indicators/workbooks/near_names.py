"""Names that are nearly the portal's: with a unit more or less, or a mistake in a word; never with another number."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from portal.text.keys import natural_key

LIKE, SURER = 0.86, 0.04  # of the letters; and by how much the next one must be less like it
SHORTEST, LONGEST = 5, 300  # letters of what is compared
_UNIT = re.compile(
    r"( (в )?(чел|человек|ед|единиц|шт|штук|балл|баллов|баллах|проц|процент|процентов|процентах|руб|рублей))+$"
)
WITHOUT_UNIT, MISTAKE = "по названию без учёта единицы", "по похожему названию"


def without_unit(key: str) -> str:
    return _UNIT.sub("", key)


class NearNames:
    """Finds whose name a text nearly is, where only one is; so many names of a file are compared, and no more."""

    def __init__(self, names: Mapping[int, str], most: int = 100):
        keys = {pk: natural_key(name) for pk, name in names.items()}
        self.own = {pk: (key, _numbers(key)) for pk, key in keys.items() if len(key) <= LONGEST}
        self.bare: dict[str, list[int]] = {}
        for pk, key in keys.items():
            self.bare.setdefault(without_unit(key), []).append(pk)
        self.left = most

    def find(self, text: str) -> tuple[int, str] | None:
        """Whose it is, and why it is taken for it."""
        if len(text) > LONGEST or not any(map(str.isalpha, text)):
            return None
        key = natural_key(text)
        bare = self.bare.get(without_unit(key), ())
        if len(bare) == 1:
            return bare[0], WITHOUT_UNIT
        if len(key) <= SHORTEST or self.left <= 0:
            return None
        self.left -= 1
        (first, pk), (second, _) = self._likest(key)
        return (pk, MISTAKE) if first >= LIKE and first - second >= SURER else None

    def _likest(self, key: str) -> list[tuple[float, int]]:
        numbers, matcher = _numbers(key), SequenceMatcher(None, "", key, autojunk=False)
        likes = [(0.0, 0), (0.0, 0)]
        for pk, (own, own_numbers) in self.own.items():
            if own_numbers != numbers:
                continue
            matcher.set_seq1(own)
            if matcher.real_quick_ratio() >= LIKE and matcher.quick_ratio() >= LIKE:
                likes.append((matcher.ratio(), pk))
        return sorted(likes, reverse=True)[:2]


def _numbers(key: str) -> list[str]:
    return [word for word in key.split() if any(map(str.isdigit, word))]
