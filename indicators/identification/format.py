"""A method of identification as data: the shape of its JSON, one class for each kind of rule in it.

Figures are decimal strings with a point («30», «0.5»), or the name of a parameter behind an «@» («@share»): a
parameter is a threshold that has a title and is meant to be changed.
"""

import datetime
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from indicators.quantity import write_number
from schools.school_kind import SchoolKind

_FIGURE = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?|@[a-z][a-z0-9_]*")


def _figure(value: object) -> object:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        value = format(value, "f") if isinstance(value, Decimal) else str(value)
    if not isinstance(value, str) or not _FIGURE.fullmatch(value):
        raise PydanticCustomError(
            "figure", "Нужно число с точкой («30», «0.5») или имя параметра («@share»), а стоит «{value}».",
            {"value": str(value)},
        )  # fmt: skip
    return value


Figure = Annotated[str, BeforeValidator(_figure)]
Words = Annotated[str, Field(min_length=1, max_length=500)]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    def as_json(self) -> dict:
        return self.model_dump(mode="json", exclude_defaults=True)


class IndicatorName(Shape):
    """An indicator by the words of a catalogue, so that one method serves many municipalities."""

    heading: str = ""
    name: Words
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.heading}: {self.name}" if self.heading else self.name


class IndicatorMeasure(Shape):
    kind: Literal["indicator"]
    indicator: IndicatorName


class RatioMeasure(Shape):
    """One indicator divided by another, as a share in per cent or as it is."""

    kind: Literal["ratio"]
    of: IndicatorName
    to: IndicatorName
    in_percent: bool = True


class Part(Shape):
    """`complement`: 100 − value, for a share of which more is better in an index of which more is worse."""

    indicator: IndicatorName
    weight: Figure = "1"
    complement: bool = False


class IndexMeasure(Shape):
    """Σ weight · value / Σ weight over the parts that apply to the school."""

    kind: Literal["index"]
    name: Words
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]
    unit: str = ""


Measure = Annotated[IndicatorMeasure | RatioMeasure | IndexMeasure, Field(discriminator="kind")]

Compare = Literal[
    "<", "<=", ">", ">=", "between", "lowest", "highest", "below_mean", "above_mean", "fell", "rose", "absent"
]  # fmt: skip
RANKED = ("lowest", "highest")
BESIDE_MEAN = ("below_mean", "above_mean")
CHANGED = ("fell", "rose")


class Rule(Shape):
    """`weight` counts in a group of points; what is `obligatory` must be met for its group to be."""

    weight: Figure = "1"
    obligatory: bool = False


class Sign(Rule):
    """A comparison of a measure with a threshold, in the year judged or `year` years before.

    `years`: the mean of that many years ending there. `lowest` and `highest` take so many schools, or with
    `in_percent` such a part of them. `below_mean`, `above_mean`, `fell`, `rose`: by the threshold at least; with 0, at
    all. `missing`: what the sign is where data are missing; `few`: where fewer than `fewest` took part. `kinds`: an
    empty cell of another kind of school is no lack of data. `in_text`: the number of a text that ends with it counts.
    """

    kind: Literal["sign"]
    name: Words
    measure: Measure
    compare: Compare
    threshold: Figure = "0"
    upper: Figure | None = None
    in_percent: bool = False
    pooled: bool = False
    year: Annotated[int, Field(ge=0, le=9)] = 0
    years: Annotated[int, Field(ge=1, le=10)] = 1
    missing: Literal["unknown", "drop"] = "unknown"
    participants: IndicatorName | None = None
    fewest: Figure = "0"
    few: Literal["unknown", "drop"] = "unknown"
    kinds: tuple[SchoolKind, ...] = ()
    in_text: bool = False

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if (self.compare == "between") != (self.upper is not None):
            raise PydanticCustomError("sign", "Верхняя граница бывает у признака «от … до …», и только у него.")
        if self.years > 1 and self.compare in (*CHANGED, "absent"):
            raise PydanticCustomError("sign", "Изменение за год и наличие не считаются по среднему за несколько лет.")
        if self.compare == "absent" and self.measure.kind != "indicator":
            raise PydanticCustomError("sign", "Отсутствует или нет — спрашивают об одном показателе.")
        if self.in_percent and self.compare not in RANKED:
            raise PydanticCustomError("sign", "Часть школ в процентах бывает у «самых низких» и «самых высоких».")
        if self.pooled and (self.compare not in BESIDE_MEAN or self.measure.kind != "indicator" or self.years > 1):
            raise PydanticCustomError("sign", "По сумме участников считается только среднее одного показателя.")
        return self


class AtLeast(Rule):
    """`m` of the rules; what doesn't apply to a school leaves them, `m` stays.

    `shrinks`: where fewer than `m` apply, all of those that do.
    """

    kind: Literal["at_least"]
    m: Figure
    of: "Rules"
    shrinks: bool = False


class All(Rule):
    """Each one that applies to the school."""

    kind: Literal["all"]
    of: "Rules"


class AnyOf(Rule):
    kind: Literal["any"]
    of: "Rules"


class NoneOf(Rule):
    kind: Literal["none"]
    of: "Rules"


class Points(Rule):
    """The weights of the rules that are met reach the threshold; `in_percent` of the weights of those that apply."""

    kind: Literal["points"]
    of: "Rules"
    threshold: Figure
    in_percent: bool = False


class Years(Rule):
    """The rule is met in at least `k` of the last `of_last` years."""

    kind: Literal["years"]
    rule: "AnyRule"
    k: Figure
    of_last: Annotated[int, Field(ge=1, le=10)]


AnyRule = Annotated[Sign | AtLeast | All | AnyOf | NoneOf | Points | Years, Field(discriminator="kind")]
Rules = Annotated[tuple[AnyRule, ...], Field(min_length=1, max_length=100)]
for _rule in (AtLeast, All, AnyOf, NoneOf, Points, Years):
    _rule.model_rebuild()


class Spread(Shape):
    """A figure about the whole municipality: mean of the best n % of schools to that of the worst n %."""

    name: Words
    measure: Measure
    percent: Figure


class Parameter(Shape):
    title: Words
    value: Figure
    unit: str = ""

    @field_validator("value")
    @classmethod
    def _is_no_parameter(cls, value: str) -> str:
        if value.startswith("@"):
            raise PydanticCustomError("parameter", "Значение параметра — число, а не другой параметр.")
        return value


class MethodShape(Shape):
    """`context` is judged beside the rule and never changes its verdict: both make the matrix result × context."""

    name: Words
    about: str = ""
    version: Annotated[int, Field(ge=1)] = 1
    order: str = ""
    valid_from: datetime.date | None = None
    valid_until: datetime.date | None = None
    kinds: tuple[SchoolKind, ...] = ()
    parameters: dict[Annotated[str, Field(pattern=r"[a-z][a-z0-9_]*")], Parameter] = Field(default_factory=dict)
    rule: AnyRule
    context: AnyRule | None = None
    spreads: tuple[Spread, ...] = ()

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.valid_from and self.valid_until and self.valid_from > self.valid_until:
            raise PydanticCustomError("span", "Метод перестаёт действовать раньше, чем начинает.")
        for rule in self.roots():
            for each in walk(rule):
                for _, sentence in faults(each, self.figure):
                    raise PydanticCustomError("rule", "{sentence}", {"sentence": sentence})
        for spread in self.spreads:
            self.figure(spread.percent)
        return self

    def __hash__(self):
        return hash((self.name, self.version))

    def roots(self) -> list[Rule]:
        return [rule for rule in (self.rule, self.context) if rule]

    def figure(self, figure: Figure) -> Decimal:
        """The number that a rule states, or that of its parameter."""
        if not figure.startswith("@"):
            return Decimal(figure)
        if figure[1:] not in self.parameters:
            raise PydanticCustomError("parameter", "Параметра «{name}» у метода нет.", {"name": figure[1:]})
        return Decimal(self.parameters[figure[1:]].value)

    def with_parameters(self, **values: str | int | Decimal) -> Self:
        """The same method with other thresholds. KeyError: a parameter that it has not."""
        changed = {name: self.parameters[name].model_dump() | {"value": value} for name, value in values.items()}
        dumped = self.model_dump()
        return type(self).model_validate(dumped | {"parameters": dumped["parameters"] | changed})


def faults(rule: Rule, figure: Callable[[Figure], Decimal]) -> Iterator[tuple[str, str]]:
    """What the rule's figures say that can't be: the field's name and a sentence. Not of the rules within it."""
    for name, value in rule:
        if name not in _FIGURES or value is None:
            continue
        number = figure(value)
        if name in _COUNTS and (number < 1 or number % 1):
            yield name, f"Сколько из них: целое число от 1, а стоит {write_number(number)}."
        if name in ("weight", "fewest") and number < 0:
            yield name, f"Вес и число участников не меньше нуля: {write_number(number)}."
    match rule:
        case AtLeast() if figure(rule.m) > len(rule.of):
            yield "m", f"Не менее {write_number(figure(rule.m))} из {len(rule.of)} не бывает."
        case NoneOf() if any(each.obligatory for each in rule.of):
            yield "kind", "Среди «ни одно из» обязательных не бывает."
        case Years() if figure(rule.k) > rule.of_last:
            yield "k", f"Не менее {write_number(figure(rule.k))} лет из {rule.of_last} не бывает."
        case Sign():
            yield from _faults_of_sign(rule, figure)


def _faults_of_sign(sign: Sign, figure: Callable[[Figure], Decimal]) -> Iterator[tuple[str, str]]:
    threshold = figure(sign.threshold)
    if sign.compare == "between" and threshold > figure(sign.upper):
        yield "upper", f"«От» больше, чем «до»: {sign.name}."
    if sign.compare in RANKED and threshold <= 0:
        yield "threshold", f"Нужно хотя бы одно место: {sign.name}."
    if sign.compare in (*CHANGED, *BESIDE_MEAN) and threshold < 0:
        yield "threshold", f"На сколько — число не меньше нуля: {sign.name}."
    if isinstance(sign.measure, IndexMeasure):
        weights = [figure(part.weight) for part in sign.measure.parts]
        if min(weights) < 0 or not any(weights):
            yield "measure", f"Веса индекса: от нуля, и не все нули: {sign.name}."


_FIGURES = ("weight", "threshold", "upper", "fewest", "m", "k")
_COUNTS = ("m", "k")


def walk(rule: Rule) -> Iterator[Rule]:
    """The rule and all that it consists of, in the order of the sentence."""
    yield rule
    inner = (rule.rule,) if isinstance(rule, Years) else getattr(rule, "of", ())
    for each in inner:
        yield from walk(each)
