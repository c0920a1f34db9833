"""Whether two names may mean one indicator: «Результаты учащихся», «Результаты обучающихся»."""

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

# What people write for the same thing, over the words of a natural key; numbers in it are written with six digits.
_TURNS = [
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
_MEANINGLESS = frozenset(
    ["в", "во", "на", "по", "за", "и", "из", "от", "к", "ко", "у", "о", "об", "с", "со", "для", "при", "до", "год",
     "общий", "всего", "работник", "получить", "набрать", "показать", "иметь"]
)  # fmt: skip


@lru_cache(maxsize=8_000)
def own_words(name: str) -> frozenset[str]:
    """The words by which a name differs from others, each as a dictionary has it."""
    key = natural_key(name)
    for pattern, meant in _TURNS:
        key = pattern.sub(meant, key)
    forms = (base_form(word) for word in key.split())
    words = [_SAME.get(form, form) for form in forms]
    telling = [word for word in words if word not in _MEANINGLESS and len(word) > 1] or words
    # «5 класс, отметки «4» и «5»»: a number that stands there again is another word.
    times = Counter()
    for place, word in enumerate(telling):
        times[word] += 1
        if word.isdigit() and times[word] > 1:
            telling[place] = f"{word}-{times[word]}"
    return frozenset(telling)


def means_alike(one: str, other: str) -> bool:
    """The same words in whatever forms and order, or but for a slip in one of them. «Не» makes another name."""
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
    """Indicators, or whatever else is called as they are, to be asked for those called much alike."""

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
        """Up to three, the same words before a slip in one of them."""
        words = own_words(text)
        same = self._by_words.get(words, [])
        slips = (
            name for word in words for name in self._but_for_a_word.get(words - {word}, ())
            if own_words(str(name)) != words and means_alike(text, str(name))
        )  # fmt: skip
        return [*same, *slips][:3]

    def doubles(self) -> list[list[N]]:
        """Those of the same words, together."""
        return [names for names in self._by_words.values() if len(names) > 1]
