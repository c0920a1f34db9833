"""The group «не менее чем в k из последних лет»: one rule, asked for several years."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from django import forms
from pydantic import Field

from indicators.identification.shared.answers import NOT_FOR_THIS_SCHOOL, Answer
from indicators.identification.shared.method_parts import CountText, NumberOf
from indicators.identification.shared.rule import (
    AnyRule,
    CountingEvaluator,
    GroupOutcome,
    GroupShape,
    RuleEvaluator,
    RuleShape,
)
from indicators.identification.shared.rule_form import FormWords, GroupFields, RuleKind
from indicators.identification.shared.value_layout import JudgedCase, Preparation
from indicators.quantity import write_number
from portal.text.plurals import plural


@dataclass(eq=False)
class YearsEvaluator(CountingEvaluator):
    """Asks its only rule for each of the last `of_last` years and counts the years in which it is met."""

    k: int
    of_last: int

    tells_inner_groups: ClassVar[bool] = False

    def __post_init__(self):
        self.has_obligatory = False

    def signs(self, offset: int = 0) -> Iterator[tuple[RuleEvaluator, int]]:
        for year in range(self.of_last):
            yield from self.of[0].signs(offset + year)

    def ask(self, case: JudgedCase, offset: int) -> Answer:
        rule = self.of[0]
        tally = self.tally([rule.ask(case, offset + year) for year in range(self.of_last)])
        return tally.answer if tally else NOT_FOR_THIS_SCHOOL

    def decide(self, case: JudgedCase, offset: int) -> GroupOutcome:
        rule = self.of[0]
        return self.outcome(offset, tuple([rule.decide(case, offset + year) for year in range(self.of_last)]))

    def need(self, out_of: int) -> int:
        return self.k


class OverYearsShape(GroupShape):
    """The rule is met in at least `k` of the last `of_last` years."""

    kind: Literal["years"]
    rule: AnyRule
    k: CountText
    of_last: Annotated[int, Field(ge=1, le=10)]

    def inner(self) -> tuple[RuleShape, ...]:
        return (self.rule,)

    def faults(self, number_of: NumberOf) -> Iterator[tuple[str, str]]:
        yield from super().faults(number_of)
        if number_of(self.k) > self.of_last:
            yield "k", f"Не менее {write_number(number_of(self.k))} лет из {self.of_last} не бывает."

    def years_back(self) -> int:
        return super().years_back() + self.of_last - 1

    def in_words(self, number_of: NumberOf) -> str:
        k = int(number_of(self.k))
        last = f"{self.of_last} {plural(self.of_last, 'последнего года', 'последних лет', 'последних лет')}"
        return f"в каждом из {last}" if k == self.of_last else f"не менее чем в {k} из {last}"

    @property
    def stays_one_line(self) -> bool:
        return self.rule.is_sign

    def evaluator(self, made: Preparation) -> YearsEvaluator:
        return YearsEvaluator(**self.common(made), k=int(made.number_of(self.k)), of_last=self.of_last)


class YearsFields(GroupFields):
    choices = [("years", "не менее чем в скольких из последних лет")]
    asks = {"number": "Впишите сколько.", "of_last": "Впишите, из скольких лет."}
    asks_one_rule = "Годы считают по одному правилу: соберите эти признаки в группу внутри этой."

    @staticmethod
    def own_fields() -> dict[str, forms.Field]:
        return {"of_last": forms.IntegerField(label="Из последних лет", min_value=1, max_value=10, required=False)}

    @staticmethod
    def rule(choice, number, data, common, of) -> OverYearsShape:
        return OverYearsShape(**common, kind="years", rule=of[0], k=number, of_last=data.get("of_last") or 1)

    @staticmethod
    def sent(rule: OverYearsShape, words: FormWords) -> dict[str, str]:
        return {"number": words.shown(rule.k), "of_last": str(rule.of_last)}


KIND = RuleKind(OverYearsShape, YearsFields, place=6)
