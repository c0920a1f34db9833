"""Moves, copies, deletes and renumbers rows of a roadmap, one or several at once; each step can be taken back."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from portal.history import models as history
from roadmap.editor.actions.pieces import key_of_deletion, pieces_of, plant
from roadmap.editor.actions.rearranging import Rearrangement, check_parent, rearranging
from roadmap.editor.actions.writing import write_row
from roadmap.execution.actions.understanding import understand_plan
from roadmap.execution.models import Assignment
from roadmap.plan.models import Activity, Direction, Roadmap
from roadmap.plan.numbering import Manner
from roadmap.plan.outline import OutlineNode
from roadmap.plan.row_words import words_of
from roadmap.programmes.drafts import CannotEdit
from schools.archive.actions import Deletion, came_back_otherwise


class MoveWay(StrEnum):
    UP = "up"
    DOWN = "down"
    IN = "in"
    OUT = "out"


@dataclass(frozen=True)
class Done:
    """What a step did, as a sentence for the person, and the keys of the rows that it changed."""

    sentence: str
    keys: list[str] = field(default_factory=list)


def shift_row(*, roadmap: Roadmap, key: str, way: MoveWay, by) -> Done:
    """Move a row by one step: past a neighbour, into the direction above it, or out of its own."""
    with rearranging(roadmap, by=by) as change:
        node = change.node(key)
        parent, index = _FINDERS[way](node)
        node.take_out()
        parent.put(node, index)
        change.action = "строка переставлена"
    return Done(_describe_place(node), [key])


def move_rows(*, roadmap: Roadmap, keys: Iterable[str], within: str, before: str = "", by) -> Done:
    """Move rows into the direction `within` ("" is the top of the plan), before one of its rows or to its end."""
    with rearranging(roadmap, by=by) as change:
        nodes = change.nodes(keys)
        parent = change.node(within) if within else change.outline.root
        anchor = change.node(before) if before else None
        _check_move(nodes, parent, anchor)
        while anchor in nodes:
            following = parent.children[parent.children.index(anchor) + 1 :]
            anchor = following[0] if following else None
        for node in nodes:
            node.take_out()
        index = parent.children.index(anchor) if anchor else len(parent.children)
        for offset, node in enumerate(nodes):
            parent.put(node, index + offset)
        change.action = "строки перенесены" if len(nodes) > 1 else "строка перенесена"
    if len(nodes) == 1:
        sentence = _describe_place(nodes[0])
    else:
        sentence = f"Перенесено строк: {len(nodes)}. Теперь в {_name_parent(parent)}."
    return Done(sentence, [node.key for node in nodes])


def copy_rows(*, roadmap: Roadmap, keys: Iterable[str], by) -> Done:
    """Copy each row with everything in it, right after the original.

    Reports, and corrections that hold for a single place, are not copied.
    """
    with rearranging(roadmap, by=by) as change:
        nodes = change.nodes(keys)
        copies = plant(change.outline, pieces_of(nodes))
        for node, copy in zip(nodes, copies, strict=True):
            node.parent.put(copy, node.parent.children.index(node) + 1)
        change.added = copies
        if roadmap.numbering == Roadmap.Numbering.AUTOMATIC:
            change.renewable |= {each for copy in copies for each in (copy, *copy.walk()) if each.number}
        change.action = "строки скопированы" if len(nodes) > 1 else "строка скопирована"
    understand_plan(change.roadmap)
    return Done(_describe_rows("Скопировано", nodes) + " Копия стоит следом.", [copy.key for copy in copies])


def delete_rows(*, roadmap: Roadmap, keys: Iterable[str], by) -> Done:
    """Delete rows with everything in them; the history keeps every word.

    Raises CannotEdit if somebody has reported on one of the activities, or marked it as not required.
    """
    with rearranging(roadmap, by=by) as change:
        nodes = change.nodes(keys)
        _remove(change, nodes)
        change.action = "строки удалены" if len(nodes) > 1 else "строка удалена"
    return Done(_describe_rows("Удалено", nodes))


def renumber(*, roadmap: Roadmap, manner: Manner | None, by) -> Done:
    """Number every row anew, in the given manner or in the one that the document has."""
    with rearranging(roadmap, by=by) as change:
        change.manner = manner or change.manner
        for node in change.outline.root.walk():
            if not change.manner.numbers(node):
                node.record.number = "" if node.number else node.number
            elif manner:
                node.record.number = None
        change.renewable = set(change.outline.root.walk())
        change.action = "пронумеровано заново"
    return Done("План пронумерован заново.")


def undo_last(*, roadmap: Roadmap, change_pk: int, by) -> Done:
    """Take back the last step that moved, copied, added, deleted, numbered or wrote rows.

    Taking back a taken-back step does it again. Raises CannotEdit if `change_pk` is no longer the last step.
    """
    with rearranging(roadmap, by=by) as change:
        last = history.Change.objects.about(change.roadmap).filter(before__has_key="places").first()
        if last is None or last.pk != change_pk:
            raise CannotEdit("После этого план уже изменили ещё раз, поэтому отменять надо с последнего шага.")
        change.manner = None
        gone = [change.outline.nodes[key] for key in last.after["added"] if key in change.outline.nodes]
        restored = plant(change.outline, last.before["deleted"], exactly=True)
        came_back_otherwise(key=key_of_deletion(piece["key"] for piece in last.before["deleted"]), by=by)
        if gone:
            _remove(change, gone)
        _put_back(change, last.before, restored)
        change.added = restored
        for key, words in last.before.get("words", {}).items():
            node = change.node(key)
            write_row(change, node, words, words_of(node.record))
        change.action = "отменено: " + last.action.removeprefix("отменено: ")
    if restored or last.before.get("words"):
        understand_plan(change.roadmap)
    at = [node.key for node in restored] or [*last.before.get("words", {}), *last.before["places"]][:1]
    return Done("Отменено.", at)


def _put_back(change: Rearrangement, before: dict, restored: list[OutlineNode]) -> None:
    """Put every row into the place that it had before the step; rows that the step didn't touch keep theirs."""
    rows = [*change.outline.root.walk(), *(inner for node in restored for inner in node.walk())]
    places = {node: (node.parent, node.parent.children.index(node)) for node in rows}
    for node, piece in zip(restored, before["deleted"], strict=True):
        places[node] = (change.node(piece["within"]) if piece["within"] else change.outline.root, piece["position"])
    for key, stood in before["places"].items():
        node, parent = change.node(key), stood.get("parent") or stood.get("direction")
        places[node] = (change.node(f"d{parent}") if parent else change.outline.root, stood["position"])
        node.record.number = stood["number"]
    for parent in (change.outline.root, *places):
        parent.children.clear()
    for node, (parent, _) in sorted(places.items(), key=lambda item: item[1][1]):
        parent.put(node)


def _remove(change: Rearrangement, nodes: list[OutlineNode]) -> None:
    """Delete the rows from the tree and the database, keeping them in the history and in «Удалённое»."""
    rows = [each for node in nodes for each in (node, *node.walk())]
    activities = [node.record.pk for node in rows if not node.is_direction]
    reported = Assignment.objects.filter(activity__in=activities).select_related("activity").first()
    if reported:
        raise CannotEdit(
            f"О мероприятии «{reported.activity}» уже отчитались или отметили, что оно не требуется: "
            "удалить его нельзя."
        )
    change.deleted = pieces_of(nodes)
    names = "; ".join(" ".join(filter(None, [node.number, node.title])) for node in nodes)
    deletion = Deletion(
        nodes[0].record, name=f"План: {names} ({change.roadmap.programme})", within=change.roadmap.programme,
        key=key_of_deletion(node.key for node in nodes),
    )  # fmt: skip
    deletion.take(Activity.objects.filter(pk__in=activities))
    deletion.take(Direction.objects.filter(pk__in=[node.record.pk for node in rows if node.is_direction]))
    deletion.keep(by=change.by)
    for node in nodes:
        node.take_out()


def _check_move(nodes: list[OutlineNode], parent: OutlineNode, anchor: OutlineNode | None) -> None:
    if anchor and anchor.parent is not parent:
        raise CannotEdit("План за это время изменили, и этого места уже нет. Посмотрите и перенесите ещё раз.")
    for node in nodes:
        if parent.is_within(node):
            raise CannotEdit("Направление нельзя перенести внутрь него самого.")
        check_parent(parent, is_direction=node.is_direction)


def _find_above(node: OutlineNode) -> tuple[OutlineNode, int]:
    """Return the parent and the index that the row gets one step up; like the other finders, raises CannotEdit."""
    parent, index = node.parent, node.parent.children.index(node)
    if index:
        return parent, index - 1
    if node.is_direction or parent.parent is None:
        raise CannotEdit("Выше в своём направлении некуда." if parent.parent else "Выше некуда.")
    return _find_past(parent, -1)


def _find_below(node: OutlineNode) -> tuple[OutlineNode, int]:
    parent, index = node.parent, node.parent.children.index(node)
    if index < len(parent.children) - 1:
        return parent, index + 1
    if node.is_direction or parent.parent is None:
        raise CannotEdit("Ниже в своём направлении некуда." if parent.parent else "Ниже некуда.")
    return _find_past(parent, 1)


def _find_past(direction: OutlineNode, step: int) -> tuple[OutlineNode, int]:
    """Return where an activity goes that leaves its direction upwards (`step` -1) or downwards (1)."""
    above = direction.parent
    index = above.children.index(direction)
    if above.record is not None:
        return above, index + (step > 0)
    if not 0 <= index + step < len(above.children):
        raise CannotEdit("Выше некуда." if step < 0 else "Ниже некуда.")
    neighbour = above.children[index + step]
    return neighbour, len(neighbour.children) if step < 0 else 0


def _find_inside(node: OutlineNode) -> tuple[OutlineNode, int]:
    above = node.parent.children[: node.parent.children.index(node)]
    direction = next((each for each in reversed(above) if each.is_direction), None)
    if direction is None:
        raise CannotEdit("Выше, на том же уровне, нет направления, в которое можно вложить эту строку.")
    return direction, len(direction.children)


def _find_outside(node: OutlineNode) -> tuple[OutlineNode, int]:
    parent = node.parent
    if parent.record is None:
        raise CannotEdit("Строка уже на верхнем уровне.")
    if parent.parent.record is None and not node.is_direction:
        raise CannotEdit("Мероприятие может стоять только в направлении.")
    return parent.parent, parent.parent.children.index(parent) + 1


_FINDERS = {
    MoveWay.UP: _find_above,
    MoveWay.DOWN: _find_below,
    MoveWay.IN: _find_inside,
    MoveWay.OUT: _find_outside,
}


def _name_parent(node: OutlineNode) -> str:
    if node.record is None:
        return "плане на верхнем уровне"
    return f"направлении «{' '.join(filter(None, [node.number, node.title]))}»"


def _describe_place(node: OutlineNode) -> str:
    place, count = node.parent.children.index(node) + 1, len(node.parent.children)
    words = " ".join(filter(None, [node.number, node.title]))
    return f"«{words}» — {place}-е из {count} в {_name_parent(node.parent)}."


def _describe_rows(verb: str, nodes: list[OutlineNode]) -> str:
    """Return «Удалено направление „3 Учителя“ (мероприятий 7).», or how many rows if there are several."""
    activities = sum(1 for node in nodes for each in (node, *node.walk()) if not each.is_direction)
    if len(nodes) > 1:
        return f"{verb} строк: {len(nodes)}, мероприятий в них {activities}."
    [node] = nodes
    words = " ".join(filter(None, [node.number, node.title]))
    if node.is_direction:
        return f"{verb} направление «{words}» (мероприятий {activities})."
    return f"{verb} мероприятие «{words}»."
