"""Finds the doubts about a cell that stayed text because the grammar did not understand it as a whole."""

import re
from decimal import Decimal

from indicators.quantity import doubts, units
from indicators.quantity.amounts import ADJECTIVE
from indicators.quantity.figures import WrittenFigure, is_date, is_year
from indicators.quantity.grammar import COMPARISONS, ValueGrammar
from indicators.quantity.numerals import IN_WORDS, PARTS
from indicators.quantity.sentences import SentenceGrammar
from indicators.quantity.tokens import ValueToken, ValueTokenSort
from indicators.quantity.values_in_words import NONE_OR_ZERO

_LONGEST_COMPARISON = max(len(phrase.split()) for phrases in COMPARISONS.values() for phrase in phrases)
_LONGEST_VALUE_IN_WORDS = 7
_ALL = re.compile(
    r"вс[ея]|всех|всем|всеми|всей|весь|оба|обе|обоих|обеих|обоим|обеим|никто|никого|никакие|никаких|полностью|частично"
    r"|многие|многих|немногие|некоторые|некоторых|единицы|единичные|больше|меньше|остальные|прочие|мало|много|немного"
)
_LIKE_A_FIGURE = re.compile("[OО]|[OОЗ]{0,2}З[OОЗ]{0,2}|[збlIІ]")  # «ЗО %», «О чел.», «l школа»; «ОО» are schools
_PLACEHOLDER = re.compile("[хx]{1,6}|n{1,3}")


def doubts_of_text(tokens: list[ValueToken], measure: units.Measure) -> list[str]:
    """At most one question about a text that may hold a value its writer meant to be read; [] for plain words."""
    figures = [token for token in tokens if token.sort is ValueTokenSort.FIGURE]
    if not figures:
        return _find_doubts_without_figures(tokens, measure)
    if any(is_date(token.text) for token in figures):
        return [doubts.date()]
    if is_year(figures[0].text) and figures[0] is tokens[0] and len(figures) <= 2:
        return [doubts.years("".join(token.text for token in tokens[: tokens.index(figures[-1]) + 1]))]
    for token in figures:
        if token.figure is None:
            return [doubts.listed(token.text)]
    first = tokens.index(figures[0])
    for place in range(max(first - _LONGEST_COMPARISON, 1), first + 1):
        grammar = ValueGrammar(tokens, measure, place)
        is_comparison = tokens[place].sort is ValueTokenSort.COMPARISON or tokens[place].word in COMPARISONS
        if (place == first or is_comparison) and grammar.value():
            return [doubts.text_with_value(grammar.quote(place))]
    return [doubts.text_with_figures()]


def _find_doubts_without_figures(tokens: list[ValueToken], measure: units.Measure) -> list[str]:
    """Doubts about a lone comparison, a lone unit, a placeholder («____ %»), or a number in words."""
    if any(character.isnumeric() for token in tokens for character in token.text):
        return [doubts.text_with_figures()]
    grammar = ValueGrammar(tokens, measure)
    if grammar.comparison() and grammar.is_at_end:
        return [doubts.comparison_without_number(grammar.quote(0))]
    grammar.place = 0
    unit = grammar.unit()
    if unit:
        grammar.full_stop()
    if unit and grammar.is_at_end:
        return [doubts.unit_without_number(unit)]
    if letters := _letters_for_figures(tokens, measure):
        return [doubts.letter_for_figure(letters)]
    if _is_placeholder(tokens):
        return [doubts.not_filled_in()]
    if _says_none(tokens):
        return [doubts.none_or_zero(tokens[0].word)]
    if _says_all(tokens):
        return [doubts.number_in_words()]
    is_short = len(tokens) <= _LONGEST_VALUE_IN_WORDS
    return [doubts.number_in_words()] if is_short and any(map(_tells_number, tokens)) else []


def _letters_for_figures(tokens: list[ValueToken], measure: units.Measure) -> str:
    """Return the first letters («З чел.») in whose place figures would make a value; "" if there are none."""
    figure = {"sort": ValueTokenSort.FIGURE, "figure": WrittenFigure(Decimal(1))}
    again = [token._replace(**figure) if _LIKE_A_FIGURE.fullmatch(token.text) else token for token in tokens]
    letters = next((token.text for token in again if token.figure), "")
    return letters if letters and SentenceGrammar(again, measure).value() else ""


def _is_placeholder(tokens: list[ValueToken]) -> bool:
    """Return whether signs stand where a number should be, with no words but a unit: «____ %», «?? %», «ХХ чел.»."""
    return any(token.word in ("_", "?", "…") or _PLACEHOLDER.fullmatch(token.word) for token in tokens) and not any(
        token.sort is ValueTokenSort.WORD
        and not _PLACEHOLDER.fullmatch(token.word)
        and token.word.rstrip(".") not in units.FIRST_WORDS
        for token in tokens
    )


def _says_none(tokens: list[ValueToken]) -> bool:
    """Return whether the words say that there are none: «нет неуспевающих», «отсутствуют такие школы»."""
    return tokens[0].word in NONE_OR_ZERO and _are_counted(tokens[1:-1])


def _says_all(tokens: list[ValueToken]) -> bool:
    """Return whether words for a whole stand in place of a number: «все», «всем педагогам», «полностью»."""
    return _ALL.fullmatch(tokens[0].word) is not None and _are_counted(tokens[1:-1])


def _are_counted(tokens: list[ValueToken]) -> bool:
    """Return whether the tokens only name what is counted."""
    return all(
        token.word in ".!" or ADJECTIVE.fullmatch(token.word) or units.unit_of_noun(token.word) is not None
        for token in tokens
    )


def _tells_number(token: ValueToken) -> bool:
    """Return whether the word tells a number that is not read as one: «половина», «два-три»."""
    return PARTS.match(token.word) is not None or not IN_WORDS.isdisjoint(token.word.split("-"))
