"""The base of all rules: a shape (the rule as JSON and in words) and an evaluator (its answer for a school in a year).

A rule is met, not met or not known (Kleene's three-valued logic), or it doesn't apply to the school.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import Field, PlainValidator, SerializeAsAny

from indicators.identification.numbers_in_words import figure
from indicators.identification.shared.answers import MET, NOT_FOR_THIS_SCHOOL, UNKNOWN, Answer, GroupTally, reaches
from indicators.identification.shared.found_kinds import RULES, read_as_its_kind
from indicators.identification.shared.method_parts import FigureText, MethodPart, NumberOf
from indicators.identification.shared.value_layout import JudgedCase, Preparation
from indicators.quantity.intervals import Interval

ONCE = Interval(Decimal(1), Decimal(1))


@dataclass(slots=True)
class RuleOutcome:
    """A rule's answer for a school with all it was derived from; `offset` counts years back from the judged one."""

    rule: "RuleEvaluator"
    offset: int
    answer: Answer

    @property
    def met(self) -> bool | None:
        return self.answer.met

    @property
    def applies(self) -> bool:
        return self.answer.applies

    @property
    def of(self) -> tuple["RuleOutcome", ...]:
        return ()

    @property
    def times(self) -> Interval:
        """By what the rule's points are multiplied if it is met: 1, or the value of a sign with points «за каждого»."""
        return ONCE


@dataclass(slots=True)
class GroupOutcome(RuleOutcome):
    """The outcome of a group with those of its rules; `tally` is None if none of them applies to the school."""

    inner: tuple[RuleOutcome, ...]
    tally: GroupTally | None

    @property
    def of(self) -> tuple[RuleOutcome, ...]:
        return self.inner


@dataclass(eq=False)
class RuleEvaluator(ABC):
    """A rule ready to judge: parameters are replaced by their numbers, names of indicators by places of values."""

    shape: "RuleShape"
    weight: Decimal
    obligatory: bool

    @abstractmethod
    def ask(self, case: JudgedCase, offset: int) -> Answer:
        """The answer alone; the same as that of `decide`, but found faster."""

    @abstractmethod
    def decide(self, case: JudgedCase, offset: int) -> RuleOutcome:
        """The answer with all it was derived from, for a protocol."""

    @abstractmethod
    def signs(self, offset: int = 0) -> Iterator[tuple["RuleEvaluator", int]]:
        """Every sign within the rule, with every year (as an offset) for which it is asked."""


class RuleShape(MethodPart, ABC):
    """A rule as data; `weight` counts in a group of points, and a group is met only if its `obligatory` rules are."""

    weight: FigureText = "1"
    obligatory: bool = False

    is_sign: ClassVar[bool] = False
    shows_weights: ClassVar[bool] = False  # whether the group's sentence has the weight of each of its rules

    @property
    def gives_for_each(self) -> bool:
        """Return whether its points are given for each unit of its value: «−1 балл за каждого»."""
        return False

    def inner(self) -> tuple["RuleShape", ...]:
        """The rules directly within it; a sign has none."""
        return ()

    def walk(self) -> Iterator["RuleShape"]:
        """The rule and all rules within it, at any depth, in the order of the sentence."""
        yield self
        for each in self.inner():
            yield from each.walk()

    def faults(self, number_of: NumberOf) -> Iterator[tuple[str, str]]:
        """Faults in the rule's own data, without the rules within it: the name of the field, and a sentence."""
        for name, written, mark in self.figures():
            if sentence := mark.fault(number_of(written)):
                yield name, sentence

    @abstractmethod
    def years_back(self) -> int:
        """How many years before the judged one it needs values of."""

    @abstractmethod
    def sentence(self, number_of: NumberOf) -> str:
        """The rule as a Russian sentence, with its thresholds as numbers and without a full stop."""

    @property
    def stays_one_line(self) -> bool:
        """Return whether an outline has the rule, with all that is within it, on one line."""
        return self.is_sign

    def in_group(self, text: str, group: "RuleShape | None", number_of: NumberOf) -> str:
        """The text, then the rule's weight if that counts in its group, then «(обязательно)» if it must be met."""
        if group and group.shows_weights:
            text += f" — {figure(number_of(self.weight), 'балл')}{self.for_each_in_words}"
        return f"{text} (обязательно)" if self.obligatory and group else text

    @property
    def for_each_in_words(self) -> str:
        """The words behind its points: «за каждого»; "" if they are given once."""
        return ""

    @abstractmethod
    def evaluator(self, made: Preparation) -> RuleEvaluator:
        """The evaluator of this rule, and of all rules within it, for one layout of values."""

    def common(self, made: Preparation) -> dict[str, Any]:
        """The arguments that the evaluators of all kinds take."""
        return {"shape": self, "weight": made.number_of(self.weight), "obligatory": self.obligatory}


AnyRule = Annotated[SerializeAsAny[RuleShape], PlainValidator(read_as_its_kind(RULES, RuleShape))]
Rules = Annotated[tuple[AnyRule, ...], Field(min_length=1, max_length=100)]


class GroupShape(RuleShape):
    """A rule whose answer follows from those of other rules; each kind has its own field for these."""

    if TYPE_CHECKING:
        of: Rules

    def inner(self) -> tuple[RuleShape, ...]:
        return self.of

    def years_back(self) -> int:
        return max(each.years_back() for each in self.inner())

    def faults(self, number_of: NumberOf) -> Iterator[tuple[str, str]]:
        yield from super().faults(number_of)
        if not self.shows_weights and any(number_of(each.weight) < 0 or each.gives_for_each for each in self.inner()):
            yield "kind", "Отрицательные баллы и баллы за каждого считают только в группе «в сумме баллов»."

    def counts_against(self, rule: RuleShape, number_of: NumberOf) -> bool:
        """Return whether meeting that rule brings the group nearer to being met, and not farther from it."""
        return True

    @abstractmethod
    def in_words(self, number_of: NumberOf) -> str:
        """What the group demands of its rules: «не менее двух из»."""

    def sentence(self, number_of: NumberOf) -> str:
        each = "; ".join(self._inner_in_words(one, number_of) for one in self.inner())
        return f"{self.in_words(number_of)}: {each}"

    def _inner_in_words(self, rule: RuleShape, number_of: NumberOf) -> str:
        text = rule.sentence(number_of)
        return rule.in_group(text if rule.is_sign else f"({text})", self, number_of)

    def common(self, made: Preparation) -> dict[str, Any]:
        return super().common(made) | {"of": [each.evaluator(made) for each in self.inner()]}


@dataclass(eq=False)
class GroupEvaluator(RuleEvaluator):
    """The base of evaluators of groups: asks the rules of the group and tallies their answers."""

    of: list[RuleEvaluator]

    tells_inner_groups: ClassVar[bool] = True  # whether a protocol's conclusion counts the groups within it too

    def __post_init__(self):
        self.has_obligatory = any(rule.obligatory for rule in self.of)

    def signs(self, offset: int = 0) -> Iterator[tuple[RuleEvaluator, int]]:
        for rule in self.of:
            yield from rule.signs(offset)

    def ask(self, case: JudgedCase, offset: int) -> Answer:
        tally = self.tally([rule.ask(case, offset) for rule in self.of])
        return tally.answer if tally else NOT_FOR_THIS_SCHOOL

    def decide(self, case: JudgedCase, offset: int) -> GroupOutcome:
        return self.outcome(offset, tuple([rule.decide(case, offset) for rule in self.of]))

    def outcome(self, offset: int, of: tuple[RuleOutcome, ...]) -> GroupOutcome:
        tally = self.tally([each.answer for each in of], of)
        return GroupOutcome(self, offset, tally.answer if tally else NOT_FOR_THIS_SCHOOL, of, tally)

    def tally(self, answers: list[Answer], outcomes: Sequence[RuleOutcome] = ()) -> GroupTally | None:
        """Count the rules' answers, given in the order of the rules; None if no rule applies.

        `outcomes` are what the answers were derived from, if known.
        """
        left_out = answers.count(NOT_FOR_THIS_SCHOOL)
        if left_out == len(answers):
            return None
        tally = self.counted_of(answers, len(answers) - left_out, outcomes)
        if self.has_obligatory:
            obligatory = [answer for rule, answer in zip(self.of, answers, strict=True) if rule.obligatory]
            tally.answer = Answer.all_of([tally.answer, *(each for each in obligatory if each.applies)])
        return tally

    def counted_of(self, answers: list[Answer], out_of: int, outcomes: Sequence[RuleOutcome]) -> GroupTally:
        """`counted` for groups that also need the outcomes, as points «за каждого» do; others ignore them."""
        return self.counted(answers, out_of)

    @abstractmethod
    def counted(self, answers: list[Answer], out_of: int) -> GroupTally:
        """The tally of the answers, of which at least one applies; `out_of` is the number of those that do."""

    @abstractmethod
    def counted_in_words(self, tally: GroupTally) -> str:
        """The tally for a protocol: «выполнено 2 из 3 применимых»."""

    def unknown_in_words(self, tally: GroupTally) -> str:
        return f", неизвестно {figure(Decimal(tally.unknown))}" if tally.unknown else ""


@dataclass(eq=False)
class CountingEvaluator(GroupEvaluator):
    """The evaluator of a group in which every rule counts the same."""

    def counted(self, answers: list[Answer], out_of: int) -> GroupTally:
        true, unknown, need = answers.count(MET), answers.count(UNKNOWN), self.need(out_of)
        return GroupTally(reaches(need, true, unknown), need, true, unknown, out_of)

    @abstractmethod
    def need(self, out_of: int) -> int:
        """How many rules must be met, of the `out_of` that apply."""

    def counted_in_words(self, tally: GroupTally) -> str:
        return f"выполнено {figure(Decimal(tally.true))} из {figure(Decimal(tally.out_of))} применимых"
