"""Numbers of directions and activities: the manner in which a document numbers them, and what follows from it.

A number that follows the manner is renewed when its place changes; one that somebody typed otherwise stays.
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
    """How a document numbers; `dots` says at which depth, of directions or activities, a number ends with a dot."""

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
    """(5, 10) of «5.10.»; None of what is no such number."""
    found = _NUMBER.fullmatch(number or "")
    return tuple(int(part) for part in found[1].split(".")) if found else None


def manner_of(root: Numbered) -> Manner:
    """The manner that most numbers of the roadmap have; an empty one is numbered «1», «1.1»."""
    items = list(_with_parents(root))
    endings: Counter = Counter()
    for item, _ in items:
        if found := _NUMBER.fullmatch(item.number or ""):
            depth = found[1].count(".") + 1
            for key in ((item.is_direction, depth), None):
                endings[key] += 1 if found[2] else -1
    directions = [item for item, _ in items if item.is_direction]
    return Manner(
        directions=not directions or any(parts_of(each.number) for each in directions),
        activities=_style(items),
        dots={key: balance > 0 for key, balance in endings.items() if key},
        dot=endings[None] > 0,
    )


def _with_parents(root: Numbered) -> Iterator[tuple[Numbered, Numbered]]:
    for child in root.children:
        yield child, root
        yield from _with_parents(child)


def _style(items: list[tuple[Numbered, Numbered]]) -> NumberStyle:
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
    """The rows whose numbers are what the manner asks for in their places."""
    found = []

    def compare(item: Numbered, expected: Parts | None) -> Parts | None:
        own = parts_of(item.number)
        if own and own == expected:
            found.append(item)
        return own

    _count(root, manner, compare)
    return found


def renewed(root: Numbered, manner: Manner, renewable: Container[Numbered]) -> dict[Numbered, str]:
    """New numbers of those rows whose place now asks for another one."""
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
    """Go through the rows; `settle` gets each with the number expected there, and says which it has."""
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
