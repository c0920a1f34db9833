"""Methods of evaluation: what an evaluation has used never changes."""

from roadmap.evaluation.methods.delivered_methods import delivered_evaluation_methods
from roadmap.evaluation.methods.effect_scale import check_scale
from roadmap.evaluation.methods.method_shape import EvaluationMethodShape
from roadmap.evaluation.methods.models import EvaluationMethod
from schools.directory.models import Municipality
from schools.methods.actions import change_municipal_method, create_municipal_method


def copy_evaluation_method(*, key: str, municipality: Municipality, name: str = "", by) -> EvaluationMethod:
    """A delivered method as the municipality's own, to be changed; its name must be new there."""
    shape = delivered_evaluation_methods()[key]
    shape = shape.model_copy(update={"name": name.strip() or shape.name})
    return create_municipal_method(EvaluationMethod, municipality=municipality, shape=shape, origin=key, by=by)


def change_evaluation_method(*, method: EvaluationMethod, shape: EvaluationMethodShape, by) -> EvaluationMethod:
    """In its place, or, where an evaluation has used it, as its next version; FaultyScale: a scale that isn't one."""
    check_scale(shape)
    return change_municipal_method(method=method, shape=shape, used_by="evaluations", by=by)
