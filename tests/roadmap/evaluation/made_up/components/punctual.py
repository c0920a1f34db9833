from decimal import Decimal
from typing import ClassVar, Literal

from roadmap.evaluation.activity_marks import ActivityMark
from roadmap.evaluation.component import ComponentOption, MethodComponent
from roadmap.evaluation.counted_figures import CountedFigure, FigureCounter
from roadmap.evaluation.degrees import IndicatorRules
from roadmap.evaluation.evaluated_year import EvaluatedYear
from roadmap.evaluation.method_data import FigureText
from roadmap.evaluation.rounded_figures import per_cent_in_words


class PunctualComponent(MethodComponent):
    """Of activities done, or of all that were due, the share done in time; nothing below `least` per cent."""

    kind: Literal["punctual"]
    of: Literal["done", "due"] = "done"
    least: FigureText | None = None

    title: ClassVar[str] = "доля выполненных без опоздания"
    letter: ClassVar[str] = "V"
    place: ClassVar[int] = 35
    options: ClassVar[tuple[ComponentOption, ...]] = (
        ComponentOption("of", "punctual_of", "Из", (("done", "выполненных"), ("due", "всех мероприятий года"))),
        ComponentOption("least", "punctual_least", "Меньше — не считать, %"),
    )
    counts_activities: ClassVar[bool] = True

    def count(self, year: EvaluatedYear, counter: FigureCounter) -> CountedFigure:
        among = {ActivityMark.DONE, ActivityMark.LATE} | ({ActivityMark.NOT_DONE} if self.of == "due" else set())
        known = [mark for mark in year.marks if mark in among]
        figure = counter.share_of(known.count(ActivityMark.DONE), len(known), "мероприятия")
        if self.least and figure.share is not None and figure.share * 100 < Decimal(self.least):
            return CountedFigure(self.key, Decimal(0), f"{figure.words}, в расчёт {counter.shown(Decimal(0))}")
        return figure

    def meaning(self) -> str:
        among = "выполненных" if self.of == "done" else "всех"
        return f"доля мероприятий без опоздания из {among}"

    def limit_in_words(self, rules: IndicatorRules) -> str:
        return f", а меньше {per_cent_in_words(self.least)} — ноль" if self.least else ""
