"""Reads a roadmap as a tree that can be rearranged: its directions and activities in the document's order."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from roadmap.plan.models import Activity, Direction, Roadmap


@dataclass(eq=False)
class OutlineNode:
    """A row of the roadmap, or the root of the tree, which has no record."""

    record: Direction | Activity | None
    parent: "OutlineNode | None" = None
    children: "list[OutlineNode]" = field(default_factory=list)

    @property
    def is_direction(self) -> bool:
        return isinstance(self.record, Direction)

    @property
    def key(self) -> str:
        """Return «d3» for a direction, «a12» for an activity, "" for the root."""
        return key_of(self.record) if self.record else ""

    @property
    def number(self) -> str | None:
        return self.record.number if self.record else None

    @property
    def depth(self) -> int:
        return 0 if self.parent is None or self.parent.record is None else self.parent.depth + 1

    @property
    def title(self) -> str:
        words = self.record.title if self.is_direction else self.record.name
        return " ".join((words or "").split()) or "без названия"

    def walk(self) -> "Iterator[OutlineNode]":
        """Yield all rows below this one, top to bottom."""
        for child in self.children:
            yield child
            yield from child.walk()

    def is_within(self, other: "OutlineNode") -> bool:
        return self is other or (self.parent is not None and self.parent.is_within(other))

    def take_out(self) -> None:
        self.parent.children.remove(self)
        self.parent = None

    def put(self, child: "OutlineNode", index: int | None = None) -> None:
        """Make the row a child of this one, at the given index or at the end."""
        child.parent = self
        self.children.insert(len(self.children) if index is None else index, child)


@dataclass
class Outline:
    roadmap: Roadmap
    root: OutlineNode
    nodes: dict[str, OutlineNode]

    def find(self, keys) -> list[OutlineNode]:
        """Return the rows with these keys in the document's order, leaving out those within another chosen row."""
        chosen = {self.nodes[key] for key in keys if key in self.nodes}
        return [
            node
            for node in self.root.walk()
            if node in chosen and not any(node is not other and node.is_within(other) for other in chosen)
        ]

    @property
    def directions(self) -> list[OutlineNode]:
        return [node for node in self.root.walk() if node.is_direction]


def key_of(record: Direction | Activity) -> str:
    return f"{'d' if isinstance(record, Direction) else 'a'}{record.pk}"


def read_outline(roadmap: Roadmap, *prefetched: str) -> Outline:
    """Read the tree in two queries, and one more for each relation of activities that is prefetched."""
    directions = list(roadmap.directions.all())
    activities = Activity.objects.filter(direction__roadmap=roadmap).prefetch_related(*prefetched)
    records = [*directions, *activities.select_related("executors")]
    root = OutlineNode(None)
    nodes = {key_of(each): OutlineNode(each) for each in records}
    for node in sorted(nodes.values(), key=lambda node: node.record.position):
        parent_pk = node.record.parent_id if node.is_direction else node.record.direction_id
        (nodes[f"d{parent_pk}"] if parent_pk else root).put(node)
    return Outline(roadmap, root, nodes)
