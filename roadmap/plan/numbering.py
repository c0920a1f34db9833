"""Recognises the manner in which a document numbers its directions and activities, and numbers them in it.

A number that follows the manner is renewed when its row changes its place; any other number stays as it was typed.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)*)(\.?)\s*")
Parts = tuple[int, ...]


class Numbered(Protocol):
    """A row of a roadmap, or its root, which has no number."""

    is_direction: bool
    number: str | None
    children: "list[Numbered]"


class NumberStyle(StrEnum):
    NESTED = "nested"  # 5.9, 5.10: after the number of the direction
    RUNNING = "running"  # 1 … 17 through the whole roadmap
    OWN = "own"  # from 1 in each direction
    NONE = "none"


@dataclass(frozen=True)
class Manner:
    """How a document numbers its rows.

    `dots` tells whether numbers end with a dot, by «is a direction» and by how many parts they have; `dot` tells it
    for all others.
    """

    directions: bool = True
    activities: NumberStyle = NumberStyle.NESTED
    dots: Mapping[tuple[bool, int], bool] = field(default_factory=dict)
    dot: bool = False

    def numbers(self, item: Numbered) -> bool:
        return self.directions if item.is_direction else self.activities != NumberStyle.NONE

    def text(self, item: Numbered, parts: Parts) -> str:
        if known := _NUMBER.fullmatch(item.number or ""):
            dot = bool(known[2])
        else:
            dot = self.dots.get((item.is_direction, len(parts)), self.dot)
        return ".".join(map(str, parts)) + ("." if dot else "")


def parts_of(number: str | None) -> Parts | None:
    """Return (5, 10) for «5.10.», and None for anything that isn't a number of this shape."""
    found = _NUMBER.fullmatch(number or "")
    return tuple(int(part) for part in found[1].split(".")) if found else None


def manner_of(root: Numbered) -> Manner:
    """Return the manner that most numbers of the roadmap follow; an empty roadmap gets «1», «1.1»."""
    items = list(_walk_with_parents(root))
    endings: Counter = Counter()
    for item, _ in items:
        if found := _NUMBER.fullmatch(item.number or ""):
            depth = found[1].count(".") + 1
            for key in ((item.is_direction, depth), None):
                endings[key] += 1 if found[2] else -1
    directions = [item for item, _ in items if item.is_direction]
    return Manner(
        directions=not directions or any(parts_of(each.number) for each in directions),
        activities=_find_style(items),
        dots={key: balance > 0 for key, balance in endings.items() if key},
        dot=endings[None] > 0,
    )


def _walk_with_parents(root: Numbered) -> Iterator[tuple[Numbered, Numbered]]:
    for child in root.children:
        yield child, root
        yield from _walk_with_parents(child)


def _find_style(items: list[tuple[Numbered, Numbered]]) -> NumberStyle:
    activities = [(parts_of(item.number), parts_of(parent.number)) for item, parent in items if not item.is_direction]
    numbered = [(own, above) for own, above in activities if own]
    if not numbered:
        directions = [item for item, _ in items if item.is_direction]
        unnumbered = directions and not any(each.number for each in directions)
        return NumberStyle.NONE if activities else NumberStyle.RUNNING if unnumbered else NumberStyle.NESTED
    nested = sum(1 for own, above in numbered if above and own[:-1] == above)
    if nested * 2 >= len(numbered):
        return NumberStyle.NESTED
    row = [own[0] for own, _ in numbered if len(own) == 1]
    return NumberStyle.RUNNING if row == sorted(set(row)) else NumberStyle.OWN


def following(root: Numbered, manner: Manner) -> list[Numbered]:
    """Return the rows whose numbers are exactly what the manner requires in their places."""
    found = []

    def compare(item: Numbered, expected: Parts | None) -> Parts | None:
        own = parts_of(item.number)
        if own and own == expected:
            found.append(item)
        return own

    _count(root, manner, compare)
    return found


def renewed(root: Numbered, manner: Manner, renewable: Container[Numbered]) -> dict[Numbered, str]:
    """Return new numbers for those `renewable` rows whose places now require another number."""
    numbers = {}

    def renew(item: Numbered, expected: Parts | None) -> Parts | None:
        own = parts_of(item.number)
        if item not in renewable or expected is None or own == expected:
            return own
        numbers[item] = manner.text(item, expected)
        return expected

    _count(root, manner, renew)
    return numbers


def _count(root: Numbered, manner: Manner, settle) -> None:
    """Walk through the rows in order and count what number is expected in each place.

    `settle(row, expected)` returns the number that the row has, from which counting goes on.
    """
    running = [0]

    def count(parent: Numbered, prefix: Parts | None) -> None:
        own = {True: [0], False: running if manner.activities == NumberStyle.RUNNING else [0]}
        if manner.activities == NumberStyle.NESTED:
            own[False] = own[True]
        for child in parent.children:
            counter = own[child.is_direction]
            above = prefix if child.is_direction or manner.activities == NumberStyle.NESTED else ()
            expected = (*above, counter[0] + 1) if manner.numbers(child) and above is not None else None
            settled = settle(child, expected)
            if settled and above is not None and settled[:-1] == above:
                counter[0] = settled[-1]
            if child.is_direction:
                count(child, settled if settled or child.number else ())

    count(root, ())
