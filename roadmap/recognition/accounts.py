"""Keeps account of what became of each piece of a source: a part of the document, something only read, or nothing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from portal.sources.source import Source, SourceCell, SourceParagraph
from roadmap.recognition.placed import PlacedText, placed_strings

_WORD = re.compile(r"[^\W_]+")  # underscores are a line to write on, not a word


def words_in(text: str) -> int:
    return len(_WORD.findall(text))


class Weight(IntEnum):
    """How much it matters that a person checks a doubt, the most important first."""

    WHOLE = 0
    """A whole plan or table was probably not understood, or the file is not the one that was meant."""
    MEANING = 1
    """The content may be misunderstood: a column, a period or a number may be something else."""
    PLACE = 2
    """The words are kept, but perhaps in the wrong place."""
    NOTE = 3


@dataclass(frozen=True)
class RecognitionDoubt:
    """A sentence for the person who checks, with the place in the source and the words that it is about."""

    reason: str
    place: str = ""
    text: str = ""
    weight: Weight = Weight.PLACE

    def as_json(self) -> dict:
        return {"place": self.place, "text": self.text, "reason": self.reason, "weight": int(self.weight)}


@dataclass(frozen=True)
class Leftover:
    """A paragraph, or some of its words, that became no part of the document."""

    place: str
    text: str

    def as_json(self) -> dict:
        return {"place": self.place, "text": self.text}


@dataclass
class Accounts:
    """Collects, while a source is read, doubts and everything that was read but isn't kept as words."""

    doubts: list[RecognitionDoubt] = field(default_factory=list)
    read_only: dict[str, str] = field(default_factory=dict)
    """For each place, what was read there without keeping its words («номера граф», «дата приказа»)."""

    dropped: dict[str, str] = field(default_factory=dict)
    """For each place, words that only give a position, which the document keeps itself («2.» of the second clause)."""

    def drop(self, text: PlacedText, words: str) -> None:
        for place in text.places[:1]:
            self.dropped[place] = words

    def drop_title(self, title: PlacedText) -> None:
        """Account for a column's heading whose meaning the column's key keeps; it may consist of several paragraphs."""
        for place in title.places[1:]:
            self.read_only.setdefault(place, "заголовки граф")
        self.drop(title, title)

    def doubt(self, reason: str, text: str = "", *, place: str = "", weight: Weight = Weight.PLACE) -> None:
        places = getattr(text, "places", ())
        self.doubts.append(RecognitionDoubt(reason, place or (places[0] if places else ""), str(text)[:300], weight))

    def use(self, kind: str, *paragraphs: SourceParagraph) -> None:
        for paragraph in paragraphs:
            self.read_only[paragraph.place] = kind

    def leave_out(self, cells: Iterable[SourceCell]) -> None:
        """Account for cells that a person excluded from the document."""
        self.use("не вносится", *(paragraph for cell in cells for paragraph in cell.paragraphs))

    def use_text(self, text: PlacedText, kind: str) -> None:
        """Account for all paragraphs that a text came from."""
        for place in text.places:
            self.read_only[place] = kind

    def tells_of(self, text: str) -> bool:
        """Return whether there is a doubt at the text's first place; a text without places counts as told."""
        first = getattr(text, "places", ())[:1]
        return not first or any(each.place == first[0] for each in self.doubts)

    def sorted_doubts(self) -> list[RecognitionDoubt]:
        return sorted(dict.fromkeys(self.doubts), key=lambda doubt: doubt.weight)


@dataclass(frozen=True)
class Balance:
    """How many words the source has, how many of them became something, and a list of those that became nothing."""

    words: int
    understood: int
    leftovers: tuple[Leftover, ...]
    paths: dict[str, list[str]]
    """For each place in the source, the JSON paths of what came from it."""


def paths_by_place(document: dict) -> dict[str, list[str]]:
    paths: dict[str, list[str]] = defaultdict(list)
    for path, text in placed_strings(document):
        for place in text.places:
            paths[place].append(path)
    return dict(paths)


def balance_of(source: Source, document: dict, accounts: Accounts) -> Balance:
    """Compare every paragraph with the strings that name it as their place.

    A word is understood if one of these strings has it; each occurrence in a string counts for one word only.
    """
    kept: dict[str, list[Counter[str]]] = defaultdict(list)
    for _, text in placed_strings(document):
        counted = _count_words(text)
        for place in text.places:
            kept[place].append(counted)
    for place, words in accounts.dropped.items():
        kept[place].insert(0, _count_words(words))
    total = understood = 0
    leftovers = []
    for paragraph in source.paragraphs:
        own = _WORD.findall(paragraph.shown)
        total += len(own)
        is_read = paragraph.place in accounts.read_only
        missing = [] if is_read else _find_missing(own, kept[paragraph.place])
        understood += len(own) - len(missing)
        if missing:
            whole = len(missing) == len(own)
            leftovers.append(Leftover(paragraph.place, paragraph.shown if whole else " ".join(missing)))
    return Balance(total, understood, tuple(leftovers), paths_by_place(document))


def _count_words(text: str) -> Counter[str]:
    return Counter(word.casefold() for word in _WORD.findall(text))


def _find_missing(words: list[str], texts: list[Counter[str]]) -> list[str]:
    """Return the words that no text has left; each word is taken from the first text that has it."""
    folded = [word.casefold() for word in words]
    different = set(folded)
    having: dict[str, list[Counter[str]]] = defaultdict(list)
    for text in reversed(texts):
        for word in different & text.keys():
            having[word].append(text)
    return [word for word, key in zip(words, folded, strict=True) if not _take_word(key, having[key])]


def _take_word(word: str, texts: list[Counter[str]]) -> bool:
    """Take the word from the last text that has it; texts that have no more of it are removed from the list."""
    while texts:
        if texts[-1][word] > 0:
            texts[-1][word] -= 1
            return True
        texts.pop()
    return False
