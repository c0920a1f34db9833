"""Reads a written term: from text through tokens and rules to days and doubts."""

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from portal.reading.version import version_of
from roadmap.term import doubts
from roadmap.term.dating import TermDating
from roadmap.term.grammar import TermGrammar
from roadmap.term.second_reading import find_passed_over, names_a_time
from roadmap.term.term import OwnYear, Term, TermSetting
from roadmap.term.tokens import TermTokenSort, is_unfilled, tokens_of
from roadmap.term.year_rules import YearRules

READER = version_of(Path(__file__).parent)

# The heading of the column itself: «Сроки реализации», «Дата проведения».
_HEADING_ALONE = re.compile(
    r"(?:сроки|срок(?! реализации)|даты?)"
    r"(?: (?:и|исполнения|выполнения|реализации|проведения|представления|мероприяти[яй]|месяц|квартал|год))*"
)
_NOTHING = {"", "нет", "не указан", "не указано", "без срока", "не установлен", "не определен"}
_LENGTH_OF_CELL = 300
_MIDDLE = re.compile(r"\bдо\s+середины\b", re.I)
LONGEST_TERM = 1000  # characters; a longer text is not a term


def read_term(text: str, setting: TermSetting) -> Term:
    """Return what the text means, given the programme's period and the plan's own year.

    Any text can be read; what isn't understood becomes a doubt. Texts of up to 300 characters are cached.
    """
    return (_read_often if len(text) <= _LENGTH_OF_CELL else _read)(text, setting)


def read_own_year(text: str) -> OwnYear | None:
    """Return the first year in the text, for which a plan is made; None if there is none.

    «2020» and «2019-2022» are calendar years, «2019-2020» and «2019 /20 учебный год» a school year.
    """
    tokens, _misspelled = tokens_of(text[:LONGEST_TERM])
    rules = YearRules(tokens)
    while not rules.is_at_end:
        if years := rules.one_of_years():
            is_school_year = years.is_range and years.last == years.first + 1 and "гг" not in text
            return (rules.as_school_year(years) if is_school_year else years).own()
        rules.step()
    return None


def _read(text: str, setting: TermSetting) -> Term:
    if len(text) > LONGEST_TERM:
        return Term(text, doubts=(doubts.too_long(),))
    tokens, misspelled = tokens_of(text)
    words = " ".join(
        token.word for token in tokens if token.sort not in (TermTokenSort.MARK, TermTokenSort.DASH, TermTokenSort.END)
    )
    unfilled = [doubts.unfilled()] if is_unfilled(text) else []
    if words in _NOTHING or _HEADING_ALONE.fullmatch(words):
        return Term(text, doubts=(doubts.empty(), *unfilled))
    grammar = TermGrammar(tokens).read()
    dating = TermDating(grammar, setting)
    spans = tuple(dating.spans())
    found = unfilled + [doubts.misspelled(*pair) for pair in misspelled] + grammar.doubts + dating.doubts
    if any(one != other and one.holds(other) for one, other in pairwise(spans)) and not found:
        found.append(doubts.said_twice())
    if spans:
        found += [doubts.without_date(words) for words in grammar.without_date]
        found += [doubts.rest_not_understood(words) for words in grammar.unknown]
        if _MIDDLE.search(text):
            found.append(doubts.about())
        if not (found or dating.reported) and (words := find_passed_over(tokens, spans)):
            found.append(doubts.rest_not_understood(words))
    elif grammar.durations:
        found += [doubts.duration(words) for _count, words in grammar.durations]
    elif grammar.days_of_month:
        found.append(doubts.reporting_period())
    elif not found and grammar.without_date and names_a_time(text, tokens):
        found += [doubts.after_no_named_day(words) for words in grammar.without_date]
    elif not grammar.without_date and not found:
        found.append(doubts.not_understood())
    return Term(text, spans, tuple(dict.fromkeys(found)), tuple(dating.reported.items()))


_read_often = lru_cache(maxsize=5_000)(_read)
