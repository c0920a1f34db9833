"""Tells whether two names may mean the same indicator: «Результаты учащихся», «Результаты обучающихся»."""

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Generic, TypeVar

from portal.text.keys import natural_key
from portal.text.phrases import base_form

N = TypeVar("N")
_SLIP = 0.85
_SHORTEST_WITH_A_SLIP = 6

# Phrases for the same thing, matched in a natural key, where numbers are written with six digits.
_PHRASES = [
    (re.compile(pattern), meant)
    for pattern, meant in (
        (r"\bедин\w+ государственн\w+ экзамен\w*", "егэ"),
        (r"\bосновн\w+ государственн\w+ экзамен\w*", "огэ"),
        (r"\bвсероссийск\w+ проверочн\w+ работ\w*", "впр"),
        (r"\bгосударственн\w+ итогов\w+ аттестац\w*", "гиа"),
        (r"\bудельн\w+ вес\w*", "доля"),
        (r"\b(отметк|оценк)\w* (?=\d)", ""),
        (r"\bнеудовлетворительн\w+ (отметк|оценк)\w*|\bдвойк\w*", "000002"),
        (r"\bминимальн\w+ (балл|порог)\w*|\bпорог\w*", "минимум"),
        (r"\bне (преодол|достиг|набра)\w* минимум", "ниже минимум"),
    )
]
_SAME = {
    form: forms[0]
    for forms in (
        ("ученик", "учащийся", "учиться", "обучающийся", "обучаться", "школьник"),
        ("доля", "процент"),
        ("число", "количество", "численность"),
        ("класс", "кл"),
        ("педагог", "педагогический", "учитель"),
        ("русский", "рус", "русск"),
        ("математик", "матем"),
    )
    for form in forms[1:]
}
_CLASS_OF_EXAM = {"огэ": "000009", "егэ": "000011"}
_WHO_SIT = frozenset(("выпускник", "ученик"))
MEANINGLESS = frozenset(
    ["в", "во", "на", "по", "за", "и", "из", "от", "к", "ко", "у", "о", "об", "с", "со", "для", "при", "до", "год",
     "общий", "всего", "работник", "получить", "набрать", "показать", "иметь",
     "состоять"]
)  # fmt: skip


@lru_cache(maxsize=8_000)
def own_words(name: str) -> frozenset[str]:
    """The words that tell a name from others, in dictionary form, with synonyms as one word and without fillers."""
    key = natural_key(name)
    for pattern, meant in _PHRASES:
        key = pattern.sub(meant, key)
    forms = (base_form(word) for word in key.split())
    words = [_SAME.get(form, form) for form in forms]
    telling = [word for word in words if word not in MEANINGLESS and len(word) > 1] or words
    telling = _adjust_for_exam(telling)
    # A repeated number counts as another word: «5 класс, отметки «4» и «5»».
    times = Counter()
    for place, word in enumerate(telling):
        times[word] += 1
        if word.isdigit() and times[word] > 1:
            telling[place] = f"{word}-{times[word]}"
    return frozenset(telling)


def _adjust_for_exam(words: list[str]) -> list[str]:
    """The words of a name, with what an exam implies: its pupils are its participants, and its class goes unsaid."""
    exam = next((each for each in words if each in _CLASS_OF_EXAM), "")
    if not exam:
        return words
    needless = {"класс", _CLASS_OF_EXAM[exam]} if _CLASS_OF_EXAM[exam] in words else set()
    return ["участник" if each in _WHO_SIT else each for each in words if each not in needless]


def means_alike(one: str, other: str) -> bool:
    """Return whether two names have the same words in any form and order, but for a misspelling in one long word.

    «Не» makes another name.
    """
    words, others = own_words(one), own_words(other)
    if words == others:
        return True
    left, right = words - others, others - words
    if len(left) != 1 or len(right) != 1:
        return False
    (slip,), (meant,) = left, right
    if min(len(slip), len(meant)) < _SHORTEST_WITH_A_SLIP or slip[0].isdigit():
        return False
    return SequenceMatcher(None, slip, meant, autojunk=False).ratio() >= _SLIP


class AlikeNames(Generic[N]):
    """An index of indicators, or of anything whose `str()` is a name, which finds those with similar names."""

    def __init__(self, names: Iterable[N] = ()):
        self._by_words: dict[frozenset[str], list[N]] = {}
        self._but_for_a_word: dict[frozenset[str], list[N]] = {}
        for name in names:
            self.add(name)

    def add(self, name: N) -> None:
        words = own_words(str(name))
        self._by_words.setdefault(words, []).append(name)
        for word in words:
            self._but_for_a_word.setdefault(words - {word}, []).append(name)

    def near(self, text: str) -> list[N]:
        """Up to three with a similar name: first those with the same words, then those with a misspelling."""
        words = own_words(text)
        same = self._by_words.get(words, [])
        slips = (
            name for word in words for name in self._but_for_a_word.get(words - {word}, ())
            if own_words(str(name)) != words and means_alike(text, str(name))
        )  # fmt: skip
        return [*same, *slips][:3]

    def doubles(self) -> list[list[N]]:
        """Groups of two or more that have the same words."""
        return [names for names in self._by_words.values() if len(names) > 1]
