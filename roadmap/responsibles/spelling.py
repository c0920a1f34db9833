"""Corrects slips of typing in the words that say who is meant: «комитет по оброзованию», two words typed as one."""

import re
from difflib import get_close_matches
from functools import lru_cache

from portal.text.keys import in_cyrillic, natural_key
from roadmap.responsibles.known_words import is_known

_ENDINGS = {
    **dict.fromkeys(("образовани", "организаци", "учреждени", "управлени"), "е и й ю я ем ям ях ями"),
    **dict.fromkeys(("образовательн", "общеобразовательн", "муниципальн"), "ый ого ому ая ой ое ые ых ым ыми"),
    **dict.fromkeys(("руководител", "заместител"), "ь я ю и ей ем ями"),
    "методическ": "ий ого ому ая ой ое ие им",
    **dict.fromkeys(("специалист", "координатор", "департамент", "начальник"), "а у ом ы ов"),
}
_WORDS = tuple(stem + ending for stem, endings in _ENDINGS.items() for ending in endings.split())
_WORD = re.compile(r"[а-яё]{8,60}", re.IGNORECASE)
_LONGEST_WORD = 30  # what is longer is several words
_GLUED = re.compile(
    r"(?<=образовательных)(?=организаци|учреждени)|(?<=образовательные)(?=организаци|учреждени)"
    r"|(?-i:(?<=[а-яё]{5})(?=[А-ЯЁ]))"
    r"|(?<=управление)(?=образования)|(?<=отдел)(?=образования)"
    r"|(?:(?<=руководители)|(?<=заместители))(?=общеобраз|образоват|школ|директор)|(?<=директора)(?=общеобраз|образоват|школ)",
    re.IGNORECASE,
)
_CLOSE = 0.88
_BROKEN = re.compile(r"(?<![А-ЯЁа-яё])([А-ЯЁа-яё]{2,30})-\n([А-ЯЁа-яё]{2,30})(?![А-ЯЁа-яё])")
_ZERO_FOR_LETTER = re.compile(r"(?<=[А-ЯЁ])0(?=[А-ЯЁ])")
_ADDRESS_OF_NET = re.compile(r"(?:https?://|\bwww\.)\S{1,300}|[\w.+-]{1,64}@[\w-]{1,60}\.[\w.-]{2,60}")
_DUTIES = r"отч[её]т\w{0,3}|проведение|контроль|свод|сбор|анализ|мониторинг|координация|подготовка|исполнение|обобщение"
_DUTY_IN_BRACKETS = re.compile(rf"\s?\((?:{_DUTIES})(?:(?:,| и) (?:{_DUTIES}))?\)", re.IGNORECASE)


def correct_letters(text: str) -> str:
    """Return the text in Russian letters alone, with broken words joined, without addresses of the net.

    A duty in brackets («отчёт») goes too, as it says what somebody does, not who.
    """
    text = _ZERO_FOR_LETTER.sub("О", in_cyrillic(_ADDRESS_OF_NET.sub(" ", text), whole_words=True))
    return _DUTY_IN_BRACKETS.sub(" ", _BROKEN.sub(_join_word, text))


def _join_word(broken: re.Match) -> str:
    """Return «образованию» for «обра-» and «зованию», «школы-участницы» for two words with a hyphen between them."""
    first, rest = broken.groups()
    if is_known(natural_key(first + rest)) and rest.islower() and not is_known(natural_key(rest)):
        return first + rest
    return broken[0] if first.isupper() else f"{first}-{rest}"


def correct_spelling(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the text without slips, and pairs of what was written and what it is read as."""
    slips: list[tuple[str, str]] = []

    def correct(found: re.Match) -> str:
        word = _correct_word(found[0])
        if word != found[0]:
            slips.append((found[0], word))
        return word

    return _WORD.sub(correct, text), slips


@lru_cache(maxsize=4096)
def _correct_word(written: str) -> str:
    word = _GLUED.sub(" ", written)
    if word != written or len(written) > _LONGEST_WORD or is_known(natural_key(written)):
        return word
    return next(iter(get_close_matches(written.casefold(), _WORDS, n=1, cutoff=_CLOSE)), written)
