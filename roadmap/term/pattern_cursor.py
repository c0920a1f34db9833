"""Walks over the tokens of a term, and matches their words with patterns."""

import re
from collections.abc import Callable
from functools import cache

from portal.reading.cursor import Cursor
from roadmap.term.tokens import TermToken, TermTokenSort


@cache
def _compile_whole(pattern: str) -> Callable:
    return re.compile(pattern).fullmatch


class PatternCursor(Cursor[TermToken]):
    """Takes words by regular expressions, each of which has to match a whole word."""

    def ahead(self, steps: int = 1) -> TermToken:
        return self.tokens[min(self.place + steps, len(self.tokens) - 1)]

    def take(self, *patterns: str) -> bool:
        """Take these words and signs, one after another, and return whether all of them stand here."""
        for place, pattern in enumerate(patterns, self.place):
            token = self.tokens[place]
            if token.sort is TermTokenSort.END or not _compile_whole(pattern)(token.word):
                return False
        self.place += len(patterns)
        return True

    def take_short(self, pattern: str) -> bool:
        """Take a word that may be shortened, with the full stop behind it."""
        is_taken = self.take(pattern)
        if is_taken:
            self.take(r"\.")
        return is_taken

    def take_any(self, pattern: str) -> None:
        while self.take(pattern):
            pass

    def quote(self, start: int) -> str:
        """Return the text from token `start` to the present place, without punctuation around it."""
        return super().quote(start).strip(" ,.;:()-")
