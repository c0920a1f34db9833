"""A difference between a document and a stored programme, and how it is written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db import models

from portal.history.actions import Recorded
from portal.text.keys import natural_key
from roadmap.editions.comparing import RevisionChange, Wording


@dataclass(frozen=True)
class Proposed:
    """`write` puts the document's words in place of those stored and gives the history of it."""

    part: str
    title: str
    change: RevisionChange
    wordings: tuple[Wording, ...]
    write: Callable[[], Iterable[Recorded]] = field(compare=False)

    @property
    def key(self) -> str:
        """Another one as soon as the words on either side are others."""
        words = [[each.label, each.old, each.new] for each in self.wordings]
        told = json.dumps([self.part, self.title, self.change, words], ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()[:16]


@dataclass
class PartChanges:
    """Of one part: what differs, and what is to be done once after all that was taken is written."""

    title: str
    proposed: list[Proposed] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What of the document is not held against what is stored."""

    placed: list[models.Model] = field(default_factory=list)
    """Rows that were written and go where the document has them: new ones, and those whose move was taken."""

    def settle(self) -> None:
        """Order and readings of the part's rows, after some of them were written."""

    def propose(self, title: str, wordings: Iterable[Wording], write: Callable[[], Iterable[Recorded]]) -> None:
        """Where something differs: a row that both have, one that the document adds, or one that it lacks."""
        wordings = tuple(each for each in wordings if not says_the_same(each.old, each.new))
        if not wordings:
            return
        change = RevisionChange.CHANGED
        if all(each.old is None for each in wordings):
            change = RevisionChange.ADDED
        elif all(each.new is None for each in wordings):
            change = RevisionChange.STRUCK
        self.proposed.append(Proposed(self.title, title, change, wordings, write))

    def propose_move(
        self, row: models.Model, place: Wording, *, among: models.Model, into: Callable[[], object] = lambda: None
    ) -> None:
        """`into` puts the row into what it stands in now; among its neighbours there it is put when all is settled."""

        def write() -> Iterator[Recorded]:
            into()
            self.placed.append(row)
            yield Recorded(among, "переставлено по документу", {"place": place.old}, {"place": place.new})

        self.propose(f"{row}: переставлено", [place], write)


def says_the_same(old: str | None, new: str | None) -> bool:
    """Blanks and breaks of lines are no change."""
    return (old or "").split() == (new or "").split()


def worded(labels: Mapping[str, str], old: Mapping | None, new: Mapping | None) -> list[Wording]:
    """Of both sides; what the document doesn't state at all is not held against what is stored."""
    found = []
    for name, label in labels.items():
        before = None if old is None else old.get(name) or ""
        after = None if new is None else new.get(name)
        if new is not None and after is None:
            continue
        found.append(Wording(label, before, after))
    return found


def by_name(rows: Iterable, name: Callable[[object], str | None]) -> dict[Hashable, object]:
    """Rows by their names; those of one name are told apart by which of them it is."""
    found: dict[Hashable, object] = {}
    seen: dict[str, int] = {}
    for row in rows:
        key = natural_key(name(row) or "")
        seen[key] = seen.get(key, 0) + 1
        found[key, seen[key]] = row
    return found
