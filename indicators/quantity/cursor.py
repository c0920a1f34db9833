"""Walking over the tokens of a cell."""

from collections.abc import Callable, Container
from functools import wraps

from indicators.quantity.tokens import Token


def rule(find: Callable) -> Callable:
    """A rule finds something, or finds nothing and leaves place and doubts as they were."""

    @wraps(find)
    def attempt(self, *args, **options):
        place, doubted = self.place, len(self.doubts)
        found = find(self, *args, **options)
        if not found:
            self.place = place
            del self.doubts[doubted:]
        return found

    return attempt


class Walk:
    """Over tokens of whatever kind, the last of which is an END that nothing goes beyond."""

    def __init__(self, tokens: list, place: int = 0):
        self.tokens = tokens
        self.place = place
        self.doubts: list[str] = []

    @property
    def next(self):
        return self.tokens[self.place]

    @property
    def is_at_end(self) -> bool:
        return self.place == len(self.tokens) - 1

    def step(self):
        token = self.tokens[self.place]
        self.place += not self.is_at_end
        return token


class Cursor(Walk):
    def take(self, phrase: str) -> bool:
        """These words and signs, one after another, if all of them stand here."""
        word = self.tokens[self.place].word
        if not word or not phrase.startswith(word):
            return False
        words = phrase.split()
        if [token.word for token in self.tokens[self.place : self.place + len(words)]] != words:
            return False
        self.place += len(words)
        return True

    def take_one_of(self, words: Container[str]) -> Token | None:
        return self.step() if not self.is_at_end and self.next.word in words else None

    def take_phrase(self, phrases: dict[str, dict[str, str]]) -> str:
        """What the phrase that stands here means, of those filed under their first words; "" if there is none."""
        for phrase, meaning in phrases.get(self.next.word, {}).items():
            if self.take(phrase):
                return meaning
        return ""


def by_first_word(phrases: dict[str, str]) -> dict[str, dict[str, str]]:
    """Filed under their first words, the longer before the shorter."""
    filed = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        filed.setdefault(phrase.split()[0], {})[phrase] = phrases[phrase]
    return filed
