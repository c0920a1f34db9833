"""A cell cut into tokens: figures, words, dashes, comparisons, marks."""

import re
from enum import Enum, auto
from typing import NamedTuple

from indicators.quantity.figures import RUN_OF_DIGITS, Figure, read_figure

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"

# What shows nothing: it parts tokens like a blank, so that «70» and «80» with such a sign between never become 7080.
_BLANKS = r"\s\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"

_TOKEN = re.compile(
    rf"""
      (?P<BLANK>      [{_BLANKS}]+ )
    | (?P<FIGURE>     {RUN_OF_DIGITS} | (?:(?<=[{_BLANKS}])|^)[.,][0-9]+ )
    | (?P<WORD>       [^\W\d_]+ (?:[{DASHES}][^\W\d_]+)* | [%％‰₽] )
    | (?P<COMPARISON> > [^\S\n]? = | = [^\S\n]? > | < [^\S\n]? = | = [^\S\n]? < | [<>≤≥⩽⩾] )
    | (?P<DASH>       [{DASHES}] )
    | (?P<MARK>       \.{{2,}} | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_ANY_DASH = re.compile(f"[{DASHES}]")
_COMPARISONS = {">=": ">=", "=>": ">=", "≥": ">=", "⩾": ">=", "<=": "<=", "=<": "<=", "≤": "<=", "⩽": "<="}


class Sort(Enum):
    FIGURE = auto()
    WORD = auto()
    COMPARISON = auto()
    DASH = auto()
    MARK = auto()
    END = auto()


class Token(NamedTuple):
    """`word` is what rules compare: lower case, «е» for «ё», one kind of dash, one sign for a comparison."""

    sort: Sort
    text: str
    word: str
    is_glued: bool  # no blank before it
    is_first_in_line: bool = False
    figure: Figure | None = None


def tokens_of(text: str) -> list[Token]:
    """All tokens of the text and an END; of blanks only remains which tokens stood apart."""
    tokens, is_glued, is_first_in_line = [], False, True
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "BLANK":
            is_glued = False
            is_first_in_line = is_first_in_line or "\n" in match[0]
            continue
        sort, written = Sort[match.lastgroup], match[0]
        figure = read_figure(written) if sort is Sort.FIGURE else None
        tokens.append(Token(sort, written, _word(sort, written), is_glued, is_first_in_line, figure))
        is_glued, is_first_in_line = True, False
    tokens.append(Token(Sort.END, "", "", is_glued=False))
    return tokens


def simple_words(text: str) -> str:
    """The whole text as one string to look up: lower case, one kind of dash, single blanks."""
    return " ".join(_ANY_DASH.sub("-", re.sub(f"[{_BLANKS}]+", " ", text)).casefold().replace("ё", "е").split())


def _word(sort: Sort, written: str) -> str:
    if sort is Sort.WORD:
        return _ANY_DASH.sub("-", written.casefold().replace("ё", "е")).replace("％", "%")
    if sort is Sort.COMPARISON:
        sign = "".join(written.split())
        return _COMPARISONS.get(sign, sign)
    return "-" if sort is Sort.DASH else written
