"""Which functions write into the database and which write the history, as the code says; and who calls whom."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

ROOT = settings.BASE_DIR
APPS = ("portal", "schools", "indicators", "roadmap", "reports")
# Of a queryset or a record; `save`, `delete` and `update` have other meanings too, parted by their arguments.
_WRITES = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "aupdate", "asave"}
_BULK = {f"portal.bulk:{name}" for name in ("create_many", "create_rows", "update_by_key", "update_many")}
RECORDS = "portal.history.actions:record_changes"
MODULE = "<module>"


@dataclass
class Function:
    name: str  # «package.module:Class.method»
    lines: list[int] = field(default_factory=list)
    """Where it writes by itself."""
    uses: set[str] = field(default_factory=set)


def functions(apps: Iterable[str] = APPS) -> dict[str, Function]:
    paths = [path for app in apps for path in sorted((ROOT / app).rglob("*.py"))]
    return functions_of(
        {_module(path): path.read_text(encoding="utf-8") for path in paths if "migrations" not in path.parts}
    )


def functions_of(sources: dict[str, str]) -> dict[str, Function]:
    """By name; what stands in a class or in another function belongs to the outermost function or method."""
    trees = {name: ast.parse(text) for name, text in sources.items()}
    found: dict[str, Function] = {}
    methods = defaultdict(set)
    for module, tree in trees.items():
        for name, _ in _defined(tree):
            found[f"{module}:{name}"] = Function(f"{module}:{name}")
            methods[name.rpartition(".")[2]].add(f"{module}:{name}") if "." in name else None
        found[f"{module}:{MODULE}"] = Function(f"{module}:{MODULE}")
    for module, tree in trees.items():
        own = [node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        known = _imported(tree) | {name: f"{module}:{name}" for name in own}
        for name, nodes in [*_defined(tree), (MODULE, _outside(tree))]:
            function = found[f"{module}:{name}"]
            for node in nodes:
                _look(node, function, known, methods, found)
    return found


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _defined(tree: ast.Module) -> Iterator[tuple[str, list[ast.AST]]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, [node]
        elif isinstance(node, ast.ClassDef):
            for inner in ast.walk(node):
                if isinstance(inner, ast.ClassDef):
                    yield from ((f"{node.name}.{n.name}", [n]) for n in inner.body if isinstance(n, ast.FunctionDef))


def _outside(tree: ast.Module) -> list[ast.AST]:
    """What runs when the module is imported: names put into tables, decorators apart."""
    nodes = []
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            nodes += [each for each in node.body if not isinstance(each, ast.FunctionDef | ast.ClassDef)]
        elif not isinstance(node, ast.FunctionDef | ast.Import | ast.ImportFrom):
            nodes.append(node)
    return nodes


def _imported(tree: ast.Module) -> dict[str, str]:
    return {
        alias.asname or alias.name: f"{node.module}:{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }


def _look(tree, function: Function, known: dict, methods: dict, found: dict) -> None:
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in known:
            function.uses |= {known[node.id]} | _begun(known[node.id], found)
        elif isinstance(node, ast.Attribute):
            owner = known.get(node.value.id, "") if isinstance(node.value, ast.Name) else ""
            of_module = f"{owner.replace(':', '.')}:{node.attr}"
            function.uses |= {of_module} & found.keys() or _meant(node, function.name, methods, id(node) in called)
        if isinstance(node, ast.Call) and (_writes(node) or _bulk(node, known)):
            function.lines.append(node.lineno)


def _begun(name: str, found: dict) -> set[str]:
    """Of a class, what runs by itself."""
    return {f"{name}.__init__", f"{name}.__post_init__", f"{name}.__call__"} & found.keys()


def _meant(node: ast.Attribute, function: str, methods: dict, is_called: bool) -> set[str]:
    """Without types nobody knows of which class: that of `self` if it has it, else the only one that has it."""
    if node.attr in {"save", "delete", "create", "update"}:
        return set()
    module, _, name = function.partition(":")
    if isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"}:
        own = {f"{module}:{name.rpartition('.')[0]}.{node.attr}"} & methods.get(node.attr, set())
        if own:
            return own
    candidates = methods.get(node.attr, set())
    return candidates if is_called and len(candidates) == 1 else set()


def _bulk(call: ast.Call, known: dict) -> bool:
    return isinstance(call.func, ast.Name) and known.get(call.func.id) in _BULK


def _writes(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    keywords = {each.arg: each.value for each in call.keywords}
    match call.func.attr:
        case "delete":
            return not call.args and not keywords
        case "update":
            return not call.args and bool(keywords)
        case "save":  # of a picture, a storage, a workbook: the first argument is where to
            saved = keywords.get("save") or keywords.get("commit")
            if isinstance(saved, ast.Constant):
                return saved.value is True
            return not call.args
        case "execute":
            return bool(call.args) and re.search("INSERT |UPDATE |DELETE ", ast.unparse(call.args[0])) is not None
        case name:
            return name in _WRITES


def told(all_functions: dict[str, Function]) -> set[str]:
    """Functions from which the history is written, by themselves or by what they use."""
    users = users_of(all_functions)
    reached, waiting = set(), [RECORDS]
    while waiting:
        for name in users[waiting.pop()] - reached:
            if not name.endswith(MODULE):
                reached.add(name)
                waiting.append(name)
    return reached


def users_of(all_functions: dict[str, Function]) -> dict[str, set[str]]:
    users = defaultdict(set)
    for function in all_functions.values():
        for used in function.uses - {function.name}:
            users[used].add(function.name)
    return users


def untold(all_functions: dict[str, Function], explained: tuple[str, ...] = ()) -> dict[str, set[str]]:
    """Each function that writes and each entrance to it, from which no history is written on the way.

    Ways that lead through a function whose name begins with one of `explained` are left out.
    """
    recorded, users = told(all_functions), users_of(all_functions)
    found = {}
    for function in all_functions.values():
        if not function.lines:
            continue
        entrances, seen, waiting = set(), set(), [function.name]
        while waiting:
            name = waiting.pop()
            if name in seen or name in recorded or name.startswith(explained):
                continue
            seen.add(name)
            above = {each for each in users[name] or _of_class(name, users) if not each.endswith(MODULE)}
            waiting += above
            if not above:
                entrances.add(name)
        if entrances:
            found[function.name] = entrances
    return found


def _of_class(method: str, users: dict[str, set[str]]) -> set[str]:
    """A method whose name several classes have is run by whoever names its class elsewhere."""
    owner = method.rpartition(".")[0] if ":" in method.rpartition(".")[0] else ""
    return {each for each in users.get(owner, ()) if not each.startswith(f"{owner}.")}
