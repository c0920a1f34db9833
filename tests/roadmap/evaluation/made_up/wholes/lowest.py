from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, Literal

from roadmap.evaluation.counted_figures import CountedFigure, FigureCounter
from roadmap.evaluation.whole import MethodWhole


class LowestWhole(MethodWhole):
    """The lowest of the components that the programme has."""

    kind: Literal["lowest"]

    title: ClassVar[str] = "наименьшая из составляющих"
    place: ClassVar[int] = 15

    def count(self, components: Sequence[CountedFigure], counter: FigureCounter) -> CountedFigure:
        if unknown := [each for each in components if each.share is None and not each.is_absent]:
            return counter.unknown_without(unknown)
        lowest = min((each for each in components if each.share is not None), key=lambda each: each.share)
        return CountedFigure(self.key, lowest.share, f"{self.key} = {lowest.key} = {counter.shown(lowest.share)}")

    def formula(self, keys: Sequence[str], *, in_shares: bool) -> str:
        return f"наименьшее из {', '.join(keys)}"

    def ceiling(self, limits: Mapping[str, Decimal | None]) -> Decimal | None:
        known = [limit for limit in limits.values() if limit is not None]
        return min(known) if known else None
