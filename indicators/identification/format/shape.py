"""A method of identification as data: the shape of its JSON, with any kinds of rules in it."""

import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from indicators.identification.shared.measure import AnyMeasure
from indicators.identification.shared.method_parts import FigureText, IndicatorName, MethodPart, ShortText
from indicators.identification.shared.rule import AnyRule, RuleShape
from schools.directory.kinds import SchoolKind


class Spread(MethodPart):
    """A figure about the whole municipality: the mean of the best n % of schools, divided by that of the worst n %."""

    name: ShortText
    measure: AnyMeasure
    percent: FigureText


class MethodParameter(MethodPart):
    """A threshold that signs share and that is meant to be changed; signs name it as «@key»."""

    title: ShortText
    value: FigureText
    unit: str = ""

    @field_validator("value")
    @classmethod
    def _is_no_parameter(cls, value: str) -> str:
        if value.startswith("@"):
            raise PydanticCustomError("parameter", "Значение параметра — число, а не другой параметр.")
        return value


class IdentificationShape(MethodPart):
    """A whole method; its `context` is judged beside the `rule` and never changes the verdict.

    Together they make the matrix of results and social conditions. Without `kinds` the method is for all schools.
    """

    name: ShortText
    about: str = ""
    version: Annotated[int, Field(ge=1)] = 1
    order: str = ""
    valid_from: datetime.date | None = None
    valid_until: datetime.date | None = None
    kinds: tuple[SchoolKind, ...] = ()
    parameters: dict[Annotated[str, Field(pattern=r"[a-z][a-z0-9_]*")], MethodParameter] = Field(default_factory=dict)
    rule: AnyRule
    context: AnyRule | None = None
    spreads: tuple[Spread, ...] = ()

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.valid_from and self.valid_until and self.valid_from > self.valid_until:
            raise PydanticCustomError("span", "Метод перестаёт действовать раньше, чем начинает.")
        for rule in self.rules():
            for _, sentence in rule.faults(self.figure):
                raise PydanticCustomError("rule", "{sentence}", {"sentence": sentence})
        for spread in self.spreads:
            self.figure(spread.percent)
        return self

    def __hash__(self):
        return hash((self.name, self.version))

    def roots(self) -> list[RuleShape]:
        return [rule for rule in (self.rule, self.context) if rule]

    def rules(self) -> list[RuleShape]:
        """All rules of the method, at any depth, in the order of the sentence."""
        return [rule for root in self.roots() for rule in root.walk()]

    def figure(self, figure: str) -> Decimal:
        """The number of a figure («30», «@share»). Raises PydanticCustomError if it names an unknown parameter."""
        if not figure.startswith("@"):
            return Decimal(figure)
        if figure[1:] not in self.parameters:
            raise PydanticCustomError("parameter", "Параметра «{name}» у метода нет.", {"name": figure[1:]})
        return Decimal(self.parameters[figure[1:]].value)

    def with_parameters(self, **values: str | int | Decimal) -> Self:
        """The method with other values of parameters.

        Raises KeyError if it doesn't have such a parameter, pydantic's ValidationError if it makes no sense with them.
        """
        changed = {name: self.parameters[name].model_dump() | {"value": value} for name, value in values.items()}
        dumped = self.model_dump()
        return type(self).model_validate(dumped | {"parameters": dumped["parameters"] | changed})


@lru_cache(maxsize=100)
def names_of(method: IdentificationShape) -> list[IndicatorName]:
    """The indicators that the method reads, each once, in the order in which it names them."""
    names: dict[IndicatorName, None] = {}
    for rule in method.rules():
        if rule.is_sign:
            names |= dict.fromkeys(rule.names())
    for spread in method.spreads:
        names |= dict.fromkeys(spread.measure.names())
    return list(names)


@lru_cache(maxsize=100)
def years_of(method: IdentificationShape) -> int:
    """The number of years of which the method reads values, the judged one included."""
    return max(1 + rule.years_back() for rule in method.roots())
