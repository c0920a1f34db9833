from typing import ClassVar, Literal

from roadmap.evaluation.activity_marks import ActivityMark
from roadmap.evaluation.component import ComponentOption, MethodComponent
from roadmap.evaluation.counted_figures import CountedFigure, FigureCounter
from roadmap.evaluation.evaluated_year import EvaluatedYear


class ActivitiesComponent(MethodComponent):
    """The share of activities that were done; with `on_time`, that were done in time."""

    kind: Literal["activities"]
    on_time: bool = False

    title: ClassVar[str] = "доля выполненных мероприятий"
    letter: ClassVar[str] = "M"
    place: ClassVar[int] = 30
    options: ClassVar[tuple[ComponentOption, ...]] = (
        ComponentOption("on_time", "on_time", "Выполненных", ((False, "за год"), (True, "в срок"))),
    )
    counts_activities: ClassVar[bool] = True

    def count(self, year: EvaluatedYear, counter: FigureCounter) -> CountedFigure:
        done = {ActivityMark.DONE} if self.on_time else {ActivityMark.DONE, ActivityMark.LATE}
        known = [mark for mark in year.marks if mark.counts]
        return counter.share_of(sum(mark in done for mark in known), len(known), "мероприятия")

    def meaning(self) -> str:
        return f"доля мероприятий, выполненных {'в срок' if self.on_time else 'за год'}"
