"""Cuts a term into tokens: dates, numbers, words, dashes, marks."""

import html
import re
import unicodedata
from enum import Enum, auto
from typing import NamedTuple

from roadmap.term.vocabulary import is_known, spelled

_DASH = re.compile("[\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d~\u223c]")
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_QUOTED_DAY = re.compile(r"[«\"“„]\s*(\d\d?)\s*[»\"”“]")
_THIS_YEAR = re.compile(r"\b[тс]\.\s?г\b\.?", re.IGNORECASE)
_HEADING = re.compile(
    r"^\s*сроки?(?:\s+(?:исполнения|выполнения|реализации|проведения|представления))?\s*(?::|\s-\s)", re.IGNORECASE
)
_SHORTENED = {
    "течение ": r"теч\.",
    "полугод": r"п\s?/\s?год(?=и)",
    "полугодие": r"п\s?/\s?г(?!\w)",
    "месяц": r"м-ц(?=(?:а|е|у|ы|ев|ам|ах)?(?!\w))",
    "квартал": r"кв-л(?=(?:а|е|у|ы|ов|ам|ах)?(?!\w))",
    "последний ": r"посл(?:ед)?\.",
}
_SHORTENED_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(f'({short})' for short in _SHORTENED.values())})", re.IGNORECASE)
_LIST_OF_YEARS = re.compile(r"(?<![\d/])[12]\d{3}(?:\s?/\s?[12]\d{3}){2,9}(?![\d/])")
# «01.сен.26», «12-май-2027», as spreadsheets write days
_DAY_OF_SPREADSHEET = re.compile(
    r"(?<![\d.])(\d\d?)[.-]((?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]{0,6})"
    r"(?:\.?[.-](?:20)?(\d\d))?(?!\w)",
    re.IGNORECASE,
)
_ENDING_OF_YEAR = re.compile(r"(?<!\d)([12]\d{3})-(?:й|го|м|му|е|ые|х|ых)(?!\w)")
_ROMAN_MONTH = re.compile(r"(?<!\w)(\d\d?\.)?([IVXІХ]{1,4})\s?\.\s?(?=(?:19|20)\d\d(?!\d))")
_ROMAN_MONTHS_OF_YEAR = re.compile(
    r"(?<![\w-])(?:([IVXІХ]{1,4})\s?-\s?)?([IVXІХ]{2,4}|(?<=-)[VXХ]|(?<=-\s)[VXХ])(?:\s?\.\s?|\s)(?=(?:19|20)\d\d(?!\d))"
)
_ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_LAST_QUARTER = 4
# «п. 2.1» is a place in a paper, not the second of January.
_NUMBER_OF_PLACE = re.compile(
    r"(?<!\w)((?:п{1,2}|(?:под)?пункт\w{0,3}|раздел\w{0,3})\.?\s?)\d{1,2}(?:\.\d{1,2}){1,3}(?!\.?\d)",
    re.IGNORECASE,
)
_BROKEN_WORD = re.compile(r"([а-яё]{2,})-[^\S\n]*\n\s*([а-яё]{2,})", re.IGNORECASE)

_TOKEN = re.compile(
    r"""
      (?P<BLANK>  [\s_*]+ )
    | (?P<ISO>    (?<!\d) [12]\d\d\d[-.][01]\d[-.][0-3]\d (?!\d) )
    | (?P<DATE>   (?<!\d) \d\d?\ ?[./]\ ?\d\d?\ ?[./]\ ?\d{4} (?!\d) | (?<!\d) \d\d?[./]\d\d?[./]\d\d (?!\d)
                | (?<!\d) \d\d?-\d\d-\d{4} (?!\d) )
    | (?P<MONTH>  (?<!\d) \d\d?[./]\d{4} (?!\d) )
    | (?P<DAY>    (?<!\d) \d\d?\.\d\d?  (?!\d) )
    | (?P<NUMBER> \d+ )
    | (?P<ROMAN>  (?<![^\W\d_]) (?: [IІ]{1,3} | [IІ1][VУ] ) (?! [A-Za-zІі] ) )
    | (?P<WORD>   [^\W\d_]+ )
    | (?P<DASH>   -(?:\ {0,3}-)* )
    | (?P<MARK>   \.{2,} | . )
    """,
    re.VERBOSE | re.DOTALL,
)

_UNFILLED_YEAR = re.compile(r"(?<!\d)20_+")
_UNFILLED = re.compile(
    r"_{3,}|(?<![^\W\d_])__(?![^\W\d_])|(?<!\w)_(?!\w)|(?<!\d)20_|…+(?=\s*\w)|\.{3,}(?=\s*\w)|(?<!\w)[XxХх]{2,4}(?!\w)"
    r"|[«\"“„(\[][\s._…]*[»\"”)\]]"
)

_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "1V": 4}


class TermTokenSort(Enum):
    DATE = auto()
    NUMBER = auto()
    ROMAN = auto()
    WORD = auto()
    DASH = auto()
    MARK = auto()
    END = auto()


class TermToken(NamedTuple):
    """A token of a term.

    `word` is what rules compare. A date has those of `day`, `month` and `year` that are written, a number its value.
    """

    sort: TermTokenSort
    text: str
    word: str
    is_glued: bool = False  # no blank before it
    number: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None


def tokens_of(text: str) -> tuple[list[TermToken], list[tuple[str, str]]]:
    """Return all tokens with an END behind them, and pairs of misspelled words and what they are read as."""
    tokens, misspelled, is_glued = [], [], True
    for match in _TOKEN.finditer(_clean_text(text)):
        if match.lastgroup == "BLANK":
            is_glued = False
            continue
        token = _build_token(match.lastgroup, match[0], is_glued)
        if token.sort is TermTokenSort.WORD:
            word = spelled(token.word)
            if word != token.word:
                misspelled.append((token.text, word))
                token = token._replace(word=word)
        tokens.append(token)
        is_glued = True
    tokens.append(TermToken(TermTokenSort.END, "", ""))
    return tokens, misspelled


def is_unfilled(text: str) -> bool:
    """Return whether a date was left blank: «до «___» ______ 20__ г.», «до ……… 2024 г.», «до ХХ.ХХ.2024»."""
    return bool(_UNFILLED.search(_TAG.sub(" ", html.unescape(text))))


def _clean_text(text: str) -> str:
    """Remove remains of HTML, hidden characters, and hyphens that divide a word at the end of a line."""
    text = _UNFILLED_YEAR.sub(" ", _TAG.sub(" ", html.unescape(text)))
    text = _DASH.sub("-", _HIDDEN.sub("", "№".join(unicodedata.normalize("NFKC", part) for part in text.split("№"))))
    text = _SHORTENED_WORD.sub(lambda found: list(_SHORTENED)[found.lastindex - 1], _QUOTED_DAY.sub(r"\1", text))
    text = _THIS_YEAR.sub("текущего года", _HEADING.sub(" ", text))
    text = _ROMAN_MONTH.sub(_write_month, _ROMAN_MONTHS_OF_YEAR.sub(_write_months, text))
    text = _DAY_OF_SPREADSHEET.sub(_write_day, text)
    text = _NUMBER_OF_PLACE.sub(r"\1", _ENDING_OF_YEAR.sub(r"\1", text))
    # «2020/2021/2022» is a list; only two years with a slash are a school year.
    text = _LIST_OF_YEARS.sub(lambda years: years[0].replace("/", ", "), text)
    return _BROKEN_WORD.sub(_join_word, text)


def _write_day(match: re.Match) -> str:
    day, month, year = match.groups()
    return f"{day} {month} 20{year}" if year else f"{day} {month}"


def _write_month(match: re.Match) -> str:
    """Return «11.» for «XI.» before a year; «IV.2027» without a day may as well be a quarter and stays."""
    day, number = match[1] or "", _number_of_roman(match[2])
    return f"{day}{number:02}." if number > (0 if day else _LAST_QUARTER) else match[0]


def _write_months(match: re.Match) -> str:
    """Return «09-12.» for «IX-XII» before a year; «II-IV» may as well be quarters and stays."""
    first, last = (_number_of_roman(roman or "") for roman in match.groups())
    is_in_order = 0 < first < last if match[1] else True
    if not is_in_order or last <= _LAST_QUARTER:
        return match[0]
    return f"{first:02}-{last:02}." if match[1] else f"{last:02}."


def _number_of_roman(roman: str) -> int:
    roman = roman.replace("І", "I").replace("Х", "X")
    return _ROMAN_MONTHS.index(roman) + 1 if roman in _ROMAN_MONTHS else 0


def _join_word(match: re.Match) -> str:
    whole = "".join(match.groups())
    return whole if is_known(whole.casefold()) else match[0]


def _build_token(kind: str, written: str, is_glued: bool) -> TermToken:
    if kind == "ISO":
        year, month, day = (int(part) for part in re.split(r"\D", written))
        return TermToken(TermTokenSort.DATE, written, written, is_glued, None, day, month, year)
    if kind in ("DATE", "MONTH", "DAY"):
        numbers = [int(part) for part in re.split(r"\D+", written)]
        day, month, year = {"DATE": (*numbers[:3],), "MONTH": (None, *numbers), "DAY": (*numbers, None)}[kind]
        if year is not None and year < 100:
            year += 2000
        return TermToken(TermTokenSort.DATE, written, written, is_glued, None, day, month, year)
    if kind == "NUMBER":
        number = int(written) if len(written) <= 4 else None
        return TermToken(TermTokenSort.NUMBER, written, written, is_glued, number)
    if kind == "ROMAN":
        number = _ROMAN[written.replace("І", "I").replace("У", "V")]
        return TermToken(TermTokenSort.ROMAN, written, written, is_glued, number)
    sort = TermTokenSort[kind]
    if sort is TermTokenSort.WORD:
        return TermToken(sort, written, _normalise_word(written), is_glued)
    return TermToken(sort, written, "-" if sort is TermTokenSort.DASH else written.replace("\\", "/"), is_glued)


_LOOK_ALIKES = str.maketrans("ABCEHKMOPTXacekopxy", "АВСЕНКМОРТХасекорху")


def _normalise_word(written: str) -> str:
    """Return the word in lower case, with «е» for «ё» and Cyrillic letters for Latin ones that look the same."""
    return written.translate(_LOOK_ALIKES).casefold().replace("ё", "е").replace("y", "у")
