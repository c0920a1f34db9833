"""Methods of evaluation: what an evaluation has used never changes."""

from roadmap.evaluation.delivered import delivered
from roadmap.evaluation.format import MethodShape
from roadmap.evaluation.scale import check_scale
from roadmap.models import EvaluationMethod
from schools.actions.methods import change_municipal_method, create_municipal_method
from schools.models import Municipality


def copy_evaluation_method(*, key: str, municipality: Municipality, name: str = "", by) -> EvaluationMethod:
    """A delivered method as the municipality's own, to be changed; its name must be new there."""
    shape = delivered()[key]
    shape = shape.model_copy(update={"name": name.strip() or shape.name})
    return create_municipal_method(EvaluationMethod, municipality=municipality, shape=shape, origin=key, by=by)


def change_evaluation_method(*, method: EvaluationMethod, shape: MethodShape, by) -> EvaluationMethod:
    """In its place, or, where an evaluation has used it, as its next version; FaultyScale: a scale that isn't one."""
    check_scale(shape)
    return change_municipal_method(method=method, shape=shape, used_by="evaluations", by=by)
