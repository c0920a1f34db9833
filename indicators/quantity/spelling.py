"""Corrects misspelled words of values: comparisons, units, the commonest nouns."""

from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise

from indicators.quantity.tokens import ValueToken, ValueTokenSort

_WORDS = (
    *("менее", "более", "меньше", "больше", "превышает", "примерно", "около", "из"),
    *("процент", "процента", "процентов", "балл", "балла", "баллов", "человек", "человека", "единиц", "единицы"),
    *("школа", "школы", "школ", "обучающихся", "выпускников", "педагогов", "учителей", "рублей", "часов", "учреждений"),
)
_COMPARED = frozenset(("менее", "более", "ниже", "выше", "меньше", "больше"))
_SHORTEST, _SHORTEST_DENIED = 5, 4
_CLOSE = 0.8


def respelled(tokens: list[ValueToken]) -> tuple[list[ValueToken], list[tuple[str, str]]]:
    """The tokens with misspelled words corrected, and the pairs of what was written and what it is read as."""
    found, misspelled = [], []
    for before, token in pairwise([None, *tokens]):
        is_denied = before is not None and before.word == "не"  # «не мнее»: a comparison may have lost a letter
        words = _correct_word(token, _SHORTEST_DENIED if is_denied else _SHORTEST)
        if words:
            misspelled.append((token.text, " ".join(words)))
        found += [token._replace(word=word) for word in words] or [token]
    return found, misspelled


@lru_cache(maxsize=10_000)
def hides_comparison(token: ValueToken) -> bool:
    """Return whether the word is a misspelled comparison: «неменее», «мение»."""
    return not _COMPARED.isdisjoint(_correct_word(token))


def _correct_word(token: ValueToken, shortest: int = _SHORTEST) -> list[str]:
    """The word or words that a misspelled one stands for: «мение» is «менее», «неменее» is two; [] if it is none."""
    if token.sort is not ValueTokenSort.WORD:
        return []
    if token.word.startswith("не") and token.word[2:] in _COMPARED:
        return ["не", token.word[2:]]
    if len(token.word) < shortest or token.word in _WORDS:
        return []
    return get_close_matches(token.word, _WORDS, n=1, cutoff=_CLOSE)
