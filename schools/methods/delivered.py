"""Methods that come with the portal, as files of a folder; a municipality chooses one or changes its own copy."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar


class NamedMethod(Protocol):
    name: str


M = TypeVar("M", bound=NamedMethod)


def methods_in(folder: Path, read: Callable[[dict], M]) -> dict[str, M]:
    """By their keys, which are the files' names, in the order of the methods' own names."""
    methods = {path.stem: read(json.loads(path.read_text(encoding="utf-8"))) for path in folder.glob("*.json")}
    return dict(sorted(methods.items(), key=lambda item: item[1].name))
