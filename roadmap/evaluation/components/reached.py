from typing import ClassVar, Literal

from roadmap.evaluation.component import MethodComponent
from roadmap.evaluation.counted_figures import CountedFigure, FigureCounter
from roadmap.evaluation.degrees import AchievementState
from roadmap.evaluation.evaluated_year import EvaluatedYear


class ReachedComponent(MethodComponent):
    """The share of indicators that count as reached."""

    kind: Literal["reached"]

    title: ClassVar[str] = "доля достигнутых показателей"
    letter: ClassVar[str] = "N"
    place: ClassVar[int] = 20
    counts_indicators: ClassVar[bool] = True

    def count(self, year: EvaluatedYear, counter: FigureCounter) -> CountedFigure:
        states = [degree.state for degree in year.degrees]
        reached, missed = (states.count(each) for each in (AchievementState.REACHED, AchievementState.NOT_REACHED))
        return counter.share_of(reached, reached + missed, "показателя")

    def meaning(self) -> str:
        return "доля достигнутых показателей"
