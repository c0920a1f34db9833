"""Which methods of evaluation a municipality may choose from: its own, and those that come with the portal."""

from dataclasses import dataclass

from roadmap.evaluation.delivered import delivered
from roadmap.evaluation.format import MethodShape
from roadmap.models import EvaluationMethod
from schools.models import Municipality


@dataclass(frozen=True)
class ChosenMethod:
    """`value` names it in a form and an address: a delivered one's key, or «own-» and an id."""

    value: str
    shape: MethodShape
    key: str = ""
    record: EvaluationMethod | None = None


def methods_for(municipality: Municipality) -> dict[str, ChosenMethod]:
    """By `value`: the newest version of each own method, then the delivered ones."""
    own = EvaluationMethod.objects.filter(municipality=municipality).newest()
    chosen = [ChosenMethod(f"own-{each.pk}", each.shape, each.origin, each) for each in own]
    chosen += [ChosenMethod(key, shape, key) for key, shape in delivered().items()]
    return {each.value: each for each in chosen}
