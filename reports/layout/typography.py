"""Words that stay on one line, whatever the format: spaces become such that do not break, numbers get joiners.

A joiner says where a line could break and may not; each format has its own way to hold the two sides together.
"""

import re

NO_BREAK_SPACE = "\u00a0"
WORD_JOINER = "\u2060"

_UNITS = (
    r"%|‰|г\.|гг\.|год(?:а|у|ом|е|ы|ов)?|уч\.|чел\.|человек[а-я]?|балл(?:а|ов|ы)?|руб\.|рублей|тыс\.|млн|млрд|"
    r"п\. ?п\.|час(?:а|ов)?|ч\.|мин\.|шт\.|кл\.|школ(?:а|ы)?|класс(?:а|ов|ы)?"
)
_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_TOGETHER = re.compile(
    r"№{1,2} ?\d[\w/-]{0,12}|(?<!\d)\d{4} [-–] \d{4}(?!\d)"
    # A letter-spaced «п р и к а з ы в а ю:».
    r"|(?<!\w)(?:[^\W\d_] ){3,}[^\W\d_](?!\w):?"
    # «И. О. Фамилия», «Фамилия И.О.»
    r"|(?<!\w)[А-ЯЁ]\. ?(?:[А-ЯЁ]\. ?)?[А-ЯЁ][а-яё]{2,}|(?<!\w)[А-ЯЁ][а-яё]{2,} [А-ЯЁ]\. ?[А-ЯЁ]\."
    rf"|(?<!\d)\d{{1,2}} (?:{_MONTHS})(?!\w)"
    rf"|\d (?:{_UNITS})(?!\w)"
    r"|(?<!\w)(?:ст|п|пп|пункт|гл|стр|д|кв)\. \d|(?<!\w)(?:г|ул|пос|пер)\. (?=[А-ЯЁ])|(?<!\w)т\. (?=[а-я]\.)"
    r"|(?<!\w)уч\. год"
    # No line begins with a dash.
    r"|(?<=\S) (?=[—–-] )"
)
_SHORT_WORD = re.compile(r"(?<!\w)(?:[авикосуя]|во|до|за|из|ко|на|не|ни|но|об|от|по|со) (?=\w|«)", re.IGNORECASE)

# «2026–2028», «2019/2020», «201-од», «10-х»
_WITHIN_NUMBER = re.compile(r"(?<=\d)(?:[-–—/](?=\d)|[-/](?=[^\W\d_]{1,3}(?!\w)))")


def kept_together(text: str, *, is_running: bool = False) -> str:
    """In running text, whose lines are long, a preposition also stays with its word."""
    kept = _TOGETHER.sub(_unbroken, text)
    return _SHORT_WORD.sub(_unbroken, kept) if is_running else kept


def _unbroken(words: re.Match) -> str:
    return words[0].replace(" ", NO_BREAK_SPACE)


def with_joiners(text: str) -> str:
    """Behind the dashes and strokes within a number, and before a long dash too."""
    return _WITHIN_NUMBER.sub(_joined, text)


def _joined(sign: re.Match) -> str:
    return f"{WORD_JOINER * (sign[0] == '—')}{sign[0]}{WORD_JOINER}"
