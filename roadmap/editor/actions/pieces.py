"""Turns rows of a roadmap into plain data and back: a deletion keeps it in the history, a copy is made from it."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from indicators.catalogue.models import Indicator
from roadmap.dates.models import TermDates
from roadmap.plan.models import Activity, Direction, Roadmap, Stage
from roadmap.plan.outline import Outline, OutlineNode
from roadmap.plan.row_words import OF_PLACE
from roadmap.responsibles.models import Executors

_OF_ACTIVITY = ("number", "name", "report", "requires_document")
_OF_PLACE = (*OF_PLACE, "term_is_made")
_READINGS = {"executors_id": Executors, "dates_id": TermDates}
Exceptions = dict[str, set[int]]
_OF_DIRECTION = ("number", "title", "empty_keys")


def pieces_of(nodes: list[OutlineNode]) -> list[dict]:
    """Return the rows with everything below them as plain data, with their places in the tree."""
    activities = [each.record.pk for node in nodes for each in (node, *node.walk()) if not each.is_direction]
    stages, indicators = defaultdict(list), defaultdict(list)
    for stage in Stage.objects.filter(activity__in=activities):
        stages[stage.activity_id].append({name: getattr(stage, name) for name in ("name", *_OF_PLACE, *_READINGS)})
    for activity, indicator in Activity.indicators.through.objects.filter(activity__in=activities).values_list(
        "activity", "indicator"
    ):
        indicators[activity].append(indicator)

    def piece(node: OutlineNode) -> dict:
        record = node.record
        if node.is_direction:
            own = {name: getattr(record, name) for name in _OF_DIRECTION}
            return {"is_direction": True, **own, "items": [piece(each) for each in node.children]}
        own = {name: getattr(record, name) for name in (*_OF_ACTIVITY, *_OF_PLACE, *_READINGS)}
        return {"is_direction": False, **own, "stages": stages[record.pk], "indicators": indicators[record.pk]}

    return [
        piece(node) | {"within": node.parent.key, "position": node.parent.children.index(node), "key": node.key}
        for node in nodes
    ]


def key_of_deletion(keys: Iterable[str]) -> str:
    """Return the key by which rows that were deleted together are found in «Удалённое»."""
    return hashlib.sha256(",".join(sorted(keys)).encode()).hexdigest()


def plant(outline: Outline, pieces: list[dict], *, exactly: bool = False) -> list[OutlineNode]:
    """Create new records of the pieces, and return their nodes, which have no place in the tree yet.

    `exactly` keeps readings that were corrected for a single place, as a restoration has to.
    """
    kept = _read_exceptions(outline.roadmap) if exactly else {}
    top = [OutlineNode(_build_record(outline.roadmap, piece, kept)) for piece in pieces]
    level, activities = list(zip(top, pieces, strict=True)), []
    while level:
        Direction.objects.bulk_create([node.record for node, _ in level if node.is_direction])
        activities += [(node, piece) for node, piece in level if not node.is_direction]
        below = []
        for node, piece in level:
            for inner in piece.get("items", ()):
                child = OutlineNode(_build_record(outline.roadmap, inner, kept))
                if child.is_direction:
                    child.record.parent = node.record
                node.put(child)
                below.append((child, inner))
        level = below
    _create_activities(outline, activities, kept)
    for node in top:
        outline.nodes |= {each.key: each for each in (node, *node.walk())}
    return top


def _build_record(roadmap: Roadmap, piece: dict, kept: Exceptions) -> Direction | Activity:
    if piece["is_direction"]:
        return Direction(roadmap=roadmap, position=0, **{name: piece[name] for name in _OF_DIRECTION})
    own = {name: piece[name] for name in _OF_ACTIVITY}
    return Activity(position=0, **own, **_select_place(piece), **_select_readings(piece, kept))


def _select_place(piece: dict) -> dict:
    """Return the fields of a place that the piece has; pieces from an older history have fewer."""
    return {name: piece[name] for name in _OF_PLACE if name in piece}


def _create_activities(outline: Outline, activities: list[tuple[OutlineNode, dict]], kept: Exceptions) -> None:
    if not activities:
        return
    anywhere = next(iter(outline.directions), None)
    for node, _ in activities:
        # The database requires a direction; a row without a parent gets its own when `rearranging` saves the places.
        node.record.direction = node.parent.record if node.parent else anywhere and anywhere.record
    Activity.objects.bulk_create([node.record for node, _ in activities])
    Stage.objects.bulk_create(
        Stage(
            activity=node.record,
            position=position,
            name=stage.get("name"),
            **_select_place(stage),
            **_select_readings(stage, kept),
        )
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


def _read_exceptions(roadmap: Roadmap) -> Exceptions:
    return {
        name: set(
            model.objects.filter(municipality=roadmap.programme.municipality_id, is_exception=True).values_list(
                "pk", flat=True
            )
        )
        for name, model in _READINGS.items()
    }


def _select_readings(piece: dict, kept: Exceptions) -> dict[str, int]:
    """Return the piece's exceptions that still exist; other words are read anew once the rows have their places."""
    return {name: piece[name] for name, known in kept.items() if piece.get(name) in known}
