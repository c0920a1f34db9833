"""Which kinds of documents there are: the folders beside this file, and wherever else the package is looked for."""

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
    """The folders are listed once; whoever adds a place to look in says so."""
    _by_code.cache_clear()


def document_kinds() -> list[DocumentKind]:
    """In the order of the lists that people see."""
    return list(_by_code().values())


def kind_of(code: str) -> DocumentKind:
    """KeyError: there is no such kind."""
    return _by_code()[code]


def is_kind(code: str) -> bool:
    return code in _by_code()


def kind_choices() -> list[tuple[str, str]]:
    return [(kind.code, kind.label) for kind in document_kinds()]


def kinds_about(subject: str) -> list[DocumentKind]:
    """«programme», «low_result_list», «school» or «region»."""
    return [kind for kind in document_kinds() if subject in kind.subject]
