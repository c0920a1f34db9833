"""What every component of an evaluation says of itself; each is a file in `components`, and one more file is one more.

A file holds one class: the component's shape in a method's JSON (its pydantic fields; `kind` is the file's name), how
it is counted, what the method's sentences call it, and what the method's form asks about it.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from roadmap.evaluation.counted_figures import CountedFigure, FigureCounter
from roadmap.evaluation.degrees import IndicatorRules
from roadmap.evaluation.evaluated_year import EvaluatedYear
from roadmap.evaluation.method_data import FigureKey, MethodData


@dataclass(frozen=True)
class ComponentOption:
    """What a method's form asks of a component's field `name`: one of `choices`, or, without any, a figure or nothing.

    `field` is its name in the form.
    """

    name: str
    field: str
    label: str
    choices: tuple[tuple[bool | str, str], ...] = ()


class MethodComponent(MethodData, ABC):
    """`title` stands in the method's form and `letter` is its key where nobody gave one; lists go by `place`.

    `counts_indicators`, `counts_activities`: those that are not known leave it open. `asks_money`: the method has to
    say what happens without. `asks_subprogrammes`: parts of the programme are evaluated by themselves.
    """

    kind: str
    key: FigureKey

    title: ClassVar[str]
    letter: ClassVar[str]
    place: ClassVar[int]
    options: ClassVar[tuple[ComponentOption, ...]] = ()
    counts_indicators: ClassVar[bool] = False
    counts_activities: ClassVar[bool] = False
    asks_money: ClassVar[bool] = False
    asks_subprogrammes: ClassVar[bool] = False

    @property
    def part_fields(self) -> tuple[str, ...]:
        """What people type of each sub-programme: «weight», «money_planned», «money_spent»."""
        return ()

    @property
    def asks_weights(self) -> bool:
        """Whether indicators need weights."""
        return False

    @abstractmethod
    def count(self, year: EvaluatedYear, counter: FigureCounter) -> CountedFigure:
        """With its arithmetic in words."""

    @abstractmethod
    def meaning(self) -> str:
        """«доля достигнутых показателей»."""

    def ceiling(self, rules: IndicatorRules) -> Decimal | None:
        """The per cent that it can't exceed; None where there is no such limit."""
        return Decimal(100)

    def limit_in_words(self, rules: IndicatorRules) -> str:
        """«, не больше 100 %», where the method sets a limit that isn't plain from its meaning."""
        return ""
