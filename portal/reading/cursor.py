"""Walking over tokens by rules."""

from collections.abc import Callable
from functools import wraps
from typing import Generic, Protocol, TypeVar


class AnyToken(Protocol):
    @property
    def text(self) -> str: ...

    @property
    def is_glued(self) -> bool:
        """No blank before it."""


T = TypeVar("T", bound=AnyToken)


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


class Cursor(Generic[T]):
    """Over tokens of whatever kind, the last of which is an END that nothing goes beyond."""

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
        token = self.tokens[self.place]
        self.place += not self.is_at_end
        return token

    def quote(self, start: int) -> str:
        """The tokens from that one up to here, blanks as simple ones."""
        tokens = self.tokens[start : self.place]
        return "".join(("" if token.is_glued else " ") + token.text for token in tokens).strip()
