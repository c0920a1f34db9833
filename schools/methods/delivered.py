"""Reads methods that come with the portal from the files of a folder."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar


class NamedMethod(Protocol):
    name: str


M = TypeVar("M", bound=NamedMethod)


def methods_in(folder: Path, read: Callable[[dict], M]) -> dict[str, M]:
    """Return the methods by their keys, which are the names of the files, sorted by the methods' names."""
    methods = {path.stem: read(json.loads(path.read_text(encoding="utf-8"))) for path in folder.glob("*.json")}
    return dict(sorted(methods.items(), key=lambda item: item[1].name))
