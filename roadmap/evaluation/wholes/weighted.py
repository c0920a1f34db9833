from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, Literal

from pydantic_core import PydanticCustomError

from roadmap.evaluation.counted_figures import CountedFigure, FigureCounter
from roadmap.evaluation.method_data import FigureKey, FigureText
from roadmap.evaluation.rounded_figures import number_in_words
from roadmap.evaluation.weighed_mean import highest, mean_of
from roadmap.evaluation.whole import MethodWhole, WholeControls


class WeightedWhole(MethodWhole):
    """The sum of the components times their weights, which have to add up to 1."""

    kind: Literal["weighted"]
    weights: dict[FigureKey, FigureText]

    title: ClassVar[str] = "сумма составляющих с весами (вес — у каждой составляющей)"
    place: ClassVar[int] = 20

    def check(self, keys: Sequence[str]) -> None:
        if set(self.weights) != set(keys):
            raise PydanticCustomError("whole", "Вес нужен у каждой составляющей, и только у них.")
        total = sum(map(Decimal, self.weights.values()))
        if total != 1:
            raise PydanticCustomError(
                "whole", "Веса составляющих дают {n}, а должны дать 1.", {"n": str(total).replace(".", ",")}
            )

    def count(self, components: Sequence[CountedFigure], counter: FigureCounter) -> CountedFigure:
        return mean_of(components, counter, self.weights)

    def formula(self, keys: Sequence[str], *, in_shares: bool) -> str:
        return " + ".join(f"{number_in_words(Decimal(self.weights[key]))} · {key}" for key in keys)

    def ceiling(self, limits: Mapping[str, Decimal | None]) -> Decimal | None:
        return highest(limits)

    @classmethod
    def from_controls(cls, controls: WholeControls) -> dict:
        return {"weights": dict(controls.weights)}

    def controls(self) -> WholeControls:
        return WholeControls(weights=self.weights)
