"""Cuts the text of a cell into tokens: figures, words, dashes, comparisons and other marks."""

import re
from enum import Enum, auto
from typing import NamedTuple

from indicators.quantity.figures import RUN_OF_DIGITS, WrittenFigure, read_figure
from indicators.quantity.numerals import IN_WORDS, number_of, words_of_number
from portal.text.keys import in_cyrillic

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"

# Invisible characters separate tokens like a blank, so that «70» and «80» with one between them never become 7080.
_BLANKS = r"\s\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"

# Behind a figure they refer to a footnote; they are never part of a word.
SUPERSCRIPTS = "\u00b9\u00b2\u00b3\u2070\u2074-\u2079"

_LETTER = rf"[^\W\d_{SUPERSCRIPTS}]"
_TOKEN = re.compile(
    rf"""
      (?P<BLANK>      [{_BLANKS}]+ )
    | (?P<NAME>       (?<=[«"“„])[0-9]{{1,4}}\+(?=[»"”“]) )
    | (?P<FIGURE>     {RUN_OF_DIGITS} | (?:(?<=[{_BLANKS}])|^)[.,][0-9]+ )
    | (?P<WORD>       {_LETTER}+ (?:[{DASHES}]{_LETTER}+)* | [%％‰₽] | [°º]/[оo0] )
    | (?P<COMPARISON> > [^\S\n]? = | = [^\S\n]? > | < [^\S\n]? = | = [^\S\n]? < | [<>≤≥⩽⩾] )
    | (?P<DASH>       [{DASHES}] )
    | (?P<MARK>       \.{{2,}} | . )
    """,
    re.VERBOSE | re.DOTALL,
)
# «не ме-» and «нее» in the next line; «кол-» and «во» stay two.
_BROKEN_WORD = re.compile(r"(?<=[а-яё]{2})-[^\S\n]?\n[^\S\n]?(?=[а-яё]{2})(?!(?:в[оаеу]|вом|ся|ти|то)\b)")
_PERCENTS = frozenset(("％", "°/о", "°/0", "º/о", "º/0"))
_BRACKETS = {"[": "(", "]": ")"}
_PARTS_OF_RANGE = 2
_ANY_DASH = re.compile(f"[{DASHES}]")
_COMPARISONS = {">=": ">=", "=>": ">=", "≥": ">=", "⩾": ">=", "<=": "<=", "=<": "<=", "≤": "<=", "⩽": "<="}


class ValueTokenSort(Enum):
    FIGURE = auto()
    WORD = auto()
    COMPARISON = auto()
    DASH = auto()
    MARK = auto()
    END = auto()


class ValueToken(NamedTuple):
    """One token; `word` is the form that rules compare: lower case, «е» for «ё», one kind of dash and of comparison."""

    sort: ValueTokenSort
    text: str
    word: str
    is_glued: bool  # no blank before it
    is_first_in_line: bool = False
    figure: WrittenFigure | None = None


def tokens_of(text: str) -> list[ValueToken]:
    """All tokens of the text, closed by an END.

    Blanks are dropped; `is_glued` says that there was none before a token. Numbers in words become figures, Latin
    letters that look like Russian ones become these, and words broken over two lines are joined.
    """
    tokens, is_glued, is_first_in_line, has_numerals = [], False, True, False
    text = in_cyrillic(text, whole_words=True)
    for match in _TOKEN.finditer(_BROKEN_WORD.sub("", text) if "\n" in text else text):
        if match.lastgroup == "BLANK":
            is_glued = False
            is_first_in_line = is_first_in_line or "\n" in match[0]
            continue
        sort = ValueTokenSort.WORD if match.lastgroup == "NAME" else ValueTokenSort[match.lastgroup]
        written = match[0]
        figure = read_figure(written) if sort is ValueTokenSort.FIGURE else None
        word = _normalize_word(sort, written)
        token = ValueToken(sort, written, word, is_glued, is_first_in_line, figure)
        parts = _from_to_in_words(token) if "-" in word else []
        has_numerals = has_numerals or word in IN_WORDS or bool(parts)
        tokens += parts or [token]
        is_glued, is_first_in_line = True, False
    tokens.append(ValueToken(ValueTokenSort.END, "", "", is_glued=False))
    return _join_numerals(tokens) if has_numerals else tokens


def _from_to_in_words(token: ValueToken) -> list[ValueToken]:
    """The three tokens of two numerals with a dash between («две-три»), the second being larger; [] for other words."""
    words = token.word.split("-")
    if len(words) != _PARTS_OF_RANGE or not IN_WORDS.issuperset(words) or number_of(words[:1]) >= number_of(words[1:]):
        return []
    first, second = words
    low = token._replace(text=token.text[: len(first)], word=first)
    dash = ValueToken(ValueTokenSort.DASH, token.text[len(first)], "-", is_glued=True)
    return [low, dash, ValueToken(ValueTokenSort.WORD, token.text[len(first) + 1 :], second, is_glued=True)]


def _join_numerals(tokens: list[ValueToken]) -> list[ValueToken]:
    """The tokens with each number in words joined to one figure: «двадцать четыре» becomes 24."""
    joined, place = [], 0
    while place < len(tokens):
        length = words_of_number(tokens[end].word for end in range(place, len(tokens)))
        if not length:
            joined.append(tokens[place])
            place += 1
            continue
        words = tokens[place : place + length]
        number = number_of([token.word for token in words])
        text = " ".join(token.text for token in words)
        joined.append(
            words[0]._replace(sort=ValueTokenSort.FIGURE, text=text, figure=WrittenFigure(number, is_in_words=True))
        )
        place += length
    return joined


def simple_words(text: str) -> str:
    """The text as a key for look-ups: lower case, «е» for «ё», one kind of dash, single blanks."""
    return " ".join(_ANY_DASH.sub("-", re.sub(f"[{_BLANKS}]+", " ", text)).casefold().replace("ё", "е").split())


def _normalize_word(sort: ValueTokenSort, written: str) -> str:
    if sort is ValueTokenSort.WORD:
        word = _ANY_DASH.sub("-", written.casefold().replace("ё", "е"))
        return "%" if word in _PERCENTS else word
    if sort is ValueTokenSort.COMPARISON:
        sign = "".join(written.split())
        return _COMPARISONS.get(sign, sign)
    return "-" if sort is ValueTokenSort.DASH else _BRACKETS.get(written, written)
