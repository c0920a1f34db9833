"""Methods that come with the portal, as files beside this one; a municipality chooses one or changes its own copy."""

import json
from functools import cache
from pathlib import Path

from roadmap.evaluation.format import MethodShape
from roadmap.evaluation.scale import check_scale

_FOLDER = Path(__file__).parent / "library"


@cache
def delivered() -> dict[str, MethodShape]:
    """By their keys, in the order of their names."""
    methods = {path.stem: _method(path) for path in _FOLDER.glob("*.json")}
    return dict(sorted(methods.items(), key=lambda item: item[1].name))


def _method(path: Path) -> MethodShape:
    method = MethodShape.model_validate(json.loads(path.read_text(encoding="utf-8")))
    check_scale(method)
    return method
