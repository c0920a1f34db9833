"""Reads the methods of evaluation that come with the portal, which are files in `library`."""

from functools import cache
from pathlib import Path

from roadmap.evaluation.methods.effect_scale import check_scale
from roadmap.evaluation.methods.method_shape import EvaluationMethodShape
from schools.methods.delivered import methods_in

_FOLDER = Path(__file__).parent / "library"


@cache
def delivered_evaluation_methods() -> dict[str, EvaluationMethodShape]:
    return methods_in(_FOLDER, _read_method)


def _read_method(data: dict) -> EvaluationMethodShape:
    method = EvaluationMethodShape.model_validate(data)
    check_scale(method)
    return method
