"""What became of each piece of the source: a part of the document, something read and not kept, or nothing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import IntEnum

from portal.sources.source import Source, SourceParagraph
from roadmap.recognition.placed import PlacedText, placed_strings

_WORD = re.compile(r"\w+")


class Weight(IntEnum):
    """How much it matters that a person looks: the worst first."""

    MEANING = 1
    """What is kept may be something else: a column, a period, a number."""
    PLACE = 2
    """The words are kept, their place may be another one."""
    NOTE = 3


@dataclass(frozen=True)
class RecognitionDoubt:
    """A sentence for whoever checks, with the place in the source and the words it is about."""

    reason: str
    place: str = ""
    text: str = ""
    weight: Weight = Weight.PLACE

    def as_json(self) -> dict:
        return {"place": self.place, "text": self.text, "reason": self.reason, "weight": int(self.weight)}


@dataclass(frozen=True)
class Leftover:
    """A paragraph, or words of it, that became nothing."""

    place: str
    text: str

    def as_json(self) -> dict:
        return {"place": self.place, "text": self.text}


@dataclass
class Accounts:
    """Kept while a source is read."""

    doubts: list[RecognitionDoubt] = field(default_factory=list)
    read_only: dict[str, str] = field(default_factory=dict)
    """By place: what was read and is not kept as words («номера граф», «дата приказа»)."""

    dropped: dict[str, str] = field(default_factory=dict)
    """By place: words that stand for their place in a list and are not kept («2.» of the second clause)."""

    def drop(self, text: PlacedText, words: str) -> None:
        for place in text.places[:1]:
            self.dropped[place] = words

    def doubt(self, reason: str, text: str = "", *, place: str = "", weight: Weight = Weight.PLACE) -> None:
        places = getattr(text, "places", ())
        self.doubts.append(RecognitionDoubt(reason, place or (places[0] if places else ""), str(text)[:300], weight))

    def use(self, kind: str, *paragraphs: SourceParagraph) -> None:
        for paragraph in paragraphs:
            self.read_only[paragraph.place] = kind

    def use_text(self, text: PlacedText, kind: str) -> None:
        """The paragraphs that a text came from."""
        for place in text.places:
            self.read_only[place] = kind

    def sorted_doubts(self) -> list[RecognitionDoubt]:
        return sorted(dict.fromkeys(self.doubts), key=lambda doubt: doubt.weight)


@dataclass(frozen=True)
class Balance:
    """Words of the source: all, and those that became something. What did not is listed."""

    words: int
    understood: int
    leftovers: tuple[Leftover, ...]
    paths: dict[str, list[str]]
    """By place in the source: the JSON paths of what came from it."""


def balance_of(source: Source, document: dict, accounts: Accounts) -> Balance:
    """Every paragraph against what names it as its place: its words must stand there too, each once."""
    paths: dict[str, list[str]] = defaultdict(list)
    kept: dict[str, list[Counter[str]]] = defaultdict(list)
    for path, text in placed_strings(document):
        counted = _counted(text)
        for place in text.places:
            paths[place].append(path)
            kept[place].append(counted)
    for place, words in accounts.dropped.items():
        kept[place].insert(0, _counted(words))
    total = understood = 0
    leftovers = []
    for paragraph in source.paragraphs:
        own = _WORD.findall(paragraph.shown)
        total += len(own)
        is_read = paragraph.place in accounts.read_only
        missing = [] if is_read else [word for word in own if not _taken(word.casefold(), kept[paragraph.place])]
        understood += len(own) - len(missing)
        if missing:
            whole = len(missing) == len(own)
            leftovers.append(Leftover(paragraph.place, paragraph.shown if whole else " ".join(missing)))
    return Balance(total, understood, tuple(leftovers), dict(paths))


def _counted(text: str) -> Counter[str]:
    return Counter(word.casefold() for word in _WORD.findall(text))


def _taken(word: str, texts: list[Counter[str]]) -> bool:
    for text in texts:
        if text[word] > 0:
            text[word] -= 1
            return True
    return False
