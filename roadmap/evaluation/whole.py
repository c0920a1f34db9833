"""What every way to make a whole of components says of itself; each is a file in `wholes`, one more is one more.

A file holds one class: its shape in a method's JSON (its pydantic fields; `kind` is the file's name), how it is
counted, its formula, and which of the form's controls it reads: weights beside components, sides, a pair, steps of k.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar

from roadmap.evaluation.counted_figures import CountedFigure, FigureCounter
from roadmap.evaluation.method_data import FigureKey, MethodData


@dataclass(frozen=True)
class WholeControls:
    """What the form has for wholes: weights by the components' keys, the keys of the first and second, steps of k.

    `above`, `below`: keys of those that are multiplied and of those that are divided by.
    """

    weights: Mapping[str, str] = field(default_factory=dict)
    pair: tuple[str, ...] = ()
    steps: Sequence[Mapping[str, str | None]] = ()
    above: Sequence[str] = ()
    below: Sequence[str] = ()


class MethodWhole(MethodData, ABC):
    """`title` stands in the method's form; lists go by `place`. `asks_…`: controls that it needs."""

    kind: str
    key: FigureKey

    title: ClassVar[str]
    place: ClassVar[int]
    asks_pair: ClassVar[bool] = False
    asks_steps: ClassVar[bool] = False
    asks_sides: ClassVar[bool] = False

    @property
    def parts(self) -> tuple[str, ...]:
        """Components that it names, each of which must be in the method."""
        return ()

    def check(self, keys: Sequence[str]) -> None:
        """PydanticCustomError: it doesn't fit these components."""

    @abstractmethod
    def count(self, components: Sequence[CountedFigure], counter: FigureCounter) -> CountedFigure:
        """With its arithmetic in words."""

    @abstractmethod
    def formula(self, keys: Sequence[str], *, in_shares: bool) -> str:
        """What it equals, of components so called: «(P + F) / 2»."""

    def without_money(self) -> str:
        """What becomes of it where no money is provided for and the method goes on without."""
        return "расходы в оценку не входят"

    def ceiling(self, limits: Mapping[str, Decimal | None]) -> Decimal | None:
        """The per cent that it can't exceed by those of the components; None where there is no such limit."""
        return None

    @classmethod
    def from_controls(cls, controls: WholeControls) -> dict:
        """Its own fields, as JSON, from what stands in the form."""
        return {}

    def controls(self) -> WholeControls:
        """What it puts into the form."""
        return WholeControls()
