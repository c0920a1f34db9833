"""The frame of every change of a roadmap: it locks the draft, and saves places, numbers and history afterwards."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import transaction
from django.utils.text import Truncator

from portal.bulk import update_by_key
from portal.history.actions import Recorded, record_changes
from roadmap.plan.models import Activity, Direction, Roadmap
from roadmap.plan.numbering import Manner, following, manner_of, renewed
from roadmap.plan.outline import Outline, OutlineNode, key_of, read_outline
from roadmap.programmes.drafts import CannotEdit, check_can_be_edited

_TITLE = 60  # letters of a direction's title, told beside each row that moved


class RowPlace(NamedTuple):
    """A row's parent, its place there, its place among all activities of the document, and its number."""

    parent: int | None
    position: int
    sequence: int
    number: str | None

    def stated(self, outline: Outline, key: str) -> dict:
        """Return what the history keeps of it; the sequence follows from that."""
        above = outline.nodes.get(f"d{self.parent}")
        title = Truncator((above.record.title or above.record.number or "—") if above else "план").chars(_TITLE)
        place = f"{title}, {self.position + 1}-я строка"
        within = "parent" if key.startswith("d") else "direction"
        return {within: self.parent, "position": self.position, "number": self.number, "place": place}


@dataclass
class Rearrangement:
    """A step that changes the tree: what it does besides moving nodes, to be saved and recorded afterwards."""

    outline: Outline
    by: object
    action: str = ""
    added: list[OutlineNode] = field(default_factory=list)
    deleted: list[dict] = field(default_factory=list)
    rewritten: list[Recorded] = field(default_factory=list)
    followed: list[Recorded] = field(default_factory=list)
    """What follows from rewritten cells: terms made of marks."""
    renewable: set[OutlineNode] = field(default_factory=set)
    manner: Manner | None = None
    coming: list[tuple[OutlineNode, OutlineNode]] = field(default_factory=list)
    """Rows that aren't in the tree yet, each as (direction that it belongs in, row)."""

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
    """Return the roadmap, locked with its programme; raises WrongProgrammeState if the programme can't be edited."""
    locked = Roadmap.objects.select_for_update(of=("self", "programme")).select_related("programme__municipality")
    roadmap = locked.get(pk=roadmap.pk)
    check_can_be_edited(roadmap.programme)
    return roadmap


@contextmanager
def rearranging(roadmap: Roadmap, *, by, coming: Collection[str] = ()) -> Iterator[Rearrangement]:
    """Let the tree be changed inside, then save places, sequence and numbers in two statements, and the history.

    Rows with keys in `coming` are in the database but are kept out of the tree, for the step to put them in. A row's
    number that followed the document's manner, and the number of a new row, is renewed for its new place.
    """
    with transaction.atomic():
        outline = read_outline(draft_of(roadmap))
        apart = [_take_apart(outline, key) for key in coming]
        before = {key: _read_place(node) for key, node in outline.nodes.items()}
        change = Rearrangement(outline, by, manner=manner_of(outline.root), coming=apart)
        if outline.roadmap.numbering == Roadmap.Numbering.AUTOMATIC:
            change.renewable.update(following(outline.root, change.manner))
        yield change
        if change.manner:
            for node, number in renewed(outline.root, change.manner, change.renewable).items():
                node.record.number = number
        _set_places(outline.root)
        after = {node.key: _read_place(node) for node in outline.root.walk()}
        _save_places(outline, before, after)
        _record_step(change, before, after)


def _take_apart(outline: Outline, key: str) -> tuple[OutlineNode, OutlineNode]:
    """Take a row out of the tree, and return it behind the direction where it stood."""
    node = outline.nodes[key]
    parent = node.parent
    node.take_out()
    for each in (node, *node.walk()):
        del outline.nodes[each.key]
    return parent, node


def check_parent(parent: OutlineNode, *, is_direction: bool) -> None:
    """Raise CannotEdit if the row may not stand in `parent`: only directions hold rows, the top only directions."""
    if parent.record is None and not is_direction:
        raise CannotEdit("Мероприятие может стоять только в направлении.")
    if parent.record is not None and not parent.is_direction:
        raise CannotEdit("Строка может стоять только в направлении.")


def _read_place(node: OutlineNode) -> RowPlace:
    record = node.record
    if node.is_direction:
        return RowPlace(record.parent_id, record.position, 0, record.number)
    return RowPlace(record.direction_id, record.position, record.sequence, record.number)


def _set_places(root: OutlineNode) -> None:
    """Set in each record the place that it has in the tree now."""
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


def _save_places(outline: Outline, before: dict[str, RowPlace], after: dict[str, RowPlace]) -> None:
    """Save the places that have changed."""
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


def _record_step(change: Rearrangement, before: dict[str, RowPlace], after: dict[str, RowPlace]) -> None:
    added = {node.key: {"number": node.number, "title": node.title} for node in change.added}
    stood, stands = (
        {key: place.stated(change.outline, key) for key, place in each.items()} for each in (before, after)
    )
    moved = [key for key in stands if key in stood and stood[key] != stands[key]]
    if not (moved or added or change.deleted or change.rewritten):
        return
    old = {"places": {key: stood[key] for key in moved}, "deleted": change.deleted}
    new = {"places": {key: stands[key] for key in moved}, "added": added}
    old["words"], new["words"] = (
        {key_of(each.subject): getattr(each, side) for each in change.rewritten} for side in ("before", "after")
    )
    record_changes(
        [Recorded(change.roadmap, change.action[:60], old, new), *change.rewritten, *change.followed], by=change.by
    )
