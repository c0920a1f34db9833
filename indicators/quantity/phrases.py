"""A cursor over tokens that takes fixed phrases of one or more words and signs."""

from collections.abc import Container

from indicators.quantity.tokens import ValueToken
from portal.reading.cursor import Cursor


class PhraseCursor(Cursor[ValueToken]):
    def take(self, phrase: str) -> bool:
        """Step over the phrase if all its words and signs, parted by blanks, stand here; return whether they do."""
        word = self.tokens[self.place].word
        if not word or not phrase.startswith(word):
            return False
        words = phrase.split()
        if [token.word for token in self.tokens[self.place : self.place + len(words)]] != words:
            return False
        self.place += len(words)
        return True

    def take_any(self, *phrases: str) -> bool:
        """The first of these phrases that stands here."""
        return any(self.take(phrase) for phrase in phrases)

    def take_one_of(self, words: Container[str]) -> ValueToken | None:
        """Step over the next token and return it if its word is one of these; else None."""
        return self.step() if not self.is_at_end and self.next.word in words else None

    def take_phrase(self, phrases: dict[str, dict[str, str]]) -> str:
        """Step over the phrase that stands here and return its meaning; "" if none of them (`by_first_word`) does."""
        for phrase, meaning in phrases.get(self.next.word, {}).items():
            if self.take(phrase):
                return meaning
        return ""


def by_first_word(phrases: dict[str, str]) -> dict[str, dict[str, str]]:
    """The phrases grouped by their first word, longer ones before shorter ones, as `take_phrase` wants them."""
    filed = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        filed.setdefault(phrase.split()[0], {})[phrase] = phrases[phrase]
    return filed
