"""A check after the grammar: words that may change the number («кроме», «без») must not have been skipped unnoticed."""

from indicators.quantity.found_form import FoundForm
from indicators.quantity.grammar import COMPARISONS
from indicators.quantity.tokens import ValueToken

# Words that deny the number, take from it or leave it open; the form shows whether a rule has read them.
_MAY_CHANGE = frozenset(
    (
        *(
            "не",
            "ни",
            "кроме",
            "исключая",
            "исключением",
            "без",
            "минус",
            "минуса",
            "вместо",
            "или",
            "половина",
            "либо",
        ),
        *("ориентировочно", "предположительно", "приблизительно", "неполных", "бывшая", "бывших", "некоторые"),
    )
)


def word_passed_over(tokens: list[ValueToken], form: FoundForm) -> str:
    """The first word that may change the number and belongs to nothing the rules have read; "" if there is none."""
    words = [token.word for token in tokens]
    for place, word in enumerate(words):
        if word in _MAY_CHANGE and not _is_read(words, place, form):
            return tokens[place].text
    return ""


def _is_read(words: list[str], place: int, form: FoundForm) -> bool:
    """Whether a rule has read the word: in «не менее», in «вместо 12 %» (an earlier value), in «или 93 %» (a share)."""
    word = words[place]
    if word == "вместо":
        return form.previous is not None
    if word == "или":
        return form.share is not None or form.comparison is not None or "к" in words[place:]
    return any(words[place : place + len(phrase.split())] == phrase.split() for phrase in COMPARISONS.get(word, ()))
