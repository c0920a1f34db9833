"""Strings of a document that know from which paragraphs of the source they came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from portal.sources.source import SourceParagraph


class PlacedText(str):
    """A string with the places of the paragraphs that it came from."""

    __slots__ = ("places",)
    places: tuple[str, ...]

    def __new__(cls, text: str, places: Iterable[str] = ()) -> PlacedText:
        made = super().__new__(cls, text)
        made.places = tuple(dict.fromkeys(places))
        return made

    def with_text(self, text: str) -> PlacedText:
        return PlacedText(text, self.places)


def joined(parts: Iterable[str], between: str) -> PlacedText:
    """Join the non-empty parts, and their places."""
    parts = [part for part in parts if part]
    return PlacedText(between.join(parts), (place for part in parts for place in getattr(part, "places", ())))


def line_of(paragraphs: Iterable[SourceParagraph], between: str = " ") -> PlacedText:
    """Join paragraphs into one line, with each line break or run of blanks replaced by one blank."""
    return joined((PlacedText(" ".join(each.shown.split()), [each.place]) for each in paragraphs), between)


def placed_strings(value, path: str = "$") -> Iterator[tuple[str, PlacedText]]:
    """Yield all placed strings of a document with their JSON paths."""
    if isinstance(value, PlacedText):
        yield path, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from placed_strings(each, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for number, each in enumerate(value):
            yield from placed_strings(each, f"{path}[{number}]")
