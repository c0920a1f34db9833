from collections.abc import Sequence
from fractions import Fraction
from math import prod
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from roadmap.evaluation.counted_figures import CountedFigure, FigureCounter
from roadmap.evaluation.method_data import FigureKey
from roadmap.evaluation.whole import MethodWhole, WholeControls


def _wrap_single(value: object) -> object:
    """Return a single component, written without a list, as a list of one."""
    return (value,) if isinstance(value, str) else value


class RatioWhole(MethodWhole):
    """Components multiplied with each other, and divided by others: «P · M / F», «P · M», «P / F»."""

    kind: Literal["ratio"]
    of: Annotated[tuple[FigureKey, ...], Field(min_length=1), BeforeValidator(_wrap_single)]
    to: Annotated[tuple[FigureKey, ...], BeforeValidator(_wrap_single)] = ()

    title: ClassVar[str] = "произведение составляющих, делённое на другие"
    place: ClassVar[int] = 30
    asks_sides: ClassVar[bool] = True

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len(set(self.parts)) < len(self.parts) or len(self.parts) < 2:
            raise PydanticCustomError(
                "whole", "В произведении и частном — не меньше двух составляющих, каждая один раз."
            )  # fmt: skip
        return self

    @property
    def parts(self) -> tuple[str, ...]:
        return (*self.of, *self.to)

    def count(self, components: Sequence[CountedFigure], counter: FigureCounter) -> CountedFigure:
        used = {figure.key: figure for figure in components}
        above, below = ([used[key] for key in keys] for keys in (self.of, self.to))
        if absent := [each for each in (*below, *above) if each.is_absent]:
            return counter.absent_with(absent[0])
        if missing := [each for each in (*above, *below) if each.share is None]:
            return counter.unknown_without(missing)
        if noughts := [each for each in below if each.share == 0]:
            return counter.unknown(f"{noughts[0].key} = 0, а на 0 не делят")
        exact = Fraction(prod(Fraction(each.share) for each in above))
        share = counter.rounded(exact / prod(Fraction(each.share) for each in below))
        # The sign of per cent can be left out only if as many figures are multiplied as are divided by.
        shown = counter.bare if len(above) == len(below) else counter.shown
        figures = _write_fraction([shown(each.share) for each in above], [shown(each.share) for each in below])
        keys = _write_fraction([each.key for each in above], [each.key for each in below])
        return CountedFigure(self.key, share, f"{self.key} = {keys} = {figures} = {counter.shown(share)}")

    def formula(self, keys: Sequence[str], *, in_shares: bool) -> str:
        return _write_fraction(self.of, self.to)

    def without_money(self) -> str:
        return f"{self.key} не считается"

    @classmethod
    def from_controls(cls, controls: WholeControls) -> dict:
        return {"of": tuple(controls.above), "to": tuple(controls.below)}

    def controls(self) -> WholeControls:
        return WholeControls(above=self.of, below=self.to)


def _write_fraction(above: Sequence[str], below: Sequence[str]) -> str:
    """Return «P · M / F», «P · M / (F · K)»."""
    divisor = " · ".join(below)
    return " · ".join(above) + (f" / {divisor if len(below) == 1 else f'({divisor})'}" if below else "")
