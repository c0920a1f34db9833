"""Lets rules walk over tokens, stepping back when they find nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Generic, Protocol, TypeVar


class AnyToken(Protocol):
    @property
    def text(self) -> str: ...

    @property
    def is_glued(self) -> bool:
        """Return whether there is no blank before the token."""


T = TypeVar("T", bound=AnyToken)


def rule(find: Callable) -> Callable:
    """Decorate a method so that, if it finds nothing, place and doubts are left as they were."""

    @wraps(find)
    def attempt(self, *args, **options):
        place, doubted = self.place, len(self.doubts)
        found = find(self, *args, **options)
        if not found:
            self.place = place
            del self.doubts[doubted:]
        return found

    return attempt


class Cursor(Generic[T]):
    """Walks over tokens of any kind; the last one has to be an END, beyond which it doesn't go."""

    def __init__(self, tokens: list[T], place: int = 0):
        self.tokens = tokens
        self.place = place
        self.doubts: list[str] = []

    @property
    def next(self) -> T:
        return self.tokens[self.place]

    @property
    def is_at_end(self) -> bool:
        return self.place == len(self.tokens) - 1

    def step(self) -> T:
        """Return the next token and go past it."""
        token = self.tokens[self.place]
        self.place += not self.is_at_end
        return token

    def quote(self, start: int) -> str:
        """Return the text of the tokens from index `start` up to here, with single blanks between them."""
        tokens = self.tokens[start : self.place]
        return "".join(("" if token.is_glued else " ") + token.text for token in tokens).strip()
