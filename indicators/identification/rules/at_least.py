"""The group «не менее m из»: at least `m` of the rules that apply to the school must be met.

If fewer than `m` apply, it can't be met, unless `shrinks`: then all that apply must be met.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django import forms

from indicators.identification.shared.method_parts import CountText, NumberOf
from indicators.identification.shared.rule import CountingEvaluator, GroupShape, Rules
from indicators.identification.shared.rule_form import FormWords, GroupFields, RuleKind
from indicators.identification.shared.value_layout import Preparation
from indicators.quantity import write_number
from portal.text.cases import genitive_number


@dataclass(eq=False)
class AtLeastEvaluator(CountingEvaluator):
    m: int
    shrinks: bool = False

    def need(self, out_of: int) -> int:
        return min(self.m, out_of) if self.shrinks else self.m


class AtLeastShape(GroupShape):
    kind: Literal["at_least"]
    m: CountText
    of: Rules
    shrinks: bool = False

    def faults(self, number_of: NumberOf) -> Iterator[tuple[str, str]]:
        yield from super().faults(number_of)
        if number_of(self.m) > len(self.of):
            yield "m", f"Не менее {write_number(number_of(self.m))} из {len(self.of)} не бывает."

    def in_words(self, number_of: NumberOf) -> str:
        text = f"не менее {genitive_number(int(number_of(self.m)))} из"
        return f"{text} (где применимых меньше — все применимые)" if self.shrinks else text

    def evaluator(self, made: Preparation) -> AtLeastEvaluator:
        return AtLeastEvaluator(**self.common(made), m=int(made.number_of(self.m)), shrinks=self.shrinks)


class AtLeastFields(GroupFields):
    choices = [("at_least", "не менее скольких из")]
    asks = {"number": "Впишите сколько."}

    @staticmethod
    def own_fields() -> dict[str, forms.Field]:
        return {"shrinks": forms.BooleanField(label="если применимых меньше — все применимые", required=False)}

    @staticmethod
    def rule(choice, number, data, common, of) -> AtLeastShape:
        return AtLeastShape(**common, kind="at_least", m=number, of=of, shrinks=data.get("shrinks", False))

    @staticmethod
    def sent(rule: AtLeastShape, words: FormWords) -> dict[str, str]:
        return {"number": words.shown(rule.m)} | ({"shrinks": "on"} if rule.shrinks else {})


KIND = RuleKind(AtLeastShape, AtLeastFields, place=1)
