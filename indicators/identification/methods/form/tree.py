"""The rules of a method as the form sends them: a flat list of nodes, each with its fields under its own prefix.

A node is written «key.parent.kind»; the parent of the rule's root is «r», that of the context's root «c». Steps add,
wrap, copy and remove nodes in the data that were sent, so that the form works without JavaScript.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.http import QueryDict

RULE, CONTEXT = "r", "c"
DEEPEST = 6
MOST_NODES = 300


@dataclass(eq=False)
class RuleNode:
    """A sign or a group in the form, with the nodes within it; its fields have `prefix` before their names."""

    key: str
    parent: str
    kind: str
    depth: int = 1
    of: list["RuleNode"] = field(default_factory=list)

    @property
    def prefix(self) -> str:
        return f"n{self.key}"

    @property
    def is_sign(self) -> bool:
        return self.kind == "sign"

    @property
    def may_hold_groups(self) -> bool:
        return self.depth < DEEPEST

    def walk(self) -> Iterator["RuleNode"]:
        yield self
        for each in self.of:
            yield from each.walk()


class RuleTree:
    """The nodes that were sent, as trees; nodes that make no sense, which the form never sends, are left out."""

    def __init__(self, data: QueryDict):
        self.data = data
        self.nodes: dict[str, RuleNode] = {}
        self.roots: dict[str, RuleNode] = {}
        for written in data.getlist("node")[:MOST_NODES]:
            key, parent, kind = [*written.split("."), "", ""][:3]
            if key.isdecimal() and key.isascii() and kind in ("sign", "group") and key not in self.nodes:
                self._put(RuleNode(key, parent, kind))

    def _put(self, node: RuleNode) -> None:
        if node.parent in (RULE, CONTEXT):
            if node.parent in self.roots:
                return
            self.roots[node.parent] = node
        else:
            parent = self.nodes.get(node.parent)
            if parent is None or parent.is_sign or parent.depth >= DEEPEST:
                return
            node.depth = parent.depth + 1
            parent.of.append(node)
        self.nodes[node.key] = node

    @property
    def next_key(self) -> str:
        """The key that the next node will have, so that buttons can lead to its place on the page."""
        return str(max(map(int, self.nodes), default=0) + 1)

    def take(self, step: str) -> None:
        """Take a step: «sign:3» adds a sign to the group 3; a step that makes no sense changes nothing."""
        verb, _, key = step.partition(":")
        if verb == "context" and CONTEXT not in self.roots:
            self.add(CONTEXT, "group", {"kind": "at_least", "number": "1"})
            self.add(self.roots[CONTEXT].key, "sign")
        node = self.nodes.get(key)
        if node is None or len(self.nodes) >= MOST_NODES:
            return
        if verb in ("sign", "group") and not node.is_sign:
            self.add(key, verb)
        elif verb == "remove":
            self.remove(node)
        elif verb == "wrap" and max(each.depth for each in node.walk()) < DEEPEST:
            self.wrap(node)
        elif verb == "copy" and node.is_sign and node.parent in self.nodes:
            self.copy(node)

    def add(self, parent: str, kind: str, values: dict[str, str] | None = None) -> RuleNode:
        """Add a node at the end of its group, with the given contents of its fields."""
        node = RuleNode(self.next_key, parent, kind)
        self._put(node)
        for name, value in (values or {}).items():
            self.data[f"{node.prefix}-{name}"] = value
        self._write_nodes()
        return node

    def remove(self, node: RuleNode) -> None:
        if node.parent == RULE:
            return
        if node.parent == CONTEXT:
            del self.roots[CONTEXT]
        else:
            self.nodes[node.parent].of.remove(node)
        for each in node.walk():
            del self.nodes[each.key]
        self._write_nodes()

    def wrap(self, node: RuleNode) -> None:
        """Put a group in the node's place, with the node within it."""
        group = RuleNode(self.next_key, node.parent, "group", node.depth, [node])
        siblings = self.nodes[node.parent].of if node.parent in self.nodes else None
        if siblings is None:
            self.roots[node.parent] = group
        else:
            siblings[siblings.index(node)] = group
        self.nodes[group.key] = group
        node.parent = group.key
        for each in node.walk():
            each.depth += 1
        self.data[f"{group.prefix}-kind"] = "all"
        self._write_nodes()

    def copy(self, node: RuleNode) -> None:
        """Add a copy of a sign right behind it."""
        siblings = self.nodes[node.parent].of
        made = self.add(node.parent, "sign")
        siblings.insert(siblings.index(node) + 1, siblings.pop())
        for name in list(self.data):
            if name.startswith(f"{node.prefix}-"):
                self.data.setlist(name.replace(node.prefix, made.prefix, 1), self.data.getlist(name))
        self._write_nodes()

    def _write_nodes(self) -> None:
        nodes = [each for root in self.roots.values() for each in root.walk()]
        self.data.setlist("node", [f"{each.key}.{each.parent}.{each.kind}" for each in nodes])
