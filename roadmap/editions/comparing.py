"""What is told of a revision: the approved text and the new one, place by place, and which places have moved."""

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
    """A place of a row, in both revisions; None where a revision has no such place."""

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
    """An activity, a stage, a row of the passport or of the indicators, a section."""

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
    """A row of one revision: what it is known by in both, its heading, its words by label, and what it stands in."""

    key: Hashable
    title: str
    words: dict[str, str | None]
    within: Hashable = None
    within_title: str = ""


def compare_places(
    old: Iterable[ComparedPlace], new: Iterable[ComparedPlace], *, tells_order: bool = True
) -> list[ComparedRow]:
    """Rows in the new revision's order; what was struck stands after what stood before it."""
    old, new = list(old), list(new)
    new = _known_by_contents(old, _known_by_words(old, new))
    before, after = {place.key: place for place in old}, {place.key: place for place in new}
    moved = moved_places(old, new) if tells_order else {}
    struck_after: dict[Hashable, list[ComparedPlace]] = {}
    anchor = None
    for place in old:
        if place.key in after:
            anchor = place.key
        else:
            struck_after.setdefault(anchor, []).append(place)
    rows = [_row(place, None) for place in struck_after.get(None, [])]
    for place in new:
        rows.append(_row(before.get(place.key), place, moved.get(place.key)))
        rows += [_row(struck, None) for struck in struck_after.get(place.key, [])]
    return rows


def _row(old: ComparedPlace | None, new: ComparedPlace | None, moved: Wording | None = None) -> ComparedRow:
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


def _known_by_words(old: Sequence[ComparedPlace], new: Sequence[ComparedPlace]) -> list[ComparedPlace]:
    """What has another heading over the same words is the same place: its heading was changed."""
    known = {place.key for place in old} & {place.key for place in new}
    left: dict[tuple, list[ComparedPlace]] = {}
    for place in old:
        if place.key not in known and (said := _said(place)):
            left.setdefault(said, []).append(place)
    found = []
    for place in new:
        same = left.get(_said(place)) if place.key not in known else None
        found.append(replace(place, key=same.pop(0).key) if same else place)
    return found


# What a row is called by and where it stands, which says nothing of whether it is the same one.
_NAMES = ("Номер", "Название", "Заголовок", "Строка", "Сокращение")


def _said(place: ComparedPlace) -> tuple:
    return tuple((label, text) for label, text in place.words.items() if text and label not in _NAMES)


def _known_by_contents(old: Sequence[ComparedPlace], new: Sequence[ComparedPlace]) -> list[ComparedPlace]:
    """What has another heading over the same rows is the same place too, the one that most of them were in."""
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
    """Of the places that both have, those that stand in another row's, or in another order than the others there."""
    before, common = {place.key: place for place in old}, {place.key for place in old} & {place.key for place in new}
    order = {place.key: number for number, place in enumerate(old)}
    stay: set[Hashable] = set()
    of_row: dict[Hashable, list[Hashable]] = {}
    for place in new:
        if place.key in common and before[place.key].within == place.within:
            of_row.setdefault(place.within, []).append(place.key)
    for keys in of_row.values():
        stay.update(_longest_in_order(keys, order))
    gone = common - stay
    if not gone:
        return {}
    was, now = (_described(places) for places in (old, new))
    return {key: Wording(PLACE, was[key], now[key]) for key in gone}


def _longest_in_order(keys: Sequence[Hashable], order: dict[Hashable, int]) -> list[Hashable]:
    """As many of the keys as stand in that order: the fewest others have moved."""
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


def _described(places: Sequence[ComparedPlace]) -> dict[Hashable, str]:
    """«после „1.2 Семинар“», «в начале»; with what it stands in where that has a name."""
    described, previous = {}, {}
    for place in places:
        start = f"{place.within_title}, " if place.within_title else ""
        after = previous.get(place.within)
        described[place.key] = start + (f"после «{after}»" if after else "в начале")
        previous[place.within] = place.title
    return described


def numbered(places: Iterable[ComparedPlace]) -> list[ComparedPlace]:
    """Rows of one name are told apart by which of them it is."""
    seen: dict[Hashable, int] = {}
    found = []
    for place in places:
        seen[place.key] = seen.get(place.key, 0) + 1
        found.append(replace(place, key=(place.key, seen[place.key])))
    return found
