"""The group «хотя бы одно из»: at least one rule must be met."""

from typing import Literal

from indicators.identification.shared.method_parts import NumberOf
from indicators.identification.shared.rule import CountingEvaluator, GroupShape, Rules
from indicators.identification.shared.rule_form import GroupFields, RuleKind
from indicators.identification.shared.value_layout import Preparation


class AnyOfEvaluator(CountingEvaluator):
    def need(self, out_of: int) -> int:
        return 1


class AnyOfShape(GroupShape):
    kind: Literal["any"]
    of: Rules

    def in_words(self, number_of: NumberOf) -> str:
        return "хотя бы одно из"

    def evaluator(self, made: Preparation) -> AnyOfEvaluator:
        return AnyOfEvaluator(**self.common(made))


class AnyOfFields(GroupFields):
    choices = [("any", "хотя бы одно из")]

    @staticmethod
    def rule(choice, number, data, common, of) -> AnyOfShape:
        return AnyOfShape(**common, kind="any", of=of)


KIND = RuleKind(AnyOfShape, AnyOfFields, place=3)
