"""A method of evaluation as data: components, how they make the whole, and the scale of classes.

Figures are decimal strings with a point, in per cent or, where `in_shares`, as shares of one («0.95»); limits of a
single indicator are always in per cent.
"""

import re
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

_FIGURE = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")


def _figure(value: object) -> object:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        value = format(value, "f") if isinstance(value, Decimal) else str(value)
    if not isinstance(value, str) or not _FIGURE.fullmatch(value):
        raise PydanticCustomError(
            "figure", "Нужно число не меньше нуля («90», «0.95»), а стоит «{value}».", {"value": str(value)}
        )
    return value


Figure = Annotated[str, BeforeValidator(_figure)]
Words = Annotated[str, Field(min_length=1, max_length=500)]
Key = Annotated[str, Field(pattern=r"^[A-Za-zА-Яа-яЁё][A-Za-zА-Яа-яЁё0-9]{0,7}$")]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    def as_json(self) -> dict:
        return self.model_dump(mode="json", exclude_defaults=True)


class IndicatorRules(Shape):
    """`turns`: of a decreasing indicator plan/fact. `cap`: no degree above so many per cent. It counts as reached at
    `reached_at` per cent of the plan, else where the plan itself is reached; `not_worse`: and not below last year.
    """

    turns: bool = True
    cap: Figure | None = None
    reached_at: Figure | None = None
    not_worse: bool = False


class Achievement(Shape):
    """The mean degree of achievement of the indicators, by weights that stand beside them if `weighted`."""

    kind: Literal["achievement"]
    key: Key
    weighted: bool = False


class Reached(Shape):
    """The share of indicators that count as reached."""

    kind: Literal["reached"]
    key: Key


class Activities(Shape):
    """The share of activities done: at all, or in time."""

    kind: Literal["activities"]
    key: Key
    on_time: bool = False


class Money(Shape):
    """Money spent to money planned."""

    kind: Literal["money"]
    key: Key
    cap: Figure | None = None


Component = Annotated[Achievement | Reached | Activities | Money, Field(discriminator="kind")]


class Mean(Shape):
    """The arithmetic mean of all components."""

    kind: Literal["mean"]
    key: Key


class Weighted(Shape):
    """Σ weight · component; the weights come to one."""

    kind: Literal["weighted"]
    key: Key
    weights: dict[Key, Figure]


class Ratio(Shape):
    kind: Literal["ratio"]
    key: Key
    of: Key
    to: Key


class Step(Shape):
    """The factor where two components differ by `upto` at most, in the method's own units; the last has no end."""

    upto: Figure | None = None
    factor: Figure
    remark: str = ""


class Product(Shape):
    """Two components multiplied, and by a factor that follows from how far they differ."""

    kind: Literal["product"]
    key: Key
    of: tuple[Key, Key]
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=10)]

    @model_validator(mode="after")
    def _steps_rise(self) -> Self:
        ends = [step.upto for step in self.steps]
        if ends[-1] is not None or None in ends[:-1]:
            raise PydanticCustomError("steps", "Последняя ступень коэффициента — без границы, остальные с границей.")
        figures = [Decimal(end) for end in ends[:-1]]
        if any(later <= earlier for earlier, later in pairwise(figures)):
            raise PydanticCustomError("steps", "Ступени коэффициента должны идти от меньшей разницы к большей.")
        return self


Whole = Annotated[Mean | Weighted | Ratio | Product, Field(discriminator="kind")]


class Band(Shape):
    """Limits of one figure: from (≥) or above (>), below (<) or up to (≤)."""

    figure: Key
    low: Figure | None = None
    low_open: bool = False
    high: Figure | None = None
    high_open: bool = True

    @model_validator(mode="after")
    def _is_not_empty(self) -> Self:
        if self.low is None and self.high is None:
            raise PydanticCustomError("band", "У границы класса нет ни начала, ни конца.")
        if self.low is not None and self.high is not None:
            low, high = Decimal(self.low), Decimal(self.high)
            if low > high or (low == high and (self.low_open or self.high_open)):
                raise PydanticCustomError(
                    "band", "Начало класса {low} не меньше его конца {high}.", {"low": self.low, "high": self.high}
                )
        return self


class EffectClass(Shape):
    """All bands hold; without any it is the class of every other case and stands last."""

    name: Words
    bands: tuple[Band, ...] = ()


class MethodShape(Shape):
    """`without_money`: where no money is provided for, the others go on without it, or nothing is told."""

    name: Words
    about: str = ""
    note: str = ""
    order: str = ""
    version: Annotated[int, Field(ge=1)] = 1
    indicators: IndicatorRules = IndicatorRules()
    components: Annotated[tuple[Component, ...], Field(min_length=1, max_length=4)]
    whole: Whole | None = None
    classes: Annotated[tuple[EffectClass, ...], Field(max_length=10)] = ()
    in_shares: bool = False
    without_money: Literal["leave_out", "unknown"] = "leave_out"

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        kinds = [component.kind for component in self.components]
        keys = [component.key for component in self.components]
        if len(set(kinds)) < len(kinds):
            raise PydanticCustomError("components", "Одна и та же составляющая названа дважды.")
        named = [*keys, *([self.whole.key] if self.whole else [])]
        if len(set(named)) < len(named):
            raise PydanticCustomError("components", "Одно и то же обозначение стоит дважды.")
        for key in _parts(self.whole):
            if key not in keys:
                raise PydanticCustomError("whole", "Итог считается из «{key}», а такой составляющей нет.", {"key": key})
        if isinstance(self.whole, Weighted):
            self._check_weights(keys)
        for each in self.classes:
            for band in each.bands:
                if band.figure not in named:
                    raise PydanticCustomError(
                        "scale", "Класс «{name}» спрашивает о «{key}», а такой величины нет.",
                        {"name": each.name, "key": band.figure},
                    )  # fmt: skip
        return self

    def _check_weights(self, keys: list[str]) -> None:
        if set(self.whole.weights) != set(keys):
            raise PydanticCustomError("whole", "Вес нужен у каждой составляющей, и только у них.")
        total = sum(map(Decimal, self.whole.weights.values()))
        if total != 1:
            raise PydanticCustomError(
                "whole", "Веса составляющих дают {n}, а должны дать 1.", {"n": str(total).replace(".", ",")}
            )

    @property
    def figures(self) -> tuple[str, ...]:
        """What is counted, the whole last."""
        return (*(component.key for component in self.components), *([self.whole.key] if self.whole else []))

    @property
    def judged(self) -> tuple[str, ...]:
        """The figures that the scale asks about, in the order of the components."""
        asked = {band.figure for each in self.classes for band in each.bands}
        return tuple(key for key in self.figures if key in asked)

    @property
    def asks_money(self) -> bool:
        return any(component.kind == "money" for component in self.components)

    @property
    def asks_weights(self) -> bool:
        return any(isinstance(component, Achievement) and component.weighted for component in self.components)


def _parts(whole: Whole | None) -> tuple[str, ...]:
    if isinstance(whole, Ratio):
        return whole.of, whole.to
    return whole.of if isinstance(whole, Product) else ()
