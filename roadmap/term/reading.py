"""Reading a written term."""

from functools import lru_cache

from roadmap.term import doubts
from roadmap.term.grammar import Grammar
from roadmap.term.meaning import OwnYear, Setting, Term
from roadmap.term.placing import Placing
from roadmap.term.tokens import Sort, tokens_of
from roadmap.term.years import YearRules

_NOTHING = {"", "нет", "не указан", "не указано", "без срока", "не установлен", "не определен"}
_LENGTH_OF_CELL = 300
_LONGEST = 1000  # letters; what is longer is no term


def read_term(text: str, setting: Setting) -> Term:
    """What the text means, given the programme's period and the plan's own year; fails for no text."""
    return (_read_often if len(text) <= _LENGTH_OF_CELL else _read)(text, setting)


def read_own_year(text: str) -> OwnYear | None:
    """The year that a plan is made for: «2020», «2019-2020» or «2019 /20 учебный год» (a school year), «2019-2022»."""
    tokens, _misspelled = tokens_of(text)
    rules = YearRules(tokens)
    while not rules.is_at_end:
        if years := rules.one_of_years():
            is_school_year = years.is_range and years.last == years.first + 1 and "гг" not in text
            return (rules.as_school_year(years) if is_school_year else years).own()
        rules.step()
    return None


def _read(text: str, setting: Setting) -> Term:
    if len(text) > _LONGEST:
        return Term(text, doubts=(doubts.too_long(),))
    tokens, misspelled = tokens_of(text)
    words = " ".join(token.word for token in tokens if token.sort not in (Sort.MARK, Sort.DASH, Sort.END))
    if words in _NOTHING:
        return Term(text, doubts=(doubts.empty(),))
    grammar = Grammar(tokens).read()
    placing = Placing(grammar, setting)
    spans = tuple(placing.spans())
    found = [doubts.misspelled(*pair) for pair in misspelled] + grammar.doubts + placing.doubts
    if spans:
        found += [doubts.without_date(words) for words in grammar.without_date]
        found += [doubts.rest_not_understood(words) for words in grammar.unknown]
    elif grammar.durations:
        found += [doubts.duration(words) for _count, words in grammar.durations]
    elif grammar.days_of_month:
        found.append(doubts.reporting_period())
    elif not grammar.without_date and not found:
        found.append(doubts.not_understood())
    return Term(text, spans, tuple(dict.fromkeys(found)))


_read_often = lru_cache(maxsize=5_000)(_read)
