"""The group «ни одно из»: no rule may be met."""

from collections.abc import Iterator
from typing import Literal

from indicators.identification.shared.answers import Answer, GroupTally
from indicators.identification.shared.method_parts import NumberOf
from indicators.identification.shared.rule import CountingEvaluator, GroupShape, Rules, RuleShape
from indicators.identification.shared.rule_form import GroupFields, RuleKind
from indicators.identification.shared.value_layout import Preparation


class NoneOfEvaluator(CountingEvaluator):
    def counted(self, answers: list[Answer], out_of: int) -> GroupTally:
        tally = super().counted(answers, out_of)
        tally.answer = tally.answer.opposite
        return tally

    def need(self, out_of: int) -> int:
        return 1


class NoneOfShape(GroupShape):
    kind: Literal["none"]
    of: Rules

    def faults(self, number_of: NumberOf) -> Iterator[tuple[str, str]]:
        yield from super().faults(number_of)
        if any(each.obligatory for each in self.of):
            yield "kind", "Среди «ни одно из» обязательных не бывает."

    def counts_against(self, rule: RuleShape, number_of: NumberOf) -> bool:
        return False

    def in_words(self, number_of: NumberOf) -> str:
        return "ни одно из"

    def evaluator(self, made: Preparation) -> NoneOfEvaluator:
        return NoneOfEvaluator(**self.common(made))


class NoneOfFields(GroupFields):
    choices = [("none", "ни одно из")]

    @staticmethod
    def rule(choice, number, data, common, of) -> NoneOfShape:
        return NoneOfShape(**common, kind="none", of=of)


KIND = RuleKind(NoneOfShape, NoneOfFields, place=4)
