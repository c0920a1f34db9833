"""Reads the editor's page: the rows with how they are understood, and the last step that can be taken back."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.history.models import Change
from portal.text.keys import natural_key
from roadmap.execution.understanding import READINGS, Understood, understood_place
from roadmap.plan.models import Activity, Roadmap
from roadmap.plan.outline import OutlineNode, read_outline

# Rows deeper than this are not indented any further.
_DEEPEST = 8


@dataclass(frozen=True)
class EditorRow:
    """A row of the plan; `places` says how the activity or its stages are understood."""

    key: str
    within: str
    depth: int
    is_direction: bool
    number: str
    title: str
    places: list[Understood]
    is_without_responsible: bool

    @property
    def indent(self) -> int:
        return min(self.depth, _DEEPEST)


@dataclass(frozen=True)
class EditorPage:
    rows: list[EditorRow]
    last: Change | None

    @property
    def directions(self) -> list[EditorRow]:
        return [row for row in self.rows if row.is_direction]

    @property
    def undo_words(self) -> str:
        """Return «Отменить: строка удалена», or «Вернуть: …» if the last step took one back."""
        done = self.last.action.removeprefix("отменено: ")
        return f"Вернуть: {done}" if done != self.last.action else f"Отменить: {done}"


def editor_page(roadmap: Roadmap) -> EditorPage:
    """Return the page in a fixed number of queries; words are shown by their kept readings."""
    outline = read_outline(roadmap, *READINGS)
    steps = Change.objects.about(roadmap).filter(before__has_key="places").select_related("changed_by")
    return EditorPage([_build_row(node, roadmap) for node in outline.root.walk()], steps.first())


def _build_row(node: OutlineNode, roadmap: Roadmap) -> EditorRow:
    places = [] if node.is_direction else _understand_places(node.record, roadmap)
    named = any(natural_key(place.responsible_words) for place in places)
    return EditorRow(
        key=node.key,
        within=node.parent.key,
        depth=node.depth,
        is_direction=node.is_direction,
        number=node.number or "",
        title=node.title,
        places=places,
        is_without_responsible=bool(places) and not named,
    )


def _understand_places(activity: Activity, roadmap: Roadmap) -> list[Understood]:
    return [understood_place(activity, stage, roadmap) for stage in activity.asked_places]


def reported_before(nodes: Iterable[OutlineNode]) -> int:
    """Return how many of the activities have reports in the revision that this programme amends."""
    origins = [node.record.origin_id for node in nodes if not node.is_direction]
    return Activity.objects.filter(pk__in=origins, assignments__version__gt=0).distinct().count()
