"""The group «каждое из»: all rules that apply to the school must be met."""

from typing import Literal

from indicators.identification.shared.method_parts import NumberOf
from indicators.identification.shared.rule import CountingEvaluator, GroupShape, Rules
from indicators.identification.shared.rule_form import GroupFields, RuleKind
from indicators.identification.shared.value_layout import Preparation


class AllEvaluator(CountingEvaluator):
    def need(self, out_of: int) -> int:
        return out_of


class AllShape(GroupShape):
    kind: Literal["all"]
    of: Rules

    def in_words(self, number_of: NumberOf) -> str:
        return "каждое из"

    def evaluator(self, made: Preparation) -> AllEvaluator:
        return AllEvaluator(**self.common(made))


class AllFields(GroupFields):
    choices = [("all", "каждое из")]

    @staticmethod
    def rule(choice, number, data, common, of) -> AllShape:
        return AllShape(**common, kind="all", of=of)


KIND = RuleKind(AllShape, AllFields, place=2)
