"""Writes names of schools as the municipality has them: «СОШ1», «СОШ № 1-3», «ТСОШ № 3», «В(С)Ш», «Новоильинская»."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from schools.directory.name_words import name_words, stems

_NOUN = r"\b(?:[сон]?ош|[сн]ш|школ[аы]|гимнази[яи]|лице[йи])"
_GLUED_NUMBER = re.compile(rf"({_NOUN})(?=\d{{1,3}}\b)", re.IGNORECASE)
_NUMBERS = re.compile(rf"{_NOUN}[№\d\s,и–—-]{{2,80}}", re.IGNORECASE)
_RANGE = re.compile(r"(?<![\d-])(\d{1,3})\s?[-–—]\s?(?:№\s?)?(\d{1,3})(?!\s?[-–—]?\d)")
_OF_CLASSES = re.compile(r"-?\w{0,2}\s?(?:кл|ступ|уровн)", re.IGNORECASE)
_LONGEST_RANGE = 40
_WORD = re.compile(r"[А-ЯЁа-яё]{3,40}(?:-[А-ЯЁа-яё]{3,40})?")
_INITIALS = re.compile(r"\b[А-ЯЁ]{1,4}(?:[СОН]ОШ|[СОН]Ш)\b")
# How each level is abbreviated behind the initials of a school's name.
_LEVELS = {"secondary": ("СОШ", "СШ"), "basic": ("ООШ", "ОШ"), "primary": ("НОШ", "НШ")}
_SORTS = {
    "evening": ("вечерняя школа", re.compile(r"(?<!\w)(?:ВО?\(С\)О?Ш|ВСО?Ш|ВОШ|О\(С\)ОШ)(?!\w)")),
    "boarding": ("школа-интернат", re.compile(r"(?<!\w)С?О?ШИ(?!\w)")),
    "special": ("коррекционная школа", re.compile(r"(?<!\w)(?:С?\(К\)О?Ш|С?КО?Ш)(?!\w)")),
}


@dataclass(frozen=True)
class _Directory:
    """How the names of a municipality's schools are written, to be looked up by how a person writes them.

    `compounds` has the length of the first half of each hyphenated word by the stems of the whole, `words` the stems
    of all other words, `initials` the names by their initials, `sorts` the unusual kinds of schools that are there.
    """

    compounds: dict[str, int]
    words: frozenset[str]
    initials: dict[str, frozenset[str]]
    sorts: frozenset[str]


def write_as_listed(text: str, schools: Mapping[int, str]) -> tuple[str, list[str]]:
    """Return the text with schools called as the municipality calls them, and doubts about what was guessed."""
    directory = _read_directory(tuple(schools.values()))
    doubts: list[str] = []
    text = _GLUED_NUMBER.sub(r"\1 № ", text)
    text = _NUMBERS.sub(lambda found: _write_ranges(found, doubts), text)
    text = _WORD.sub(lambda found: _write_word(found[0], directory), text)
    text = _INITIALS.sub(lambda found: _write_name(found[0], directory, doubts), text)
    for sort in sorted(directory.sorts & _SORTS.keys()):
        written, pattern = _SORTS[sort]
        text = pattern.sub(written, text)
    return text, doubts


@lru_cache(maxsize=200)
def _read_directory(names: tuple[str, ...]) -> _Directory:
    compounds, words = {}, set()
    initials = defaultdict(set)
    for name in names:
        for word in _WORD.findall(name):
            first, _, second = word.casefold().replace("ё", "е").partition("-")
            if second:
                compounds |= dict.fromkeys(stems(first + second), len(first))
            else:
                words |= stems(first)
        taken = name_words(name)
        for level in taken.levels if taken.words and not taken.sorts else ():
            letters = "".join(word[0].upper() for word in taken.words)
            whole = " ".join(word.capitalize() for word in taken.words)
            for noun in _LEVELS[level]:
                initials[letters + noun].add(f"{whole} {noun}")
    sorts = frozenset(sort for name in names for sort in name_words(name).sorts)
    return _Directory(compounds, frozenset(words), {key: frozenset(found) for key, found in initials.items()}, sorts)


def _write_ranges(found: re.Match, doubts: list[str]) -> str:
    """Return «СОШ № 1 и № 2 и № 3» for «СОШ № 1-3»; «СОШ 1-3 классов» stays as it is."""
    if _OF_CLASSES.match(found.string, found.end()):
        return found[0]

    def write(numbers: re.Match) -> str:
        first, last = int(numbers[1]), int(numbers[2])
        if not first < last <= first + _LONGEST_RANGE:
            return numbers[0]
        doubts.append(f"«{numbers[0]}» прочитано как все номера с {first} по {last}.")
        return " и № ".join(map(str, range(first, last + 1)))

    return _RANGE.sub(write, found[0])


def _write_word(word: str, directory: _Directory) -> str:
    """Return «Ново-Ильинская» for «Новоильинская», «Верхнехаргинская» for «Верхне-Харгинская»."""
    first, _, second = word.partition("-")
    known = stems((first + second).casefold().replace("ё", "е"))
    if second:
        is_listed = directory.words & known and not directory.compounds.keys() & known
        return first + second.casefold() if is_listed else word
    at = next((directory.compounds[stem] for stem in known if stem in directory.compounds), 0)
    is_listed = at and not directory.words & known
    return f"{word[:at]}-{word[at:].capitalize()}" if is_listed else word


def _write_name(written: str, directory: _Directory, doubts: list[str]) -> str:
    """Return «Туранская СОШ» for «ТСОШ», if only one name has these initials."""
    names = directory.initials.get(written, frozenset())
    is_level = any(written in nouns for nouns in _LEVELS.values())  # «СОШ» is no «Советская ОШ»
    may_be_sort = is_level or any(_SORTS[sort][1].fullmatch(written) for sort in directory.sorts & _SORTS.keys())
    if len(names) != 1 or may_be_sort:
        return written
    (name,) = names
    doubts.append(f"«{written}» прочитано как «{name}».")
    return name
