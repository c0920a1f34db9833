"""Methods that come with the portal, as files beside this one; a municipality chooses one or changes its own copy."""

import json
from functools import cache
from pathlib import Path

from indicators.identification.format import MethodShape

_FOLDER = Path(__file__).parent / "library"


@cache
def delivered() -> dict[str, MethodShape]:
    """By their keys, in the order of their names."""
    methods = {path.stem: _method(path) for path in _FOLDER.glob("*.json")}
    return dict(sorted(methods.items(), key=lambda item: item[1].name))


def _method(path: Path) -> MethodShape:
    return MethodShape.model_validate(json.loads(path.read_text(encoding="utf-8")))
