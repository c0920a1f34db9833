"""The base class of components of an evaluation; each component is a file in `components`.

A file has one class: the component's shape in a method's JSON (its pydantic fields; `kind` is the file's name), how
it is counted, what the method's sentences call it, and what the method's form asks about it.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from roadmap.evaluation.counted_figures import CountedFigure, FigureCounter
from roadmap.evaluation.degrees import IndicatorRules
from roadmap.evaluation.evaluated_year import EvaluatedYear
from roadmap.evaluation.method_data import FigureKey
from schools.methods.data import MethodData


@dataclass(frozen=True)
class ComponentOption:
    """A question of a method's form about a component's field `name`; `field` is its name in the form.

    The answer is one of `choices`; without choices it is a figure, or empty.
    """

    name: str
    field: str
    label: str
    choices: tuple[tuple[bool | str, str], ...] = ()


class MethodComponent(MethodData, ABC):
    """A component of a method.

    `title` names it in the method's form, `letter` is its key if nobody gave one, and lists are sorted by `place`.
    `counts_indicators` and `counts_activities` say that unknown ones leave its figure open. With `asks_money` the
    method has to say what happens without money; with `asks_subprogrammes` parts of the programme are evaluated apart.
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
        """Return what people have to type for each sub-programme: «weight», «money_planned», «money_spent»."""
        return ()

    @property
    def asks_weights(self) -> bool:
        """Return whether indicators need weights."""
        return False

    @abstractmethod
    def count(self, year: EvaluatedYear, counter: FigureCounter) -> CountedFigure:
        """Return its figure for the year, with the arithmetic in words."""

    @abstractmethod
    def meaning(self) -> str:
        """Return what it means, as a part of a sentence: «доля достигнутых показателей»."""

    def ceiling(self, rules: IndicatorRules) -> Decimal | None:
        """Return the per cent that it can't exceed; None if there is no such limit."""
        return Decimal(100)

    def limit_in_words(self, rules: IndicatorRules) -> str:
        """Return «, не больше 100 %» if the method sets a limit that isn't plain from the meaning, else ""."""
        return ""
