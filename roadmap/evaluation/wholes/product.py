from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from roadmap.evaluation.counted_figures import CountedFigure, FigureCounter
from roadmap.evaluation.method_data import FigureKey, FigureText
from roadmap.evaluation.rounded_figures import figure_in_words, number_in_words
from roadmap.evaluation.whole import MethodWhole, WholeControls
from schools.methods.data import MethodData


class FactorStep(MethodData):
    """The factor to use if two components differ by at most `upto`, in the method's units; the last step has no end."""

    upto: FigureText | None = None
    factor: FigureText
    remark: str = ""


class ProductWhole(MethodWhole):
    """Two components multiplied with each other and with a factor k, which depends on how much they differ."""

    kind: Literal["product"]
    of: tuple[FigureKey, FigureKey]
    steps: Annotated[tuple[FactorStep, ...], Field(min_length=1, max_length=10)]

    title: ClassVar[str] = "первая, умноженная на вторую и на коэффициент k"
    place: ClassVar[int] = 40
    asks_pair: ClassVar[bool] = True
    asks_steps: ClassVar[bool] = True

    @model_validator(mode="after")
    def _steps_rise(self) -> Self:
        ends = [step.upto for step in self.steps]
        if ends[-1] is not None or None in ends[:-1]:
            raise PydanticCustomError("steps", "Последняя ступень коэффициента — без границы, остальные с границей.")
        figures = [Decimal(end) for end in ends[:-1]]
        if any(later <= earlier for earlier, later in pairwise(figures)):
            raise PydanticCustomError("steps", "Ступени коэффициента должны идти от меньшей разницы к большей.")
        return self

    @property
    def parts(self) -> tuple[str, ...]:
        return self.of

    def count(self, components: Sequence[CountedFigure], counter: FigureCounter) -> CountedFigure:
        used = {figure.key: figure for figure in components}
        first, second = (used[key] for key in self.of)
        if absent := [each for each in (first, second) if each.is_absent]:
            return counter.absent_with(absent[0])
        if missing := [each for each in (first, second) if each.share is None]:
            return counter.unknown_without(missing)
        apart = counter.in_units(abs(first.share - second.share))
        step = next(step for step in self.steps if step.upto is None or apart <= Decimal(step.upto))
        share = counter.rounded(Fraction(first.share) * Fraction(second.share) * Fraction(step.factor))
        one, other = counter.shown(first.share), counter.shown(second.share)
        factor = number_in_words(Decimal(step.factor))
        words = (
            f"|{first.key} − {second.key}| = |{one} − {other}| = {number_in_words(apart)}, поэтому k = {factor}; "
            f"{self.key} = {first.key} · {second.key} · k = {one} · {other} · {factor} = {counter.shown(share)}"
        )
        return CountedFigure(self.key, share, words + (f". {step.remark}" if step.remark else ""))

    def formula(self, keys: Sequence[str], *, in_shares: bool) -> str:
        return f"{' · '.join(self.of)} · k, где {'; '.join(self._steps_in_words(in_shares))}"

    def _steps_in_words(self, in_shares: bool) -> Iterator[str]:
        for step in self.steps:
            when = "при большей разнице"
            if step.upto is not None:
                end = figure_in_words(Decimal(step.upto), in_shares=in_shares)
                when = f"при |{' − '.join(self.of)}| не больше {end}"
            remark = f" ({step.remark[0].lower()}{step.remark[1:]})" if step.remark else ""
            yield f"k = {number_in_words(Decimal(step.factor))} {when}{remark}"

    def without_money(self) -> str:
        return f"{self.key} не считается"

    @classmethod
    def from_controls(cls, controls: WholeControls) -> dict:
        return {"of": controls.pair, "steps": controls.steps}

    def controls(self) -> WholeControls:
        return WholeControls(pair=self.of, steps=[step.model_dump() for step in self.steps])
