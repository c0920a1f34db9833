"""Puts a plan's directions below each other, by their numbers, what they are called, and what stands below them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from roadmap.recognition.evidence import is_mere_term
from roadmap.recognition.placed import PlacedText

NUMBERED = re.compile(r"^((?:\d+\.)+\d*\.?|\d+\)|[IVXLC]+\.)\s*(?=\D)(.+)$", re.S)
_CALLED = re.compile(
    r"\W*(?:стратегическ\w+\s+)?(цель|задача|направление|раздел|блок|этап|модуль|подпрограмма|глава|мероприятие)\b",
    re.I,
)


def walk(directions: list[dict]) -> Iterator[dict]:
    for direction in directions:
        yield direction
        yield from walk(direction.get("directions", []))


def places_of_title(direction: dict) -> tuple[str, ...]:
    return getattr(direction.get("title", ""), "places", ())


def parted_number(title: PlacedText) -> tuple[PlacedText | None, PlacedText]:
    """Split a title into its number, None if it has none, and its words."""
    if found := NUMBERED.match(title):
        return title.with_text(found[1]), title.with_text(found[2].strip())
    return None, title


@dataclass
class Node:
    """An open direction; `parts` are those of its number, which tell its depth."""

    content: dict
    parts: tuple[str, ...] = ()
    kind: str = ""
    """What directions beside it have in common: «задача», or how many parts their numbers have; "" if unknown."""
    has_activities: bool = False
    is_of_row: bool = False
    is_of_column: bool = False
    """It stands in a column of directions and spans its rows."""
    is_of_table: bool = False
    """It stands above a table: directions in the table's rows go below it, unless their numbers say otherwise."""


@dataclass
class PlanTree:
    """The tree of directions with their activities; `path` are the open ones, from the uppermost down."""

    directions: list[dict] = field(default_factory=list)
    path: list[Node] = field(default_factory=list)

    def open(self, title: PlacedText, number: PlacedText | None) -> None:
        """Open a direction: beside an open one of its kind, below one whose number begins its own, or an empty one."""
        if number is None:
            number, title = parted_number(title)
        parts = tuple(re.findall(r"\w+", number)) if number else ()
        kind = _kind_of(title, parts)
        beside = next((at for at, each in enumerate(self.path) if kind and each.kind == kind), None)
        above = self.path[beside - 1] if beside else None
        if beside is not None and not parts:
            del self.path[beside:]
        elif parts:
            self._leave_for_number(parts, above)
        else:
            self._leave_for_title()
        self._put(title, number, parts, kind)

    def _leave_for_number(self, parts: tuple[str, ...], above: Node | None) -> None:
        """Leave directions whose numbers don't begin `parts`; `above` is the one above a direction of this kind."""
        while self.path:
            last = self.path[-1]
            is_above = last.parts == parts[: len(last.parts)] and len(parts) > len(last.parts)
            if last.parts and is_above:
                break
            if not last.parts and (last is above or last.is_of_table or not last.has_activities):
                break
            self.path.pop()

    def _leave_for_title(self) -> None:
        while self.path and (self.path[-1].has_activities or self.path[-1].content.get("directions")):
            if self.path[-1].is_of_table:
                break
            self.path.pop()

    def open_below(self, title: PlacedText) -> None:
        """Open a direction for a sentence, below the open one; the next direction stands beside it, not below."""
        self.put_below(title)
        self.path[-1].has_activities = True

    def put_below(self, title: PlacedText, number: PlacedText | None = None) -> None:
        self._put(title, number)

    def _put(self, title: PlacedText, number: PlacedText | None, parts: tuple[str, ...] = (), kind: str = "") -> None:
        content = {**({"number": number} if number is not None else {}), "title": title.with_text(title.strip())}
        above = self.path[-1].content.setdefault("directions", []) if self.path else self.directions
        above.append(content)
        self.path.append(Node(content, parts, kind))

    def leave_column(self) -> None:
        """Leave the directions of a column, since another one of it begins."""
        self.path = list(takewhile(lambda node: not node.is_of_column, self.path))

    def add(self, activity: dict) -> None:
        """Add an activity to the open direction, or to one without a title if none is open."""
        if not self.path:
            self._put(PlacedText(""), None)
            self.path[-1].content.pop("title")
        self.path[-1].content.setdefault("activities", []).append(activity)
        for node in self.path:
            node.has_activities = True

    def put_under(self, title: PlacedText) -> None:
        """Put everything read so far under one direction with this title, since another plan follows."""
        if len(self.directions) == 1 and "title" not in self.directions[0]:
            below = self.directions.pop()
        else:
            below = {"directions": list(self.directions)}
            self.directions.clear()
        number, words = parted_number(title)
        self.directions.append({**({"number": number} if number else {}), "title": words, **below})
        self.path = []


def _kind_of(title: str, parts: tuple[str, ...]) -> str:
    """Return what directions beside this one have in common, or "" if its words don't tell."""
    if found := _CALLED.match(title):
        return found[1].casefold()
    if is_mere_term(title):
        return "срок"
    if parts:
        return f"{len(parts)}{'' if parts[0].isdecimal() else 'I'}"
    return ""
