from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, Literal

from roadmap.evaluation.counted_figures import CountedFigure, FigureCounter
from roadmap.evaluation.weighed_mean import highest, mean_of
from roadmap.evaluation.whole import MethodWhole


class MeanWhole(MethodWhole):
    """The arithmetic mean of all components."""

    kind: Literal["mean"]

    title: ClassVar[str] = "среднее арифметическое составляющих"
    place: ClassVar[int] = 10

    def count(self, components: Sequence[CountedFigure], counter: FigureCounter) -> CountedFigure:
        return mean_of(components, counter)

    def formula(self, keys: Sequence[str], *, in_shares: bool) -> str:
        return f"({' + '.join(keys)}) / {len(keys)}" if len(keys) > 1 else keys[0]

    def ceiling(self, limits: Mapping[str, Decimal | None]) -> Decimal | None:
        return highest(limits)
