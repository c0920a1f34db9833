"""A value's words read once more, without any rule: words that may turn a number into another are never passed over."""

from indicators.quantity.found_form import FoundForm
from indicators.quantity.grammar import COMPARISONS
from indicators.quantity.tokens import ValueToken

# They deny, take away, or leave open what the number is; where a rule has read them, the form shows it.
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
    """The first such word that belongs to nothing that was read; "" where there is none."""
    words = [token.word for token in tokens]
    for place, word in enumerate(words):
        if word in _MAY_CHANGE and not _is_read(words, place, form):
            return tokens[place].text
    return ""


def _is_read(words: list[str], place: int, form: FoundForm) -> bool:
    """«Не менее», «вместо 12 %» of an earlier value, «или 93 %» of a share."""
    word = words[place]
    if word == "вместо":
        return form.previous is not None
    if word == "или":
        return form.share is not None or form.comparison is not None or "к" in words[place:]
    return any(words[place : place + len(phrase.split())] == phrase.split() for phrase in COMPARISONS.get(word, ()))
