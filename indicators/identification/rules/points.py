"""The group «в сумме баллов не меньше» (or «не больше», «меньше»): weights of met rules are summed and compared.

A weight may be negative, and a sign may give it for each unit of its value: «−1 балл за каждого». If `in_percent`, the
threshold is in per cent of the greatest sum that the rules which apply can give.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar, Literal

from indicators.identification.numbers_in_words import figure, in_limits
from indicators.identification.shared.answers import MET, NOT_FOR_THIS_SCHOOL, UNKNOWN, Answer, GroupTally
from indicators.identification.shared.method_parts import FigureText, NumberOf
from indicators.identification.shared.rule import GroupEvaluator, GroupShape, RuleOutcome, Rules, RuleShape
from indicators.identification.shared.rule_form import FormWords, GroupFields, RuleKind
from indicators.identification.shared.value_layout import JudgedCase, Preparation
from indicators.quantity.intervals import Interval

_ZERO = Interval(Decimal(0), Decimal(0))
_TESTS = {">=": "is_at_least", "<=": "is_at_most", "<": "is_below"}


@dataclass(slots=True)
class PointsTally(GroupTally):
    """A tally with the `sum` of points, as an interval, and the `terms` it was added up from, in words."""

    sum: Interval = _ZERO
    terms: list[str] = field(default_factory=list)


@dataclass(eq=False)
class PointsEvaluator(GroupEvaluator):
    """Adds up the points of met rules as an interval, since points of unknown rules may come on top."""

    threshold: Decimal
    in_percent: bool
    compare: str

    def __post_init__(self):
        super().__post_init__()
        self.gives_for_each = any(rule.shape.gives_for_each for rule in self.of)
        # If points only add up, the sum and the greatest sum say everything, and terms need not be listed.
        self.is_plain = not self.gives_for_each and all(rule.weight >= 0 for rule in self.of)

    def ask(self, case: JudgedCase, offset: int) -> Answer:
        return self.decide(case, offset).answer if self.gives_for_each else super().ask(case, offset)

    def counted(self, answers: list[Answer], out_of: int) -> GroupTally:
        return self.counted_of(answers, out_of, ())

    def counted_of(self, answers: list[Answer], out_of: int, outcomes: Sequence[RuleOutcome]) -> GroupTally:
        found, true, unknown, whole, terms = _ZERO, Decimal(0), Decimal(0), Decimal(0), []
        for place, (rule, answer) in enumerate(zip(self.of, answers, strict=True)):
            if answer is NOT_FOR_THIS_SCHOOL:
                continue
            whole += max(rule.weight, Decimal(0))
            points = _points_if_met(rule.weight, outcomes[place] if outcomes else None)
            if answer is MET or (answer is UNKNOWN and rule.obligatory):  # if that isn't met, the sum doesn't matter
                found += points
            if answer is MET:
                true += points.low if points.is_exact else 0
                terms.append(_describe_points(rule.weight, outcomes[place] if outcomes else None))
            elif answer is UNKNOWN:
                found += _ZERO if rule.obligatory else _points_if_unknown(points)
                unknown += abs(rule.weight)
        need = self.threshold * whole / 100 if self.in_percent else self.threshold
        answer = Answer(getattr(found, _TESTS[self.compare])(need))
        return PointsTally(answer, need, true, unknown, whole, found, terms)

    def counted_in_words(self, tally: PointsTally) -> str:
        if self.is_plain:
            true, out_of = figure(tally.true), figure(tally.out_of)
            return f"набрано {true} из {out_of} баллов, порог {figure(tally.figure)}"
        terms = _join_terms(tally.terms)
        if tally.unknown:
            return f"набрано {terms}, а с неизвестным {in_limits(tally.sum)}; порог {figure(tally.figure)}"
        total = in_limits(tally.sum, "балл" if tally.sum.is_exact else "баллов")
        return (
            f"набрано {total if terms == in_limits(tally.sum) else f'{terms} = {total}'}, порог {figure(tally.figure)}"
        )

    def unknown_in_words(self, tally: PointsTally) -> str:
        return super().unknown_in_words(tally) if self.is_plain else ""


def _points_if_met(weight: Decimal, outcome: RuleOutcome | None) -> Interval:
    """The points of a rule that is met; for a sign with points «за каждого», its weight times its value."""
    if outcome is None:
        return Interval(weight, weight)
    points = outcome.times.times(abs(weight))
    return points if weight >= 0 else -points


def _points_if_unknown(points: Interval) -> Interval:
    """The points of a rule of which it isn't known whether it is met: anything between none and all of them."""
    low = (points.low, points.is_low_open) if points.low < 0 else (Decimal(0), False)
    high = (points.high, points.is_high_open) if points.high > 0 else (Decimal(0), False)
    return Interval(low[0], high[0], low[1], high[1])


def _describe_points(weight: Decimal, outcome: RuleOutcome | None) -> str:
    """The points of a met rule in words: «5», or «1 · 3» if they are given for each unit of the value."""
    if outcome is None or not outcome.rule.shape.gives_for_each:
        return figure(weight)
    times = in_limits(outcome.times)
    return f"{figure(weight)} · {times if outcome.times.is_exact else f'({times})'}"


def _join_terms(terms: Iterable[str]) -> str:
    """The terms joined by their signs: «5 − 1 · 3»."""
    text = ""
    for term in terms:
        is_negative = term.startswith(("−", "-"))
        text += (f" {'−' if is_negative else '+'} {term.lstrip('−-')}" if text else term)  # fmt: skip
    return text or "0"


class PointsShape(GroupShape):
    kind: Literal["points"]
    of: Rules
    threshold: FigureText
    in_percent: bool = False
    compare: Literal[">=", "<=", "<"] = ">="

    shows_weights: ClassVar[bool] = True

    def faults(self, number_of: NumberOf) -> Iterator[tuple[str, str]]:
        yield from super().faults(number_of)
        if self.in_percent and any(each.gives_for_each and number_of(each.weight) > 0 for each in self.of):
            yield "kind", "Где баллы дают за каждого, наибольшей суммы нет: задайте порог в баллах, а не в процентах."

    def counts_against(self, rule: RuleShape, number_of: NumberOf) -> bool:
        return (number_of(rule.weight) >= 0) == (self.compare == ">=")

    def in_words(self, number_of: NumberOf) -> str:
        unit = "% наибольшей суммы" if self.in_percent else "баллов"
        than = {">=": "не меньше", "<=": "не больше", "<": "меньше"}[self.compare]
        return f"{than} {figure(number_of(self.threshold), unit)} в сумме из"

    def evaluator(self, made: Preparation) -> PointsEvaluator:
        threshold = made.number_of(self.threshold)
        common = self.common(made)
        return PointsEvaluator(**common, threshold=threshold, in_percent=self.in_percent, compare=self.compare)


_CHOICES = {
    (">=", False): ("points", "в сумме баллов не меньше"),
    ("<=", False): ("points<=", "в сумме баллов не больше"),
    ("<", False): ("points<", "в сумме баллов меньше"),
    (">=", True): ("points%", "в сумме не меньше стольких % наибольшей суммы"),
    ("<=", True): ("points%<=", "в сумме не больше стольких % наибольшей суммы"),
    ("<", True): ("points%<", "в сумме меньше стольких % наибольшей суммы"),
}


class PointsFields(GroupFields):
    choices = list(_CHOICES.values())
    asks = {"number": "Впишите сколько."}

    @staticmethod
    def rule(choice, number, data, common, of) -> PointsShape:
        chosen = {name: asked for asked, (name, _) in _CHOICES.items()}
        compare, in_percent = chosen.get(choice, (">=", False))
        return PointsShape(**common, kind="points", of=of, threshold=number, in_percent=in_percent, compare=compare)

    @staticmethod
    def sent(rule: PointsShape, words: FormWords) -> dict[str, str]:
        return {"kind": _CHOICES[rule.compare, rule.in_percent][0], "number": words.shown(rule.threshold)}


KIND = RuleKind(PointsShape, PointsFields, place=5)
