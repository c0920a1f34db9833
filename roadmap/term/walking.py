"""Walking over the tokens of a term."""

import re
from collections.abc import Callable
from functools import cache

from indicators.quantity.cursor import Walk
from roadmap.term.tokens import Sort, Token


@cache
def _whole(pattern: str) -> Callable:
    return re.compile(pattern).fullmatch


class Walker(Walk):
    """For rules marked with `indicators.quantity.cursor.rule`: one that finds nothing leaves everything as it was."""

    def ahead(self, steps: int = 1) -> Token:
        return self.tokens[min(self.place + steps, len(self.tokens) - 1)]

    def take(self, *patterns: str) -> bool:
        """These words and signs, one after another, if all of them stand here."""
        for place, pattern in enumerate(patterns, self.place):
            token = self.tokens[place]
            if token.sort is Sort.END or not _whole(pattern)(token.word):
                return False
        self.place += len(patterns)
        return True

    def take_short(self, pattern: str) -> bool:
        """A word that may be shortened, with its full stop."""
        is_taken = self.take(pattern)
        if is_taken:
            self.take(r"\.")
        return is_taken

    def take_any(self, pattern: str) -> None:
        while self.take(pattern):
            pass

    def quote(self, start: int) -> str:
        """The tokens from that one up to here, blanks as simple ones."""
        tokens = self.tokens[start : self.place]
        return "".join(("" if token.is_glued else " ") + token.text for token in tokens).strip(" ,.;:()-")
