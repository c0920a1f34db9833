"""The base class of wholes, the ways to make one figure of all components; each is a file in `wholes`.

A file has one class: its shape in a method's JSON (its pydantic fields; `kind` is the file's name), how it is
counted, its formula, and which of the form's controls it reads: weights beside components, sides, a pair, steps of k.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar

from roadmap.evaluation.counted_figures import CountedFigure, FigureCounter
from roadmap.evaluation.method_data import FigureKey
from schools.methods.data import MethodData


@dataclass(frozen=True)
class WholeControls:
    """What the form has for wholes.

    `weights` are by the components' keys, `pair` are the keys of the first and the second, `steps` those of the factor
    k. `above` are keys of components that are multiplied, `below` of those that are divided by.
    """

    weights: Mapping[str, str] = field(default_factory=dict)
    pair: tuple[str, ...] = ()
    steps: Sequence[Mapping[str, str | None]] = ()
    above: Sequence[str] = ()
    below: Sequence[str] = ()


class MethodWhole(MethodData, ABC):
    """A way to make one figure of the components.

    `title` names it in the method's form, lists are sorted by `place`, and `asks_…` say which controls it needs.
    """

    kind: str
    key: FigureKey

    title: ClassVar[str]
    place: ClassVar[int]
    asks_pair: ClassVar[bool] = False
    asks_steps: ClassVar[bool] = False
    asks_sides: ClassVar[bool] = False

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the keys of components that it names, each of which has to be in the method."""
        return ()

    def check(self, keys: Sequence[str]) -> None:
        """Raise PydanticCustomError if it doesn't fit components with these keys."""

    @abstractmethod
    def count(self, components: Sequence[CountedFigure], counter: FigureCounter) -> CountedFigure:
        """Return its figure, with the arithmetic in words."""

    @abstractmethod
    def formula(self, keys: Sequence[str], *, in_shares: bool) -> str:
        """Return its formula with the components' keys: «(P + F) / 2»."""

    def without_money(self) -> str:
        """Return what becomes of it if no money is provided for and the method goes on without."""
        return "расходы в оценку не входят"

    def ceiling(self, limits: Mapping[str, Decimal | None]) -> Decimal | None:
        """Return the per cent that it can't exceed, given the components' limits; None if there is no such limit."""
        return None

    @classmethod
    def from_controls(cls, controls: WholeControls) -> dict:
        """Return its own fields as JSON, read from the form's controls."""
        return {}

    def controls(self) -> WholeControls:
        """Return what it puts into the form's controls."""
        return WholeControls()
