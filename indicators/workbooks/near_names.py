"""Finds names that are nearly the portal's: with or without a unit, or with a mistake; never with another number."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from portal.text.keys import natural_key

LIKE, SURER = 0.86, 0.04  # the least likeness (0 to 1), and how much less alike the second best must be
_SLIP = 0.75  # the least likeness of two words of which one may be misspelt
_SMALL = {"в", "на", "по", "за", "и", "с", "от", "для", "год", "года"}
SHORTEST, LONGEST = 5, 300  # characters; a name is compared if it is longer than the first and no longer than the last
_UNIT = re.compile(
    r"( (в )?(чел|человек|ед|единиц|шт|штук|балл|баллов|баллах|проц|процент|процентов|процентах|руб|рублей))+$"
)
WITHOUT_UNIT, MISTAKE = "по названию без учёта единицы", "по похожему названию"


def without_unit(key: str) -> str:
    return _UNIT.sub("", key)


class NearNames:
    """Finds the one name that a text nearly is.

    At most `most` names of a file are compared, and at most `letters` of its characters read, to limit the time.
    """

    def __init__(self, names: Mapping[int, str], most: int = 100, letters: int = 1_000_000):
        keys = {pk: natural_key(name) for pk, name in names.items()}
        self.own = {pk: (key, _numbers(key)) for pk, key in keys.items() if len(key) <= LONGEST}
        self.bare: dict[str, list[int]] = {}
        for pk, key in keys.items():
            self.bare.setdefault(without_unit(key), []).append(pk)
        self.left, self.letters_left = most, letters

    def find(self, text: str) -> tuple[int, str] | None:
        """The id of the name that the text nearly is, and why it is taken for it; None if there is none or several."""
        if len(text) > LONGEST or len(text) > self.letters_left or not any(map(str.isalpha, text)):
            return None
        self.letters_left -= len(text)
        key = natural_key(text)
        bare = self.bare.get(without_unit(key), ())
        if len(bare) == 1:
            return bare[0], WITHOUT_UNIT
        if len(key) <= SHORTEST or self.left <= 0:
            return None
        self.left -= 1
        (first, pk), (second, _) = self._likest(key)
        is_near = first >= LIKE and first - second >= SURER and _is_a_slip(key, self.own[pk][0])
        return (pk, MISTAKE) if is_near else None

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


def _is_a_slip(key: str, own: str) -> bool:
    """In one word, or a small word more or less; «ОГЭ» is no slip of «ВПР», and «не» makes another name."""
    said, meant = set(key.split()) - _SMALL, set(own.split()) - _SMALL
    left, right = said - meant, meant - said
    if not (left or right):
        return True
    if len(left) != 1 or len(right) != 1:
        return False
    return SequenceMatcher(None, *left, *right, autojunk=False).ratio() >= _SLIP


def _numbers(key: str) -> list[str]:
    return [word for word in key.split() if any(map(str.isdigit, word))]
