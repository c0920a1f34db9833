"""Finds the kinds of documents: folders with a `kind.py` in any directory of the package's search path."""

from functools import cache
from importlib import import_module
from pathlib import Path

import reports.kinds
from reports.kinds.document_kind import DocumentKind


@cache
def _by_code() -> dict[str, DocumentKind]:
    folders = sorted({file.parent.name for place in reports.kinds.__path__ for file in Path(place).glob("*/kind.py")})
    kinds = [import_module(f"reports.kinds.{folder}.kind").KIND for folder in folders]
    found = {kind.code: kind for kind in sorted(kinds, key=lambda kind: (kind.position, kind.code))}
    if len(found) < len(kinds):
        raise ValueError("Two kinds of documents have one code.")
    return found


def look_again() -> None:
    """Forget the list of folders, which is read once. Call this after adding a directory to the package's path."""
    _by_code.cache_clear()


def document_kinds() -> list[DocumentKind]:
    """Return all kinds in the order in which people see them."""
    return list(_by_code().values())


def kind_of(code: str) -> DocumentKind:
    """Raises KeyError if there is no such kind."""
    return _by_code()[code]


def is_kind(code: str) -> bool:
    return code in _by_code()


def kind_choices() -> list[tuple[str, str]]:
    return [(kind.code, kind.label) for kind in document_kinds()]


def kinds_about(subject: str) -> list[DocumentKind]:
    """Return the kinds about such a `subject`: «programme», «low_result_list», «school» or «region»."""
    return [kind for kind in document_kinds() if subject in kind.subject]
