"""Checks that each date, month, year and weekday named in a term is found in the days that were read.

The rules read terms as sentences and may overlook a part of one. Nothing is understood here, only looked for: whatever
stands in the text but in none of the days makes a doubt.
"""

import re
from datetime import date, timedelta

from roadmap.term.spans import DateSpan
from roadmap.term.tokens import TermToken, TermTokenSort
from roadmap.term.vocabulary import month_of
from roadmap.term.written_years import is_year

_WEEKDAYS = (
    r"пн|понедельник\w*",
    r"вт|вторник\w*",
    r"ср|сред[аыу]",
    r"чт|четверг\w*",
    r"пт|пятниц\w*",
    r"сб|суббот\w*",
    r"вс|воскресень\w*",
)
_TIME = re.compile(r"еже\w+|год[ау]|четверт\w+|триместр\w*|полугоди\w*|квартал\w*")
_OF_ACT = re.compile(r"приказ|протокол|распоряж|постановл|решени|письм", re.IGNORECASE)


def find_passed_over(tokens: list[TermToken], spans: tuple[DateSpan, ...]) -> str:
    """Return the first date, month, year or weekday that fits no first or last day of the spans; "" if all fit."""
    edges = [day for span in spans for day in (span.start, span.end, span.start - timedelta(days=1))]
    for place, token in enumerate(tokens):
        if not (_is_edge(token, tokens[place + 1], edges) if token is not tokens[-1] else True):
            return token.text
    return ""


def _is_edge(token: TermToken, following: TermToken, edges: list[date]) -> bool:
    if token.day and token.month:
        return any((day.day, day.month, token.year or day.year) == (token.day, token.month, day.year) for day in edges)
    if token.sort is TermTokenSort.NUMBER:
        month = month_of(following.word)
        if month and 1 <= token.number <= 31:
            return any((day.day, day.month) == (token.number, month) for day in edges)
        return not is_year(token.number) or any(abs(day.year - token.number) <= 1 for day in edges)
    if token.sort is TermTokenSort.WORD:
        month, weekday = month_of(token.word), _find_weekday(token.word)
        is_month = month is None or any(day.month == month for day in edges)
        return is_month and (weekday is None or len(set(edges)) > 2 or edges[0].weekday() == weekday)
    return True


def _find_weekday(word: str) -> int | None:
    return next((number for number, words in enumerate(_WEEKDAYS) if re.fullmatch(words, word)), None)


def names_a_time(text: str, tokens: list[TermToken]) -> bool:
    """Return whether a term without days names a date, a month or a part of the year, so that a day may be meant.

    Dates of orders and other acts don't count.
    """
    words = [token.word for token in tokens]
    is_time = any(month_of(word) is not None or _TIME.fullmatch(word) for word in words)
    return not _OF_ACT.search(text) and (is_time or any(token.sort is TermTokenSort.DATE for token in tokens))
