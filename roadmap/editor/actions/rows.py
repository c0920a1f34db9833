"""Adds rows to a roadmap, and saves their words without overwriting what somebody else typed."""

from portal.meanwhile import Words, changed_places
from roadmap.dates.actions import understand_terms
from roadmap.editor.actions.pieces import plant
from roadmap.editor.actions.rearranging import check_parent, rearranging
from roadmap.editor.actions.writing import write_row
from roadmap.execution.actions.understanding import understand_plan
from roadmap.plan.models import Activity, Direction, Roadmap
from roadmap.plan.outline import key_of
from roadmap.plan.row_words import blank_place, with_term, words_of
from roadmap.responsibles.actions import understand_responsibles


def add_row(*, roadmap: Roadmap, words: Words, within: str, before: str = "", is_direction: bool, by):
    """Add a direction or an activity, and return its record; without a number it is given the next one."""
    with rearranging(roadmap, by=by) as change:
        parent = change.node(within) if within else change.outline.root
        check_parent(parent, is_direction=is_direction)
        piece = {"is_direction": is_direction, **_build_piece(words, is_direction)}
        [node] = plant(change.outline, [piece])
        anchor = change.node(before) if before else None
        parent.put(node, parent.children.index(anchor) if anchor and anchor.parent is parent else None)
        change.added = [node]
        if not node.number and roadmap.numbering == Roadmap.Numbering.AUTOMATIC:
            change.renewable.add(node)
        change.action = "направление добавлено" if is_direction else "мероприятие добавлено"
    if not is_direction:
        understand_plan(change.roadmap)
    return node.record


def _build_piece(words: Words, is_direction: bool) -> dict:
    if is_direction:
        return {"number": None, "title": None, "empty_keys": [], "items": [], **words}
    texts = dict.fromkeys(("number", "name", "report"))
    piece = blank_place() | texts | {"requires_document": False, "stages": [], "indicators": [], **words}
    return with_term(piece) | {"stages": [with_term(blank_place() | stage) for stage in piece["stages"]]}


def save_row(*, record: Direction | Activity, words: Words, seen: Words, by) -> bool:
    """Write the places that the person changed, and return whether there were any.

    Raises ChangedMeanwhile, writing nothing, if somebody else has changed one of these places differently.
    """
    if words == seen:
        return False
    roadmap = record.roadmap if isinstance(record, Direction) else record.direction.roadmap
    with rearranging(roadmap, by=by) as change:
        node = change.node(key_of(record))
        current = words_of(node.record)
        changed = changed_places(words, seen, current)
        write_row(change, node, changed, current)
        change.action = "строка исправлена"
    if {"term", "start", "end", "marks", "stages"} & changed.keys():
        understand_terms(change.roadmap)
    if {"responsible", "stages"} & changed.keys():
        understand_responsibles(change.roadmap)
    return bool(changed)
