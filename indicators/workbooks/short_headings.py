"""Finds the indicator that a short heading means: «рус. ЕГЭ», «% кач.», by its words and what stands over it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from indicators.catalogue.likeness import MEANINGLESS, own_words
from indicators.catalogue.models import Indicator
from indicators.quantity.units import PERCENT, is_counted_in_whole, unit_in_name, units_agree
from portal.text.keys import natural_key
from portal.text.phrases import is_word

SHORTENED = "по сокращённому названию"
_LONGEST = 200  # characters of a heading that is short for something
_LONGEST_NAME = 400
_MOST = 1_000  # headings of a file that are compared
# What departments write shortly, and the words that it stands for; «неясно» makes it likely at most.
_IN_FULL = [
    (re.compile(pattern, re.I), f" {meant} ")
    for pattern, meant in (
        (r"\b(?:в|от) обще\w+ (?:числ|колич)\w*", ""),
        (r"\b(?:ниже|не (?:преодол|достиг|набра)\w*) (?:мин\w*\.? )?(?:порог|балл)\w*", "ниже минимум"),
        (r"\b(?:получи|набра|имеют|показа)\w*", ""),
        (r"\b(?:отметк|оценк)\w*\W*(?=\d)", ""),
        (r"\((?:п|проф)\.?\)", "профильный"),
        (r"\((?:б|баз)\.?\)", "базовый"),
        (r"\bВКК\b", "высшая категория"),
        (r"\b[1I]\s?К?К\b", "первая категория"),
        (r"(?-i:\bПК\b)", "повышение квалификации"),
        (r"(?-i:\bДО\b)", "дополнительное образование неясно"),
        (r"\bдоп\.?\s*(?=образован)", "дополнительное"),
        (r"\bВШУ\b", "внутришкольный учёт"),
        (r"\bШНО?РО?\b", "школы с низкими результатами"),
        (r"\bвторогодник\w*|\b(?:2|второй)(?:-?о?й)? год\b", "повторное обучение оставить"),
        (r"\bмедалист\w*", "медаль"),
        (r"\bолимпиад\w*(?: школьник\w*)?|\bвсероссийск\w+ (?=олимп)", "всош"),
        (r"\bк(?:ол)?-во\b|\bчисл\.|\bвсего\b", "число"),
        (r"\bср\.?\s*/\s*", "средний"),
        (r"\bяз\b\.?", "язык"),
        (r"\bкл\b\.?", "класс"),
        (r"\b(?:чел|ед|шт)\b\.?", ""),
    )
]
_TOKEN = re.compile(r"[^\W_]+(?:-[а-яё]{1,5}(?![^\W_]))?\.?|%")
_CONTRACTED = re.compile(r"([а-яё]{2,})-([а-яё]{1,5})")
_ORDINALS = {"000001": "первый", "000002": "второй", "000003": "три"}
_FORMS = {
    "математик": "математика", "матем": "математика", "профиль": "профильный", "база": "базовый",
    "прошедшее": "пройти", "прошедший": "пройти",
}  # fmt: skip
# What names of indicators have and headings leave out, as it tells none of them from another.
_GENERIC = frozenset(
    ["ученик", "участник", "выпускник", "педагог", "ребенок", "знание", "обучение", "результат", "класс", "уровень",
     "язык", "категория", "квалификационный", "возраст", "обеспеченность", "охват", "степень", "обученность", "этап",
     "доля", "число", "семья", "пройти", "период", "школа", "особый", "успех", "учение", "будущий", "профессия",
     "выполнение"]
)  # fmt: skip
_EXAMS = frozenset(["егэ", "огэ", "впр", "гиа"])
_NEVER_LEFT_OUT = _EXAMS | {"не", "ниже", "минимум"}
_MEAN = frozenset(["средний", "балл"])
_LAST_CLASSES = frozenset(["000009", "000011"])
_SAYS_NOTHING = frozenset(
    ["год", "учебный", "показатель", "значение", "итог", "факт", "план", "изм", "который", "разрез", "улус", "район",
     "округ", "муниципалитет"]
)  # fmt: skip
_SMALL = frozenset(
    ["в", "во", "на", "по", "за", "и", "из", "от", "до", "к", "с", "со", "для", "при", "у", "о", "об", "них", "лет"]
)
_COUNTED = re.compile(r"\(([^()\d]{3,20})\)\s*$|,\s*([^,()\d]{3,20})$")
_THINGS = re.compile(r"семь?[ьея]й?$|класс\w*$|мест[оа]?$|ставок$|кабинет\w*$", re.I)
_SUBJECTS = re.compile(
    r"русск|матем|родн|литерат|обществ|физик|хими|биолог|географ|истори|информат|английск|иностран|окружающ|немецк"
    r"|профильн|базов"
)


class ShortFit(NamedTuple):
    """The one indicator that a heading fits; it is only `likely` if the heading leaves a telling word open."""

    indicator: int
    is_likely: bool


@dataclass(frozen=True)
class _Own:
    """An indicator's name taken apart."""

    words: frozenset[str]
    unit: str


class ShortHeadings:
    """Finds an indicator by a heading whose words are all in its name, and which leaves out no telling one."""

    def __init__(self, indicators: Mapping[int, Indicator]):
        names = {pk: _in_full(name) for pk, each in indicators.items() if len(name := str(each)) <= _LONGEST_NAME}
        self._own = {pk: _Own(_words(name), indicators[pk].unit) for pk, name in names.items()}
        self._known = frozenset().union(*(own.words for own in self._own.values()))
        self._written: dict[str, frozenset[str]] = {}
        """The words of the catalogue by how they are written in its names."""
        for name in names.values():
            for word in natural_key(name).split():
                self._written[word] = self._written.get(word, frozenset()) | (_words(word) & self._known)
        self._found: dict[tuple[str, str, str], ShortFit | None] = {}

    def find(self, heading: str, context: str = "", unit: str = "") -> ShortFit | None:
        """The one indicator that the heading fits with its `context`, the exam and the subject of the sheet."""
        key = (heading, context, unit)
        if key not in self._found:
            is_read = heading.strip() and len(heading) + len(context) <= _LONGEST and len(self._found) < _MOST
            self._found[key] = self._find(*key) if is_read else None
        return self._found[key]

    def _find(self, heading: str, context: str, unit: str) -> ShortFit | None:
        tokens, said = self._tokens(heading), self._tokens(context)
        unit = unit or _unit_of(heading)
        fits = [fit for pk in self._own if (fit := self._fit(pk, tokens, said, unit))]
        least = min((fit.lacks for fit in fits), default=0)
        best = [fit for fit in fits if fit.lacks == least]
        return ShortFit(best[0].indicator, is_likely=least > 0) if len(best) == 1 else None

    def _tokens(self, text: str) -> list[frozenset[str]]:
        """The words that each part of a heading may mean; an unknown one means itself."""
        found = [meant for part in _TOKEN.findall(_in_full(text)) if (meant := self._meant(part))]
        exam = next(iter(frozenset().union(*found) & {"егэ", "огэ"}), "") if found else ""
        # The class of an exam goes without saying.
        return [meant for meant in found if not (exam and meant <= _LAST_CLASSES | {"класс"})]

    def _meant(self, part: str) -> frozenset[str]:
        """The words of the catalogue for a word, an abbreviation («рус.») or a contraction («кач-во»)."""
        word = natural_key(part.rstrip("."))
        if not word or word in _SMALL or (len(word) == 1 and word != "%"):
            return frozenset()
        if contracted := _CONTRACTED.fullmatch(part.casefold().replace("ё", "е").rstrip(".")):
            return self._begun(contracted[1], contracted[2]) or _words(word)
        meant = _words(word)
        if word in _ORDINALS:
            meant |= {_ORDINALS[word]}
        is_shortened = part.endswith(".") or not is_word(word)
        if meant & self._known or not is_shortened or not word.isalpha():
            return meant
        return self._begun(word) or meant

    def _begun(self, first: str, last: str = "") -> frozenset[str]:
        begun = (own for own in self._written if own.startswith(first) and own.endswith(last) and own != first)
        return frozenset().union(*(self._written[own] for own in begun))

    def _fit(self, pk: int, tokens: list[frozenset[str]], said: list[frozenset[str]], unit: str) -> "_Fit | None":
        """How many words the heading lacks or has beyond the indicator's; None if they can't mean it."""
        own = self._own[pk]
        if _is_of_things(unit) or not units_agree(unit, own.unit) or any(not meant & own.words for meant in said):
            return None
        matched, hits, extra = frozenset().union(*said), frozenset(), 0
        for meant in tokens:
            if hit := meant & own.words:
                matched, hits = matched | hit, hits | hit
            elif self._contradicts(meant, own):
                return None
            elif not meant & (_SAYS_NOTHING | MEANINGLESS | _GENERIC):
                extra += 1
        telling = hits - _GENERIC - frozenset().union(*said)
        is_counted = bool(unit) or any("число" in meant for meant in tokens)
        is_plain = all(meant & (own.words | {"число"}) for meant in tokens)
        if not telling and (extra or own.words - matched - {"число"} or not is_counted or not is_plain):
            return None
        lacks = _lacked(own.words - matched, matched, unit)
        never = lacks & _NEVER_LEFT_OUT or any(word.isdigit() or _SUBJECTS.match(word) for word in lacks)
        count = len(lacks) + extra
        if not count and (self._lacks_measure(own, matched, tokens, unit) or self._lacks_percent(own, tokens, unit)):
            count = 1
        return None if never or count > 1 else _Fit(pk, count)

    @staticmethod
    def _lacks_measure(own: _Own, matched: frozenset[str], tokens: list[frozenset[str]], unit: str) -> bool:
        """Whether a heading names an exam and a subject, but not what of it is given: marks, or how many sat it."""
        if not own.words & _EXAMS or any(meant & {"число", "участник", "доля"} for meant in tokens):
            return False
        return not unit and not any(
            not _SUBJECTS.match(word) for word in matched - _GENERIC - _EXAMS if word not in _SAYS_NOTHING
        )

    @staticmethod
    def _lacks_percent(own: _Own, tokens: list[frozenset[str]], unit: str) -> bool:
        """Return whether of a share nothing says that it is one, so that people may be counted: «Ниже порога»."""
        return "доля" in own.words and unit != PERCENT and not any("доля" in meant for meant in tokens)

    def _contradicts(self, meant: frozenset[str], own: _Own) -> bool:
        if "число" in meant:
            return not is_counted_in_whole(own.unit)
        if "доля" in meant:
            return own.unit != PERCENT
        is_telling = meant & _NEVER_LEFT_OUT or any(word.isdigit() for word in meant)
        return bool(is_telling or meant & self._known - _GENERIC)


class _Fit(NamedTuple):
    indicator: int
    lacks: int


def _in_full(text: str) -> str:
    for pattern, meant in _IN_FULL:
        text = pattern.sub(meant, text)
    return text


@lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    """Telling words in their dictionary form, subjects whatever their case."""
    return frozenset(_FORMS.get(word, word) for word in own_words(text))


def _lacked(words: frozenset[str], matched: frozenset[str], unit: str) -> frozenset[str]:
    """What a heading leaves out and should not; a mean is one thing, and families are no children."""
    lacks = words - _GENERIC - _SMALL
    if "семья" in matched:
        lacks |= words & {"ребенок"}
    if lacks >= _MEAN:
        lacks -= _MEAN if unit == "балл" else {"средний"}
    if "класс" in words and words & _LAST_CLASSES:
        lacks = lacks - _LAST_CLASSES | {"класс"}
    return lacks


def subjects_in(text: str) -> set[str]:
    """The school subjects that a text names, each by the beginning of its name."""
    return {subject for subject in _SUBJECTS.findall(natural_key(text)) if subject not in ("профильн", "базов")}


def _unit_of(heading: str) -> str:
    """The unit that a heading gives; what is counted otherwise («семей», «классов») is one too."""
    if "%" in heading:
        return PERCENT
    counted = _COUNTED.search(heading.strip())
    word = (counted[1] or counted[2]).strip() if counted else ""
    return unit_in_name(heading) or unit_in_name(f", {word}") or (word if _is_of_things(word) else "")


def _is_of_things(word: str) -> bool:
    return _THINGS.match(word) is not None
