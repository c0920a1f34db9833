"""Phrases in a cell, of one or more words and signs, taken as they stand."""

from collections.abc import Container

from indicators.quantity.tokens import ValueToken
from portal.reading.cursor import Cursor


class PhraseCursor(Cursor[ValueToken]):
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

    def take_one_of(self, words: Container[str]) -> ValueToken | None:
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
