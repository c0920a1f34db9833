"""The editor's page: the roadmap's rows with what is doubtful in them, and the last step that can be taken back."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.history.models import Change
from roadmap.models import Roadmap
from roadmap.queries.outline import Node, read_outline
from roadmap.queries.understanding import undated_terms

# Deeper rows are not shown further in.
_DEEPEST = 8


@dataclass(frozen=True)
class Row:
    """A row of the plan; `terms` are pairs of words and whether they are doubtful."""

    key: str
    within: str
    depth: int
    is_direction: bool
    number: str
    title: str
    terms: list[tuple[str, bool]]
    responsibles: list[str]
    is_without_responsible: bool

    @property
    def indent(self) -> int:
        return min(self.depth, _DEEPEST)


@dataclass(frozen=True)
class EditorPage:
    rows: list[Row]
    last: Change | None

    @property
    def directions(self) -> list[Row]:
        return [row for row in self.rows if row.is_direction]

    @property
    def undo_words(self) -> str:
        """«Отменить: строка удалена», or to bring it again."""
        done = self.last.action.removeprefix("отменено: ")
        return f"Вернуть: {done}" if done != self.last.action else f"Отменить: {done}"


def editor_page(roadmap: Roadmap) -> EditorPage:
    """In five queries, and the terms read once each."""
    outline = read_outline(roadmap, "stages")
    doubtful = undated_terms(roadmap)
    steps = Change.objects.about(roadmap).filter(before__has_key="places").select_related("changed_by")
    return EditorPage([_row(node, doubtful) for node in outline.root.walk()], steps.first())


def _row(node: Node, doubtful: set[str]) -> Row:
    places = list(_places(node))
    terms = list(dict.fromkeys(place.term for place in places if (place.term or "").strip()))
    responsibles = list(dict.fromkeys(place.responsible for place in places if (place.responsible or "").strip()))
    return Row(
        key=node.key,
        within=node.parent.key,
        depth=node.depth,
        is_direction=node.is_direction,
        number=node.number or "",
        title=node.title,
        terms=[(term, term in doubtful) for term in terms],
        responsibles=responsibles,
        is_without_responsible=bool(places) and not responsibles,
    )


def _places(node: Node) -> Iterator:
    if not node.is_direction:
        yield node.record
        yield from node.record.stages.all()
