"""Compares the places of two revisions: which words differ, what was added, removed or moved."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from portal.text.differences import Piece, compare_words

PLACE = "Место"


class RevisionChange(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    STRUCK = "struck"


@dataclass(frozen=True)
class Wording:
    """One place of a row in both revisions; None if a revision has no such place."""

    label: str
    old: str | None
    new: str | None

    @property
    def is_changed(self) -> bool:
        return self.old != self.new

    @property
    def pieces(self) -> list[Piece]:
        return compare_words(self.old or "", self.new or "")


@dataclass(frozen=True)
class ComparedRow:
    """A row in both revisions: an activity, a stage, a row of the passport or of the indicators, a section."""

    title: str
    change: RevisionChange
    wordings: tuple[Wording, ...]

    @property
    def changed(self) -> list[Wording]:
        return [wording for wording in self.wordings if wording.is_changed]


@dataclass(frozen=True)
class PartCompared:
    title: str
    rows: list[ComparedRow]

    @property
    def changes(self) -> list[ComparedRow]:
        return [row for row in self.rows if row.change != RevisionChange.SAME]


@dataclass(frozen=True)
class ComparedPlace:
    """A row of one revision: the key that recognises it in both, its title, its words by label, and what it is in."""

    key: Hashable
    title: str
    words: dict[str, str | None]
    within: Hashable = None
    within_title: str = ""


def compare_places(
    old: Iterable[ComparedPlace], new: Iterable[ComparedPlace], *, tells_order: bool = True
) -> list[ComparedRow]:
    """Return the rows in the new revision's order; a removed row stands after the one that was before it.

    With `tells_order`, rows that have moved are marked as changed.
    """
    old, new = list(old), list(new)
    new = _match_by_contents(old, _match_by_words(old, new))
    before, after = {place.key: place for place in old}, {place.key: place for place in new}
    moved = moved_places(old, new) if tells_order else {}
    struck_after: dict[Hashable, list[ComparedPlace]] = {}
    anchor = None
    for place in old:
        if place.key in after:
            anchor = place.key
        else:
            struck_after.setdefault(anchor, []).append(place)
    rows = [_compare_row(place, None) for place in struck_after.get(None, [])]
    for place in new:
        rows.append(_compare_row(before.get(place.key), place, moved.get(place.key)))
        rows += [_compare_row(struck, None) for struck in struck_after.get(place.key, [])]
    return rows


def _compare_row(old: ComparedPlace | None, new: ComparedPlace | None, moved: Wording | None = None) -> ComparedRow:
    labels = dict.fromkeys([*(old.words if old else ()), *(new.words if new else ())])
    wordings = tuple(
        Wording(label, old.words.get(label) if old else None, new.words.get(label) if new else None) for label in labels
    )
    if moved:
        wordings += (moved,)
    if old and new:
        change = RevisionChange.CHANGED if any(wording.is_changed for wording in wordings) else RevisionChange.SAME
    else:
        change = RevisionChange.ADDED if new else RevisionChange.STRUCK
    return ComparedRow((new or old).title, change, wordings)


def _match_by_words(old: Sequence[ComparedPlace], new: Sequence[ComparedPlace]) -> list[ComparedPlace]:
    """Return the new places, with the old key for those that have the same words under another heading."""
    known = {place.key for place in old} & {place.key for place in new}
    left: dict[tuple, list[ComparedPlace]] = {}
    for place in old:
        if place.key not in known and (words := _select_words(place)):
            left.setdefault(words, []).append(place)
    found = []
    for place in new:
        same = left.get(_select_words(place)) if place.key not in known else None
        found.append(replace(place, key=same.pop(0).key) if same else place)
    return found


# Labels of words that name a row or number it; they don't tell whether it is the same row.
_NAMES = ("Номер", "Название", "Заголовок", "Строка", "Сокращение")


def _select_words(place: ComparedPlace) -> tuple:
    return tuple((label, text) for label, text in place.words.items() if text and label not in _NAMES)


def _match_by_contents(old: Sequence[ComparedPlace], new: Sequence[ComparedPlace]) -> list[ComparedPlace]:
    """Return the new places, with the old key for those that hold the same rows under another heading.

    If the rows come from several old places, it is the one that most of them were in.
    """
    before, known = {place.key: place for place in old}, {place.key for place in new}
    common = ((place, before[place.key]) for place in new if place.key in before)
    shared = Counter(
        (now.within, was.within) for now, was in common if now.within not in before and was.within not in known
    )
    same: dict[Hashable, Hashable] = {}
    for (now, was), _ in shared.most_common():
        if now in known and now not in same and was in before and was not in same.values():
            same[now] = was
    return [
        replace(place, key=same.get(place.key, place.key), within=same.get(place.within, place.within)) for place in new
    ]


def moved_places(old: Sequence[ComparedPlace], new: Sequence[ComparedPlace]) -> dict[Hashable, Wording]:
    """Return the places of both revisions that stand in another row now, or in another order among the others there."""
    before, common = {place.key: place for place in old}, {place.key for place in old} & {place.key for place in new}
    order = {place.key: number for number, place in enumerate(old)}
    stay: set[Hashable] = set()
    of_row: dict[Hashable, list[Hashable]] = {}
    for place in new:
        if place.key in common and before[place.key].within == place.within:
            of_row.setdefault(place.within, []).append(place.key)
    for keys in of_row.values():
        stay.update(_find_longest_in_order(keys, order))
    gone = common - stay
    if not gone:
        return {}
    was, now = (_describe_places(places) for places in (old, new))
    return {key: Wording(PLACE, was[key], now[key]) for key in gone}


def _find_longest_in_order(keys: Sequence[Hashable], order: dict[Hashable, int]) -> list[Hashable]:
    """Return the longest increasing subsequence of the keys by `order`, so that as few as possible have moved."""
    ends: list[int] = []
    last: list[Hashable] = []
    before: dict[Hashable, Hashable] = {}
    for key in keys:
        place = bisect_left(ends, order[key])
        before[key] = last[place - 1] if place else None
        ends[place : place + 1] = [order[key]]
        last[place : place + 1] = [key]
    found, key = [], last[-1] if last else None
    while key is not None:
        found.append(key)
        key = before[key]
    return found


def _describe_places(places: Sequence[ComparedPlace]) -> dict[Hashable, str]:
    """Return where each place stands: «в направлении „1“, после „1.2 Семинар“», «в начале»."""
    described, previous = {}, {}
    for place in places:
        start = f"{place.within_title}, " if place.within_title else ""
        after = previous.get(place.within)
        described[place.key] = start + (f"после «{after}»" if after else "в начале")
        previous[place.within] = place.title
    return described


def numbered(places: Iterable[ComparedPlace]) -> list[ComparedPlace]:
    """Return the places with keys that count: the first, second … of those with the same key."""
    seen: dict[Hashable, int] = {}
    found = []
    for place in places:
        seen[place.key] = seen.get(place.key, 0) + 1
        found.append(replace(place, key=(place.key, seen[place.key])))
    return found
