"""Computes the numbers that Word prints before paragraphs, which aren't in their text (ECMA-376, part 1, 17.9)."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

from portal.sources.word.names import is_on, value, w, whole_number
from portal.sources.word.styles import NumberedBy

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"))
_ROMAN_ONES = ((9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_RUSSIAN = "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ"  # without Ё, Й, Ъ, Ы, Ь, as Word counts
_LARGEST = 3000
_LARGEST_START = 32_767  # of a list, as Word allows
_LONGEST = 100  # letters before a paragraph; Word's own levels have some twenty


@dataclass(frozen=True)
class ListLevel:
    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    restarts_after: int | None = None
    """The level, counted from 1, after which it begins again: 0 for none, None for any higher level."""
    is_legal: bool = False
    """Whether all its numbers are written in Arabic digits."""

    @classmethod
    def of(cls, element: etree._Element) -> ListLevel:
        restart = value(element, "lvlRestart")
        return cls(
            start=min(whole_number(value(element, "start"), 0), _LARGEST_START),
            number_format=value(element, "numFmt") or "decimal",
            text=(value(element, "lvlText") or "")[:_LONGEST],
            restarts_after=None if restart is None else whole_number(restart),
            is_legal=bool(is_on(element, "isLgl")),
        )


@dataclass(frozen=True)
class ListLabel:
    text: str
    level: int
    is_bullet: bool


class Numbering:
    """Counts the paragraphs of all lists of a document, in their order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract_of: dict[str, str] = {}
        self._levels: dict[str, dict[int, ListLevel]] = {}
        self._own_levels: dict[str, dict[int, ListLevel]] = defaultdict(dict)
        self._starts: dict[str, dict[int, int]] = defaultdict(dict)
        self._counts: dict[str, list[int | None]] = defaultdict(lambda: [None] * _LEVELS)
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        by_style, links = {}, {}
        for abstract in root.iterchildren(w("abstractNum")):
            abstract_id = abstract.get(w("abstractNumId"), "")
            self._levels[abstract_id] = {
                whole_number(level.get(w("ilvl"))): ListLevel.of(level) for level in abstract.iterchildren(w("lvl"))
            }
            if (style := value(abstract, "styleLink")) is not None:
                by_style[style] = abstract_id
            if (style := value(abstract, "numStyleLink")) is not None:
                links[abstract_id] = style
        for number in root.iterchildren(w("num")):
            list_id, abstract_id = number.get(w("numId"), ""), value(number, "abstractNumId") or ""
            self._abstract_of[list_id] = by_style.get(links.get(abstract_id, ""), abstract_id)
            for override in number.iterchildren(w("lvlOverride")):
                level = whole_number(override.get(w("ilvl")))
                if (own := override.find(w("lvl"))) is not None:
                    self._own_levels[list_id][level] = ListLevel.of(own)
                if (start := value(override, "startOverride")) is not None:
                    self._starts[list_id][level] = whole_number(start, 1)

    def label(self, numbered: NumberedBy) -> ListLabel | None:
        """Return the label of the list's next paragraph on that level; None if the document defines no such level."""
        if (level := self._level(numbered.list_id, numbered.level)) is None:
            return None
        if level.number_format == "bullet":
            return ListLabel(_bullet(level.text), numbered.level, is_bullet=True)
        counts = self._count(numbered)
        if level.number_format == "none" and not level.text:
            return None

        def number(match: re.Match) -> str:
            place = int(match[1]) - 1
            described = self._level(numbered.list_id, place) or ListLevel()
            reached = counts[place] if counts[place] is not None else described.start
            return written_number(reached, "decimal" if level.is_legal else described.number_format)

        text = _PLACE.sub(number, level.text).strip()
        return ListLabel(text, numbered.level, is_bullet=False) if text else None

    def _level(self, list_id: str, level: int) -> ListLevel | None:
        own = self._own_levels.get(list_id, {}).get(level)
        return own or self._levels.get(self._abstract_of.get(list_id, ""), {}).get(level)

    def _count(self, numbered: NumberedBy) -> list[int | None]:
        """Count a paragraph, and return the counts of all levels.

        Lists with the same definition continue each other's numbers, unless one states its start (17.9.27).
        """
        counts = self._counts[self._abstract_of.get(numbered.list_id, "")]
        place = numbered.level
        described = self._level(numbered.list_id, place) or ListLevel()
        first = self._starts.get(numbered.list_id, {}).get(place)
        if first is not None and (numbered.list_id, place) not in self._begun:
            counts[place] = first
        elif counts[place] is None:
            counts[place] = described.start
        else:
            counts[place] += 1
        self._begun.add((numbered.list_id, place))
        for above in range(place):
            if counts[above] is None:
                counts[above] = (self._level(numbered.list_id, above) or ListLevel()).start
        for below in range(place + 1, _LEVELS):
            restart = getattr(self._level(numbered.list_id, below), "restarts_after", None)
            if restart is None or (restart and place < restart):
                counts[below] = None
        return counts


def written_number(number: int, number_format: str) -> str:
    """Write a number as Word does; formats that don't occur in Russian documents are written in Arabic digits."""
    if not 0 < number < _LARGEST:
        return str(number)
    if number_format in {"upperRoman", "lowerRoman"}:
        return _cased(_roman(number), number_format)
    if number_format in {"upperLetter", "lowerLetter"}:
        return _cased(_lettered(number, _LATIN), number_format)
    if number_format in {"russianUpper", "russianLower"}:
        return _cased(_lettered(number, _RUSSIAN), number_format)
    if number_format == "decimalZero":
        return f"{number:02d}"
    return "" if number_format == "none" else str(number)


def _cased(text: str, number_format: str) -> str:
    return text.lower() if "ower" in number_format else text


def _roman(number: int) -> str:
    written = ""
    for size, letters in _ROMAN + _ROMAN_ONES:
        written += letters * (number // size)
        number %= size
    return written


def _lettered(number: int, alphabet: str) -> str:
    """Write a number as a letter: A to Z, then AA, BB, and so on."""
    times, place = divmod(number - 1, len(alphabet))
    return alphabet[place] * (times + 1)


def _bullet(text: str) -> str:
    """Return dashes unchanged, and «•» for any other bullet, which is mostly a letter of a symbol font."""
    return text if text in {"-", "–", "—", "*"} else "•"
