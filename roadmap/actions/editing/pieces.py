"""Pieces of a roadmap as plain data: what a deletion keeps in the history, and what a copy is made from."""

from collections import defaultdict

from indicators.models import Indicator
from roadmap.models import Activity, Direction, Roadmap, Stage
from roadmap.queries.outline import Node, Outline
from roadmap.queries.words import OF_STAGE

_OF_ACTIVITY = ("number", "name", *OF_STAGE, "report", "requires_document", "executors_id")
_OF_DIRECTION = ("number", "title", "empty_keys")


def pieces_of(nodes: list[Node]) -> list[dict]:
    """The rows with everything below them, and where they stand."""
    activities = [each.record.pk for node in nodes for each in (node, *node.walk()) if not each.is_direction]
    stages, indicators = defaultdict(list), defaultdict(list)
    for stage in Stage.objects.filter(activity__in=activities):
        stages[stage.activity_id].append({name: getattr(stage, name) for name in (*OF_STAGE, "executors_id")})
    for activity, indicator in Activity.indicators.through.objects.filter(activity__in=activities).values_list(
        "activity", "indicator"
    ):
        indicators[activity].append(indicator)

    def piece(node: Node) -> dict:
        record = node.record
        if node.is_direction:
            own = {name: getattr(record, name) for name in _OF_DIRECTION}
            return {"is_direction": True, **own, "items": [piece(each) for each in node.children]}
        own = {name: getattr(record, name) for name in _OF_ACTIVITY}
        return {"is_direction": False, **own, "stages": stages[record.pk], "indicators": indicators[record.pk]}

    return [
        piece(node) | {"within": node.parent.key, "position": node.parent.children.index(node), "key": node.key}
        for node in nodes
    ]


def plant(outline: Outline, pieces: list[dict], *, exactly: bool = False) -> list[Node]:
    """Make new rows of the pieces, not yet anywhere in the tree.

    `exactly` keeps readings of «Ответственные» that were corrected for one place, as a restoration has to.
    """
    top = [Node(_record(outline.roadmap, piece, exactly)) for piece in pieces]
    level, activities = list(zip(top, pieces, strict=True)), []
    while level:
        Direction.objects.bulk_create([node.record for node, _ in level if node.is_direction])
        activities += [(node, piece) for node, piece in level if not node.is_direction]
        below = []
        for node, piece in level:
            for inner in piece.get("items", ()):
                child = Node(_record(outline.roadmap, inner, exactly))
                if child.is_direction:
                    child.record.parent = node.record
                node.put(child)
                below.append((child, inner))
        level = below
    _create_activities(outline, activities, exactly)
    for node in top:
        outline.nodes |= {each.key: each for each in (node, *node.walk())}
    return top


def _record(roadmap: Roadmap, piece: dict, exactly: bool) -> Direction | Activity:
    if piece["is_direction"]:
        return Direction(roadmap=roadmap, position=0, **{name: piece[name] for name in _OF_DIRECTION})
    own = {name: piece[name] for name in _OF_ACTIVITY if exactly or name != "executors_id"}
    return Activity(position=0, **own)


def _create_activities(outline: Outline, activities: list[tuple[Node, dict]], exactly: bool) -> None:
    if not activities:
        return
    anywhere = next(iter(outline.directions), None)
    for node, _ in activities:
        # A row on its own is put into its direction when places are kept.
        node.record.direction = node.parent.record if node.parent else anywhere and anywhere.record
    Activity.objects.bulk_create([node.record for node, _ in activities])
    Stage.objects.bulk_create(
        Stage(activity=node.record, position=position, **_of_stage(stage, exactly))
        for node, piece in activities
        for position, stage in enumerate(piece["stages"])
    )
    meant = {pk for _, piece in activities for pk in piece["indicators"]}
    known = set(Indicator.objects.filter(pk__in=meant).values_list("pk", flat=True)) if meant else ()
    tie = Activity.indicators.through
    tie.objects.bulk_create(
        tie(activity=node.record, indicator_id=pk)
        for node, piece in activities
        for pk in piece["indicators"]
        if pk in known
    )


def _of_stage(stage: dict, exactly: bool) -> dict:
    return {name: stage[name] for name in (*OF_STAGE, *(["executors_id"] if exactly else []))}
