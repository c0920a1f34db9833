"""Differences between a document and a stored programme, and how they are written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db import models

from indicators.catalogue.models import Indicator
from portal.history.actions import Recorded
from portal.text.keys import natural_key
from roadmap.editions.comparing import RevisionChange, Wording
from roadmap.intake.indicator_matching import NamedIndicator


@dataclass(frozen=True)
class Proposed:
    """One difference that a person may take.

    `write` puts the document's words in place of the stored ones and yields entries for the history. With
    `takes_cells` it is called with the labels of the cells that were taken.
    """

    part: str
    title: str
    change: RevisionChange
    wordings: tuple[Wording, ...]
    write: Callable[..., Iterable[Recorded]] = field(compare=False)
    takes_cells: bool = False
    questions: tuple[NamedIndicator, ...] = ()
    """Questions to answer before it is taken: whether an indicator that it adds is one of the catalogue."""

    @property
    def key(self) -> str:
        """Return a key that changes as soon as the words on either side do."""
        words = [[each.label, each.old, each.new] for each in self.wordings]
        identity = json.dumps([self.part, self.title, self.change, words], ensure_ascii=False)
        return hashlib.sha256(identity.encode()).hexdigest()[:16]

    @property
    def is_apart(self) -> bool:
        """Return whether there are several cells that can be taken one by one."""
        return self.takes_cells and len(self.wordings) > 1

    @property
    def cells(self) -> list[tuple[str, Wording]]:
        return [(f"{self.key}.{number}", wording) for number, wording in enumerate(self.wordings)]

    @property
    def keys(self) -> set[str]:
        return {self.key} | ({key for key, _wording in self.cells} if self.is_apart else set())

    def meant(self, answers: Mapping[str, str]) -> dict[str, Indicator]:
        """Return the catalogue's indicators by the names that mean them; raises Refusal if a question has no answer."""
        said = {each.title: each.meant_by(answers.get(each.key, "")) for each in self.questions}
        return {title: indicator for title, indicator in said.items() if indicator}

    def write_chosen(self, chosen: Collection[str]) -> Iterable[Recorded]:
        """Write the whole or those of its cells whose keys are chosen, and return entries for the history."""
        cells = {wording.label for key, wording in self.cells if self.key in chosen or key in chosen}
        if not cells:
            return []
        return self.write(cells) if self.takes_cells else self.write()


@dataclass
class PartChanges:
    """The differences of one part of a programme; `settle` is called once after those that were taken are written."""

    title: str
    proposed: list[Proposed] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """Sentences about what of the document is not compared."""

    shown: list[Proposed] = field(default_factory=list)
    """Differences that are shown, but can't be taken."""

    placed: list[models.Model] = field(default_factory=list)
    """Written rows that `settle` puts where the document has them: new ones, and those whose move was taken."""

    indicators_meant: dict[str, Indicator] = field(default_factory=dict)
    """Indicators of the catalogue by the document's names for them, as a person answered."""

    def settle(self) -> None:
        """Put the part's rows in order and understand their words, after some of them were written."""

    def propose(
        self,
        title: str,
        wordings: Iterable[Wording],
        write: Callable[..., Iterable[Recorded]],
        *,
        by_cells: bool = False,
        questions: Iterable[NamedIndicator] = (),
    ) -> None:
        """Add a difference: a row that is changed, added or struck; wordings that say the same are dropped.

        With `by_cells` each wording may be taken without the others, and `write` gets the labels of those taken.
        """
        wordings = tuple(each for each in wordings if not says_the_same(each.old, each.new))
        if not wordings:
            return
        change = RevisionChange.CHANGED
        if all(each.old is None for each in wordings):
            change = RevisionChange.ADDED
        elif all(each.new is None for each in wordings):
            change = RevisionChange.STRUCK
        proposed = Proposed(self.title, title, change, wordings, write, by_cells, tuple(questions))
        self.proposed.append(proposed)

    def propose_move(
        self, row: models.Model, place: Wording, *, among: models.Model, into: Callable[[], object] = lambda: None
    ) -> None:
        """Add a move of a row. `into` puts it into its new group or direction; `settle` places it among the rows there.

        The history is written about `among`.
        """

        def write() -> Iterator[Recorded]:
            into()
            self.placed.append(row)
            yield Recorded(among, "переставлено по документу", {"place": place.old}, {"place": place.new})

        self.propose(f"{row}: переставлено", [place], write)


def says_the_same(old: str | None, new: str | None) -> bool:
    """Return whether two wordings differ in blanks and line breaks only."""
    return (old or "").split() == (new or "").split()


def compare_wordings(labels: Mapping[str, str], old: Mapping | None, new: Mapping | None) -> list[Wording]:
    """Return the wordings of both sides by label; what the document doesn't state at all is left out.

    `old` is None for an added row, `new` for a struck one.
    """
    found = []
    for name, label in labels.items():
        before = None if old is None else old.get(name) or ""
        after = None if new is None else new.get(name)
        if new is not None and after is None:
            continue
        found.append(Wording(label, before, after))
    return found


def index_by_name(rows: Iterable, name: Callable[[object], str | None]) -> dict[Hashable, object]:
    """Index rows by the key of their name and a number that counts rows with the same name."""
    found: dict[Hashable, object] = {}
    seen: dict[str, int] = {}
    for row in rows:
        key = natural_key(name(row) or "")
        seen[key] = seen.get(key, 0) + 1
        found[key, seen[key]] = row
    return found
