"""What people delete goes through the archive: every other place of the code that deletes is here, with its reason."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

APPS = ("portal", "schools", "indicators", "roadmap", "reports")

# Functions, or rooms, that delete records or files past `Deletion`.
EXPLAINED = {
    "portal.accounts.": "codes and second factors: secrets, which nobody may have back",
    "portal.backup.restoring:": "files of a restoration that gave way to those of the backup",
    "portal.heavy.": "files on their way to the worker, and what it read",
    "portal.letters.sending:": "tasks that are done",
    "portal.once.": "keys of posted forms, for some hours",
    "schools.archive.actions:": "the archive itself",
    "schools.archive.stray_files:": "files that no row knows",
    "schools.entrance.actions:": "a demand of a second factor, set and lifted by a tick",
    "schools.mergers.actions:": "twice the same after two schools became one",
    "schools.people.actions:": "a role, given and taken by a tick",
    "schools.personal.actions:": "a person's data, removed for good because they asked for it",
    "indicators.collections.merging:": "twice the same after two schools became one",
    "indicators.workbooks.merging:": "twice the same after two schools became one",
    "indicators.workbooks.uploads:": "files that wait for their second pass, for a day",
    "roadmap.editions.actions:withdraw_approval": "a link that the approval made",
    "roadmap.editions.carrying:": "copies that one action made and drops, or places that are carried again",
    "roadmap.evaluation.actions:_freeze": "what was counted of a draft, counted anew",
    "roadmap.execution.actions.deriving:": "assignments that nobody has touched, derived from the plan",
    "roadmap.execution.correcting:settle": "an exception that says what the words say anyway",
    "roadmap.execution.evidence.waiting:": "pieces of files on their way",
    "roadmap.execution.merging:": "assignments that nobody has touched",
    "roadmap.execution.rereading.actions:": "readings of words, read anew where they are needed",
    "roadmap.programmes.actions:place_part": "a part's place, set again when its rows come back",
    "roadmap.tables.struck:": "what «Удалённое» kept, put back into its text",
    "roadmap.targets.actions:_Groups.drop_emptied": "groups without rows, where no row was deleted",
    "reports.bundles.": "files of bundles, made again by asking",
    "reports.open_pages.actions:": "marks of what is open, given and taken by a tick",
}


def deleting() -> Iterator[str]:
    """Functions by their modules in which something is deleted."""
    for app in APPS:
        for path in sorted(Path(app).rglob("*.py")):
            if "migrations" not in path.parts:
                module = ".".join(path.with_suffix("").parts)
                yield from (f"{module}:{name}" for name in _within(ast.parse(path.read_text()), ()))


def _within(node: ast.AST, names: tuple[str, ...]) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        is_named = isinstance(child, ast.FunctionDef | ast.ClassDef)
        if isinstance(child, ast.Call) and getattr(child.func, "attr", "") in ("delete", "_raw_delete"):
            yield ".".join(names)
        yield from _within(child, (*names, child.name) if is_named else names)


def test_nothing_is_deleted_past_the_archive():
    past = {name for name in deleting() if not name.startswith(tuple(EXPLAINED))}
    assert past == set(), "use schools.archive.actions.Deletion"


@pytest.mark.parametrize("explained", EXPLAINED)
def test_no_explanation_outlives_its_function(explained):
    assert any(name.startswith(explained) for name in deleting())
