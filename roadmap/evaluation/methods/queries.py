"""Finds the methods of evaluation that a municipality may choose from: its own, and those that come with the portal."""

from dataclasses import dataclass

from roadmap.evaluation.methods.delivered_methods import delivered_evaluation_methods
from roadmap.evaluation.methods.method_shape import EvaluationMethodShape
from roadmap.evaluation.methods.models import EvaluationMethod
from schools.directory.models import Municipality


@dataclass(frozen=True)
class ChosenEvaluationMethod:
    """A method to choose; `value` names it in forms and addresses: a delivered one's key, or «own-» and an id."""

    value: str
    shape: EvaluationMethodShape
    key: str = ""
    record: EvaluationMethod | None = None


def evaluation_methods_for(municipality: Municipality) -> dict[str, ChosenEvaluationMethod]:
    """Return by `value` the newest version of each own method, then the delivered ones."""
    own = EvaluationMethod.objects.filter(municipality=municipality).newest()
    chosen = [ChosenEvaluationMethod(f"own-{each.pk}", each.shape, each.origin, each) for each in own]
    chosen += [ChosenEvaluationMethod(key, shape, key) for key, shape in delivered_evaluation_methods().items()]
    return {each.value: each for each in chosen}
