"""The degree to which one indicator was achieved, in words that a calculator can check.

No order says what to do with a plan of 0: a decreasing indicator is achieved at 0 and not above it, a growing one is
not assessed. «Более 70» wants more than 70; an interval is achieved from its lower bound, of a decreasing indicator
from its upper one down. «-» and a plan that isn't there leave the means; text is done or not done by a person's word.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from indicators.quantity import Kind, is_reached, read_quantity
from indicators.quantity.intervals import interval_in_unit
from roadmap.evaluation.format import IndicatorRules
from roadmap.evaluation.writing import number_in_words, rounded, share_in_words

_WITHOUT = (Kind.EMPTY, Kind.NO_DATA)
_NUMBERS = (Kind.NUMBER, Kind.SHARE)
# An indicator of a year that isn't over is at risk below so much of its plan.
RISK_BELOW = Decimal("0.9")


class State(StrEnum):
    REACHED = "reached"
    NOT_REACHED = "not_reached"
    UNKNOWN = "unknown"  # can't be determined
    LEFT_OUT = "left_out"  # «-», no plan, a growing indicator with plan 0


@dataclass(frozen=True)
class Stated:
    """An indicator's values as written; `verdict` is a person's word where nothing can be calculated."""

    plan: str
    fact: str
    before: str = ""
    unit: str = ""
    direction: str = "neither"
    weight: Decimal = Decimal(1)
    verdict: bool | None = None


@dataclass(frozen=True)
class Degree:
    """`share` of the plan, 1 for all of it; None where it isn't known.

    `may_decide`: a person may say it by hand; `asks_direction`: a person must say what is better, more or less.
    """

    state: State
    share: Decimal | None
    words: str
    weight: Decimal = Decimal(1)
    deviates: bool = False
    may_decide: bool = False
    asks_direction: bool = False
    at_risk: bool = False

    @property
    def counts(self) -> bool:
        return self.share is not None and self.state is not State.LEFT_OUT


def degree_of(stated: Stated, rules: IndicatorRules, *, in_shares: bool = False, is_over: bool = True) -> Degree:
    """`is_over`: the year has ended; before that, what is far from its plan is at risk."""
    return _Reading(stated, rules, in_shares, is_over).degree()


class _Reading:
    def __init__(self, stated: Stated, rules: IndicatorRules, in_shares: bool, is_over: bool):
        self.stated, self.rules, self.in_shares, self.is_over = stated, rules, in_shares, is_over
        self.plan, self.fact, self.before = (
            read_quantity(text, stated.unit) for text in (stated.plan, stated.fact, stated.before)
        )
        self.direction = self._direction()

    def degree(self) -> Degree:
        if reason := self._left_out():
            return self._degree(State.LEFT_OUT, None, reason)
        if self.fact.kind in _WITHOUT:
            return self._without_fact()
        if self.plan.number is None or self.fact.kind not in _NUMBERS or self.fact.number is None:
            return self._by_hand(f"«{self.stated.fact}» при плане «{self.stated.plan}» не сравнить как числа")
        if self._edge() == 0:
            return self._with_plan_zero()
        found = interval_in_unit(self.fact, self.plan.unit)
        if found is None:
            return self._by_hand(f"у плана и факта разные единицы: «{self.plan.unit}» и «{self.fact.unit}»")
        if self.direction == "neither":
            return self._without_direction()
        if self._edge() < 0 or found.low < 0:
            return self._by_hand("отрицательные числа друг на друга не делят")
        return self._calculated(found.low)

    def _direction(self) -> str:
        """A comparison that the plan states overrides the catalogue: «не более 5» is better below."""
        if self.plan.kind is Kind.BOUND:
            return "more" if self.plan.comparison.startswith(">") else "less"
        return self.stated.direction

    def _edge(self) -> Decimal:
        """The bound from which the plan is reached."""
        return self.plan.upper if self.plan.upper is not None and self.direction == "less" else self.plan.number

    def _left_out(self) -> str:
        for what, each in (("плане", self.plan), ("факте", self.fact)):
            if each.kind is Kind.NOT_APPLICABLE:
                return f"в {what} «{each.text.strip()}»: показатель не применяется, в расчёт не входит"
        if self.plan.kind in _WITHOUT:
            return "плана на этот год нет, в расчёт не входит"
        if self.plan.number == 0 and self.direction == "more" and self.plan.comparison != ">":
            return "план 0, а больше — лучше: не оценивается, в расчёт не входит"
        return ""

    def _with_plan_zero(self) -> Degree:
        """A decreasing indicator, or one that is to be more than nothing."""
        if self.direction == "neither":
            return self._without_direction()
        reached = is_reached(self.plan, self.fact, self.direction)
        if reached is None:
            return self._by_hand("план 0 с таким фактом не сравнить")
        said = f"достигнут, {self._shown(Decimal(1))}" if reached else f"не достигнут, {self._shown(Decimal(0))}"
        words = f"план «{self.stated.plan}», факт «{self.stated.fact}»: на 0 не делят, {said}"
        return self._known(Decimal(reached), reached, words)

    def _calculated(self, fact: Decimal) -> Degree:
        edge, turned = self._edge(), self.direction == "less" and self.rules.turns
        reached = is_reached(self.plan, self.fact, self.direction)
        if turned and fact == 0:
            return self._known(
                Decimal(1), True, f"факт 0 при плане {number_in_words(edge)}: лучше не бывает, достигнут"
            )
        above, below = (edge, fact) if turned else (fact, edge)
        exact = Fraction(above) / Fraction(below)
        share = rounded(exact, self._limits())
        words = f"{number_in_words(above)} / {number_in_words(below)} = {self._shown(share)}"
        if self.direction == "less" and not self.rules.turns:
            words += "; метод не переворачивает показатели, где меньше — лучше"
        if self.rules.cap is not None and (cap := Decimal(self.rules.cap) / 100) < share:
            share, words = cap, f"{words}, в расчёт {self._shown(cap)}"
        if reached is False and self.plan.kind is Kind.BOUND and fact == edge:
            words += f"; нужно {'больше' if self.direction == 'more' else 'меньше'} {number_in_words(edge)}"
        counted, remark = self._counts_as_reached(fact, reached)
        return self._known(share, counted, words + remark)

    def _limits(self) -> list[Fraction]:
        per_cent = [Decimal(100), *(Decimal(each) for each in (self.rules.cap, self.rules.reached_at) if each)]
        return [Fraction(each) / 100 for each in per_cent]

    def _counts_as_reached(self, fact: Decimal, reached: bool | None) -> tuple[bool, str]:
        """By the plan itself, or by the method's own per cent and last year's value.

        A decreasing indicator is turned round here in any case: worse than planned is never reached.
        """
        counted, remark = bool(reached), ""
        if self.rules.reached_at is not None:
            above, below = (self._edge(), fact) if self.direction == "less" else (fact, self._edge())
            counted = above * 100 >= Decimal(self.rules.reached_at) * below
        if counted and self.rules.not_worse and self._is_worse():
            counted, remark = False, f"; хуже, чем год назад («{self.stated.before}»): не достигнут"
        return counted, remark

    def _is_worse(self) -> bool:
        """Than last year; what can't be compared isn't."""
        now, then = (each.number if each.kind in _NUMBERS else None for each in (self.fact, self.before))
        if now is None or then is None or self.fact.unit != self.before.unit:
            return False
        return now > then if self.direction == "less" else now < then

    def _by_hand(self, why: str) -> Degree:
        if self.stated.verdict is None:
            return self._degree(State.UNKNOWN, None, f"{why}: решите вручную", may_decide=True)
        said = "достигнут" if self.stated.verdict else "не достигнут"
        share = Decimal(self.stated.verdict)
        words = f"{said} по решению отдела, {self._shown(share)} ({why})"
        return self._known(share, self.stated.verdict, words, may_decide=True)

    def _without_direction(self) -> Degree:
        words = "в каталоге не сказано, больше или меньше — лучше: выберите"
        return self._degree(State.UNKNOWN, None, words, asks_direction=True)

    def _without_fact(self) -> Degree:
        """Before the year ends, what was far from the plan last year is at risk."""
        words = "факта нет: степень достижения не определить"
        if self.is_over or self.before.kind not in _NUMBERS:
            return self._degree(State.UNKNOWN, None, words)
        then = _Reading(
            Stated(self.stated.plan, self.stated.before, unit=self.stated.unit, direction=self.stated.direction),
            IndicatorRules(), self.in_shares, False,
        ).degree()  # fmt: skip
        at_risk = then.state is State.NOT_REACHED and then.share is not None and then.share < RISK_BELOW
        if at_risk:
            words = f"факта ещё нет, год назад {then.words}"
        return self._degree(State.UNKNOWN, None, words, at_risk=at_risk)

    def _known(self, share: Decimal, reached: bool, words: str, *, may_decide: bool = False) -> Degree:
        at_risk = not self.is_over and not reached and share < RISK_BELOW
        state = State.REACHED if reached else State.NOT_REACHED
        return self._degree(state, share, words, may_decide=may_decide, at_risk=at_risk)

    def _degree(self, state: State, share: Decimal | None, words: str, **marks) -> Degree:
        deviates = state in (State.REACHED, State.NOT_REACHED) and self._deviates(state)
        return Degree(state, share, words, self.stated.weight, deviates, **marks)

    def _deviates(self, state: State) -> bool:
        """The fact isn't what was planned, better or worse; a reason is owed for it."""
        if self.plan.kind in (Kind.BOUND, Kind.RANGE):
            found = interval_in_unit(self.fact, self.plan.unit)
            planned = interval_in_unit(self.plan, self.plan.unit)
            return not (found and planned and found.is_within(planned))
        if self.plan.kind in _NUMBERS and self.fact.kind in _NUMBERS:
            return self.plan.number != self.fact.number
        return state is State.NOT_REACHED

    def _shown(self, share: Decimal) -> str:
        return share_in_words(share, in_shares=self.in_shares)
