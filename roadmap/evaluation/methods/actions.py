"""Copies and changes methods of evaluation; a method that an evaluation has used never changes."""

from roadmap.evaluation.methods.delivered_methods import delivered_evaluation_methods
from roadmap.evaluation.methods.effect_scale import check_scale
from roadmap.evaluation.methods.method_shape import EvaluationMethodShape
from roadmap.evaluation.methods.models import EvaluationMethod
from schools.directory.models import Municipality
from schools.methods.actions import change_municipal_method, create_municipal_method


def copy_evaluation_method(*, key: str, municipality: Municipality, name: str = "", by) -> EvaluationMethod:
    """Copy a delivered method as the municipality's own, which can be changed.

    Raises MethodRefused if the municipality already has a method with that name.
    """
    sample = delivered_evaluation_methods()[key]
    shape = sample.model_copy(update={"name": name.strip() or sample.name})
    return create_municipal_method(
        EvaluationMethod, municipality=municipality, shape=shape, by=by, origin=key, sample=sample.name
    )


def change_evaluation_method(*, method: EvaluationMethod, shape: EvaluationMethodShape, by) -> EvaluationMethod:
    """Change the method, or make its next version if an evaluation has used it.

    Raises FaultyScale if a scale of the new shape is faulty.
    """
    check_scale(shape)
    return change_municipal_method(method=method, shape=shape, used_by="evaluations", by=by)
