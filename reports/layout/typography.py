"""Keeps words together on one line in every format: spaces become no-break spaces, numbers get word joiners.

A joiner marks a place where a line could break but must not; each format has its own way to prevent that.
"""

import re

from portal.text.cases import Case, month_in_case

NO_BREAK_SPACE = "\u00a0"
WORD_JOINER = "\u2060"

_UNITS = (
    r"%|‰|г\.|гг\.|год(?:а|у|ом|е|ы|ов)?|уч\.|чел\.|человек[а-я]?|балл(?:а|ов|ы)?|руб\.|рублей|тыс\.|млн|млрд|"
    r"п\. ?п\.|час(?:а|ов)?|ч\.|мин\.|шт\.|кл\.|школ(?:а|ы)?|класс(?:а|ов|ы)?"
)
_MONTHS = "|".join(month_in_case(number, Case.GENITIVE) for number in range(1, 13))
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
    """Put no-break spaces where words belong together: «№ 5», «И. О. Фамилия», «1 сентября», «5 %».

    In running text, whose lines are long, a preposition also stays with its word.
    """
    kept = _TOGETHER.sub(_with_no_break_spaces, text)
    return _SHORT_WORD.sub(_with_no_break_spaces, kept) if is_running else kept


def _with_no_break_spaces(words: re.Match) -> str:
    return words[0].replace(" ", NO_BREAK_SPACE)


def with_joiners(text: str) -> str:
    """Put joiners behind the dashes and strokes within numbers («2026–2028», «201-од»), and before long dashes too."""
    return _WITHIN_NUMBER.sub(_add_joiners, text)


def _add_joiners(sign: re.Match) -> str:
    return f"{WORD_JOINER * (sign[0] == '—')}{sign[0]}{WORD_JOINER}"
