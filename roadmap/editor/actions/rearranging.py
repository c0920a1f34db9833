"""The frame of every change of a roadmap: a draft, locked; places, numbers and history kept right afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import transaction

from portal.bulk import update_by_key
from portal.history.actions import Recorded, record_changes
from roadmap.plan.models import Activity, Direction, Roadmap
from roadmap.plan.numbering import Manner, following, manner_of, renewed
from roadmap.plan.outline import Outline, OutlineNode, key_of, read_outline
from roadmap.programmes.drafts import APPROVED, CannotEdit, WrongProgrammeState
from roadmap.programmes.models import Programme


class RowPlace(NamedTuple):
    """A row's direction, its place among its neighbours, which activity of the document it is, and its number."""

    parent: int | None
    position: int
    sequence: int
    number: str | None

    @property
    def stated(self) -> list:
        """What history keeps of it; the sequence follows."""
        return [self.parent, self.position, self.number]


@dataclass
class Rearrangement:
    """What a step does to the tree, besides moving its nodes about."""

    outline: Outline
    by: object
    action: str = ""
    added: list[OutlineNode] = field(default_factory=list)
    deleted: list[dict] = field(default_factory=list)
    rewritten: list[Recorded] = field(default_factory=list)
    renewable: set[OutlineNode] = field(default_factory=set)
    manner: Manner | None = None

    @property
    def roadmap(self) -> Roadmap:
        return self.outline.roadmap

    def node(self, key: str) -> OutlineNode:
        try:
            return self.outline.nodes[key]
        except KeyError:
            raise CannotEdit("Этой строки в плане уже нет: её удалили. Страница обновлена.") from None

    def nodes(self, keys) -> list[OutlineNode]:
        if nodes := self.outline.find(keys):
            return nodes
        raise CannotEdit("Сначала отметьте галочкой направления или мероприятия.")


def draft_of(roadmap: Roadmap) -> Roadmap:
    """The roadmap, locked with its programme; an approved one is refused."""
    locked = Roadmap.objects.select_for_update(of=("self", "programme")).select_related("programme__municipality")
    roadmap = locked.get(pk=roadmap.pk)
    if roadmap.programme.status == Programme.Status.APPROVED:
        raise WrongProgrammeState(APPROVED)
    return roadmap


@contextmanager
def rearranging(roadmap: Roadmap, *, by) -> Iterator[Rearrangement]:
    """Change the tree inside; then places, sequence and numbers are kept in two statements, with one of history.

    A number that followed the document's manner, or is of a new row, follows it in its new place.
    """
    with transaction.atomic():
        outline = read_outline(draft_of(roadmap))
        before = {key: _place(node) for key, node in outline.nodes.items()}
        change = Rearrangement(outline, by, manner=manner_of(outline.root))
        if outline.roadmap.numbering == Roadmap.Numbering.AUTOMATIC:
            change.renewable.update(following(outline.root, change.manner))
        yield change
        if change.manner:
            for node, number in renewed(outline.root, change.manner, change.renewable).items():
                node.record.number = number
        _settle(outline.root)
        after = {node.key: _place(node) for node in outline.root.walk()}
        _keep(outline, before, after)
        _record(change, before, after)


def check_parent(parent: OutlineNode, *, is_direction: bool) -> None:
    """Rows stand in directions, and only directions at the top of the plan."""
    if parent.record is None and not is_direction:
        raise CannotEdit("Мероприятие может стоять только в направлении.")
    if parent.record is not None and not parent.is_direction:
        raise CannotEdit("Строка может стоять только в направлении.")


def _place(node: OutlineNode) -> RowPlace:
    record = node.record
    if node.is_direction:
        return RowPlace(record.parent_id, record.position, 0, record.number)
    return RowPlace(record.direction_id, record.position, record.sequence, record.number)


def _settle(root: OutlineNode) -> None:
    """Say to each record where it stands now."""
    sequence = 0
    for node in root.walk():
        parent = node.parent.record
        node.record.position = node.parent.children.index(node)
        if node.is_direction:
            node.record.parent = parent
        else:
            node.record.direction = parent
            node.record.sequence = sequence
            sequence += 1


def _keep(outline: Outline, before: dict[str, RowPlace], after: dict[str, RowPlace]) -> None:
    directions, activities = {}, {}
    for node in outline.root.walk():
        old, new = before.get(node.key), after[node.key]
        values = {name: value for name, value in new._asdict().items() if old is None or getattr(old, name) != value}
        if node.is_direction:
            values.pop("sequence", None)
            directions[node.record.pk] = values
        else:
            if "parent" in values:
                values["direction"] = values.pop("parent")
            activities[node.record.pk] = values
    for model, changes in ((Direction, directions), (Activity, activities)):
        update_by_key(model, {pk: values for pk, values in changes.items() if values})


def _record(change: Rearrangement, before: dict[str, RowPlace], after: dict[str, RowPlace]) -> None:
    added = [node.key for node in change.added]
    moved = [key for key, place in after.items() if key in before and before[key].stated != place.stated]
    if not (moved or added or change.deleted or change.rewritten):
        return
    old = {"places": {key: before[key].stated for key in moved}, "deleted": change.deleted}
    new = {"places": {key: after[key].stated for key in moved}, "added": added}
    old["words"], new["words"] = (
        {key_of(each.subject): getattr(each, side) for each in change.rewritten} for side in ("before", "after")
    )
    record_changes([Recorded(change.roadmap, change.action[:60], old, new), *change.rewritten], by=change.by)
