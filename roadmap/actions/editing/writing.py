"""Words of a roadmap's rows: typed for the first time, or corrected without overwriting what somebody else typed."""

from collections.abc import Mapping

from portal.history.actions import Recorded, record_changes
from roadmap.actions.editing.pieces import OF_STAGE, plant
from roadmap.actions.editing.rearranging import CannotEdit, Change, check_parent, rearranging
from roadmap.actions.executors import understand_responsibles
from roadmap.models import Activity, Assignment, Direction, Roadmap, Stage
from roadmap.queries.outline import Node, key_of
from roadmap.queries.words import words_of

Words = Mapping[str, object]


class ChangedMeanwhile(Exception):
    """Somebody else has changed the same places; `current` are their words as they are now."""

    def __init__(self, current: Words):
        super().__init__(", ".join(current))
        self.current = current


def add_row(*, roadmap: Roadmap, words: Words, within: str, before: str = "", is_direction: bool, by):
    """A new direction or activity; without a number of its own it gets the one that follows."""
    with rearranging(roadmap, by=by) as change:
        parent = change.node(within) if within else change.outline.root
        check_parent(parent, is_direction=is_direction)
        piece = {"is_direction": is_direction, **_blank(is_direction), **words}
        [node] = plant(change.outline, [piece])
        anchor = change.node(before) if before else None
        parent.put(node, parent.children.index(anchor) if anchor and anchor.parent is parent else None)
        change.added = [node]
        if not node.number and roadmap.numbering == Roadmap.Numbering.AUTOMATIC:
            change.renewable.add(node)
        change.action = "направление добавлено" if is_direction else "мероприятие добавлено"
    if not is_direction:
        understand_responsibles(change.roadmap)
    return node.record


def _blank(is_direction: bool) -> dict:
    if is_direction:
        return {"number": None, "title": None, "empty_keys": [], "items": []}
    texts = dict.fromkeys(("number", "name", *OF_STAGE, "report"))
    return texts | {"requires_document": False, "stages": [], "indicators": []}


def save_row(*, record: Direction | Activity, words: Words, seen: Words, by) -> bool:
    """Write the places that the person changed; whether there were any. Nobody else's change is overwritten.

    A place that both changed differently raises ChangedMeanwhile, and nothing is written.
    """
    if words == seen:
        return False
    roadmap = record.roadmap if isinstance(record, Direction) else record.direction.roadmap
    with rearranging(roadmap, by=by) as change:
        node = change.node(key_of(record))
        current = words_of(node.record)
        changed = changed_places(words, seen, current)
        _write(change, node, changed)
        change.action = "номер исправлен"
        before = {key: current[key] for key in changed}
        record_changes([Recorded(node.record, "исправлено", before, changed)] if changed else [], by=by)
    if {"responsible", "stages"} & changed.keys():
        understand_responsibles(change.roadmap)
    return bool(changed)


def changed_places(words: Words, seen: Words, current: Words) -> dict:
    """What the person typed anew and what doesn't stand there yet."""
    touched = {key: value for key, value in words.items() if value != seen.get(key)}
    theirs = {key: current[key] for key in touched if current[key] not in (seen.get(key), touched[key])}
    if theirs:
        raise ChangedMeanwhile(theirs)
    return {key: value for key, value in touched.items() if value != current[key]}


def _write(change: Change, node: Node, changed: dict) -> None:
    for key in changed.keys() - {"stages"}:
        setattr(node.record, key, changed[key])
    if "number" in changed:
        change.renewable.discard(node)
    if "stages" in changed:
        _write_stages(node.record, changed["stages"])
    # The number is kept with the places, with those that follow from it.
    if fields := changed.keys() - {"stages", "number"}:
        node.record.save(update_fields=fields)


def _write_stages(activity: Activity, stages: list[dict]) -> None:
    """In their order; a stage that somebody has reported on can't be taken away."""
    known = {stage.pk: stage for stage in activity.stages.all()}
    gone = known.keys() - {stage["id"] for stage in stages}
    if Assignment.objects.filter(stage__in=gone).exists():
        raise CannotEdit("Об этом этапе уже отчитались, поэтому удалить его нельзя.")
    Stage.objects.filter(pk__in=gone).delete()
    kept, new = [], []
    for position, words in enumerate(stages):
        stage = known.get(words["id"]) or Stage(activity=activity)
        stage.position = position
        for name in OF_STAGE:
            setattr(stage, name, words[name])
        (kept if stage.pk else new).append(stage)
    Stage.objects.bulk_update(kept, ["position", *OF_STAGE])
    Stage.objects.bulk_create(new)
