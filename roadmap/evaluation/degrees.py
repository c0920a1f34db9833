"""Calculates the degree to which one indicator was achieved, in words that can be checked with a calculator.

No order says what to do with a plan of 0: a decreasing indicator is achieved at 0 and not above it, a growing one is
not assessed. «Более 70» requires more than 70. An interval is achieved from its lower bound, by a decreasing indicator
from its upper bound down. «-» and a missing plan are left out of the means. For text, a person decides whether it was
done.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from indicators.quantity import is_reached, judged_plan, read_quantity
from portal.text.keys import natural_key
from roadmap.evaluation.method_data import FigureText, NameText
from roadmap.evaluation.rounded_figures import number_in_words, per_cent_in_words, rounded, share_in_words
from roadmap.evaluation.stated_values import (
    differs,
    edge_of,
    is_bound,
    is_not_applicable,
    is_zero_to_grow_from,
    lowest_in,
    says_nothing,
    single_number,
)
from schools.methods.data import MethodData

# While the year isn't over, an indicator with a smaller share of its plan than this is at risk.
RISK_BELOW = Decimal("0.9")


class IndicatorRules(MethodData):
    """A method's rules for single indicators; limits are in per cent of the plan.

    `turns`: a decreasing indicator is plan / fact. `cap`: the highest degree that counts. `reached_at`: from where it
    counts as reached, else from the plan itself. `not_worse`: it also has to be no worse than last year. `low`: a
    degree below this counts as 0.
    """

    turns: bool = True
    cap: FigureText | None = None
    reached_at: FigureText | None = None
    not_worse: bool = False
    low: FigureText | None = None

    is_own: ClassVar[bool] = False


class OwnRules(IndicatorRules):
    """Rules that an order sets for one indicator alone."""

    is_own: ClassVar[bool] = True


class OwnLimits(MethodData):
    """Limits of a single indicator, by its name in the programme; those left out are the method's.

    They have the same meaning as in `IndicatorRules`.
    """

    indicator: NameText
    cap: FigureText | None = None
    reached_at: FigureText | None = None
    low: FigureText | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.cap is None and self.reached_at is None and self.low is None:
            raise PydanticCustomError(
                "limits", "Какие свои границы у показателя «{name}»? Впишите хотя бы одну.", {"name": self.indicator}
            )
        return self

    @property
    def key(self) -> str:
        return natural_key(self.indicator)

    def within(self, rules: IndicatorRules) -> IndicatorRules:
        own = {name: getattr(self, name) for name in ("cap", "reached_at", "low") if getattr(self, name) is not None}
        return OwnRules.model_validate(rules.model_dump() | own)


class AchievementState(StrEnum):
    REACHED = "reached"
    NOT_REACHED = "not_reached"
    UNKNOWN = "unknown"  # can't be determined
    LEFT_OUT = "left_out"  # plan or fact «-», no plan, or a growing indicator with plan 0


@dataclass(frozen=True)
class StatedIndicator:
    """An indicator's values as written; `verdict` is a person's decision where nothing can be calculated.

    `direction` is the catalogue's, and `meaning` is what it says about «до …» in plans
    (`indicators.quantity.judged_plans`).
    """

    plan: str
    fact: str
    before: str = ""
    unit: str = ""
    direction: str = ""
    meaning: str = ""
    weight: Decimal = Decimal(1)
    verdict: bool | None = None


@dataclass(frozen=True)
class AchievementDegree:
    """How far one indicator was achieved: its `share` of the plan, 1 for all of it, None if it isn't known.

    `may_decide`: a person may decide by hand. `asks_direction`: a person must say whether more or less is better.
    """

    state: AchievementState
    share: Decimal | None
    words: str
    weight: Decimal = Decimal(1)
    deviates: bool = False
    may_decide: bool = False
    asks_direction: bool = False
    at_risk: bool = False

    @property
    def counts(self) -> bool:
        return self.share is not None and self.state is not AchievementState.LEFT_OUT


def degree_of(
    stated: StatedIndicator, rules: IndicatorRules, *, in_shares: bool = False, is_over: bool = True
) -> AchievementDegree:
    """Return the degree of an indicator; while the year isn't over (`is_over`), one far from its plan is at risk."""
    return _Assessment(stated, rules, in_shares, is_over).degree()


class _Assessment:
    def __init__(self, stated: StatedIndicator, rules: IndicatorRules, in_shares: bool, is_over: bool):
        self.stated, self.rules, self.in_shares, self.is_over = stated, rules, in_shares, is_over
        plan, self.fact, self.before = (
            read_quantity(text, stated.unit) for text in (stated.plan, stated.fact, stated.before)
        )
        self.judged = judged_plan(plan, stated.direction, stated.meaning)
        self.plan, self.direction = self.judged.quantity, self.judged.direction
        self.edge = edge_of(self.plan, self.direction)

    @property
    def has_direction(self) -> bool:
        return self.direction in ("more", "less")

    def degree(self) -> AchievementDegree:
        if reason := self._why_left_out():
            return self._build_degree(AchievementState.LEFT_OUT, None, reason)
        if says_nothing(self.fact):
            return self._judge_without_fact()
        if self.edge is None or single_number(self.fact) is None:
            return self._ask_decision(f"«{self.stated.fact}» при плане «{self.stated.plan}» не сравнить как числа")
        if self.edge == 0:
            return self._judge_plan_zero()
        fact = lowest_in(self.fact, self.plan.unit)
        if fact is None:
            return self._ask_decision(f"у плана и факта разные единицы: «{self.plan.unit}» и «{self.fact.unit}»")
        if not self.has_direction:
            return self._ask_direction()
        if self.edge < 0 or fact < 0:
            return self._ask_decision("отрицательные числа друг на друга не делят")
        return self._calculate(fact)

    def _why_left_out(self) -> str:
        for what, each in (("плане", self.plan), ("факте", self.fact)):
            if is_not_applicable(each):
                return f"в {what} «{each.text.strip()}»: показатель не применяется, в расчёт не входит"
        if says_nothing(self.plan):
            return "плана на этот год нет, в расчёт не входит"
        if self.direction == "neither" and self.edge is not None:
            return "по каталогу показатель не оценивается, в расчёт не входит"
        if self.direction == "more" and is_zero_to_grow_from(self.plan):
            return "план 0, а больше — лучше: не оценивается, в расчёт не входит"
        return ""

    def _judge_plan_zero(self) -> AchievementDegree:
        """Judge a plan of 0: of a decreasing indicator, or «более 0»."""
        if not self.has_direction:
            return self._ask_direction()
        reached = is_reached(self.plan, self.fact, self.direction)
        if reached is None:
            return self._ask_decision("план 0 с таким фактом не сравнить")
        share = Decimal(reached)
        said = f"{'достигнут' if reached else 'не достигнут'}, {self._format_share(share)}"
        words = f"план «{self.stated.plan}», факт «{self.stated.fact}»: на 0 не делят, {said}"
        return self._build_known(share, reached, words)

    def _calculate(self, fact: Decimal) -> AchievementDegree:
        edge, turned = self.edge, self.direction == "less" and self.rules.turns
        reached = is_reached(self.plan, self.fact, self.direction)
        if turned and fact == 0:
            return self._build_known(
                Decimal(1), True, f"факт 0 при плане {number_in_words(edge)}: лучше не бывает, достигнут"
            )
        above, below = (edge, fact) if turned else (fact, edge)
        exact = Fraction(above) / Fraction(below)
        share = rounded(exact, self._find_limits())
        words = f"{number_in_words(above)} / {number_in_words(below)} = {self._format_share(share)}"
        if self.direction == "less" and not self.rules.turns:
            words += "; метод не переворачивает показатели, где меньше — лучше"
        own = " (свой предел показателя)" if self.rules.is_own else ""
        if self.judged.is_word_overruled:
            words += f"; «{self.stated.plan.strip()}» — цель {number_in_words(edge)}"
        if self.rules.cap is not None and (cap := Decimal(self.rules.cap) / 100) < share:
            share, words = cap, f"{words}, в расчёт {self._format_share(cap)}{own}"
        if self.rules.low is not None and exact < Fraction(self.rules.low) / 100:
            share, words = Decimal(0), f"{words}, меньше {per_cent_in_words(self.rules.low)}: в расчёт 0{own}"
        if reached is False and is_bound(self.plan) and fact == edge:
            words += f"; нужно {'больше' if self.direction == 'more' else 'меньше'} {number_in_words(edge)}"
        counted, remark = self._judge_reached(fact, reached)
        return self._build_known(share, counted, words + remark)

    def _find_limits(self) -> list[Fraction]:
        stated = (self.rules.cap, self.rules.reached_at, self.rules.low)
        return [Fraction(1), *(Fraction(each) / 100 for each in stated if each)]

    def _judge_reached(self, fact: Decimal, reached: bool | None) -> tuple[bool, str]:
        """Return whether it counts as reached, and a remark that says why.

        It goes by the plan itself, or by the rules' own per cent, and by last year's value if the rules ask for it. A
        decreasing indicator is always turned round here: worse than planned is never reached.
        """
        counted, remark = bool(reached), ""
        if self.rules.reached_at is not None:
            above, below = (self.edge, fact) if self.direction == "less" else (fact, self.edge)
            counted = above * 100 >= Decimal(self.rules.reached_at) * below
            if self.rules.is_own:
                remark = f"; по своей границе {per_cent_in_words(self.rules.reached_at)} плана"
                remark += " достигнут" if counted else " не достигнут"
        if counted and self.rules.not_worse and self._is_worse():
            counted, remark = False, f"{remark}; хуже, чем год назад («{self.stated.before}»): не достигнут"
        return counted, remark

    def _is_worse(self) -> bool:
        """Return whether the fact is worse than last year's; False if they can't be compared."""
        now, then = single_number(self.fact), single_number(self.before)
        if now is None or then is None or self.fact.unit != self.before.unit:
            return False
        return now > then if self.direction == "less" else now < then

    def _ask_decision(self, why: str) -> AchievementDegree:
        if self.stated.verdict is None:
            return self._build_degree(AchievementState.UNKNOWN, None, f"{why}: решите вручную", may_decide=True)
        said = "достигнут" if self.stated.verdict else "не достигнут"
        share = Decimal(self.stated.verdict)
        words = f"{said} по решению отдела, {self._format_share(share)} ({why})"
        return self._build_known(share, self.stated.verdict, words, may_decide=True)

    def _ask_direction(self) -> AchievementDegree:
        words = "в каталоге не сказано, больше или меньше — лучше"
        return self._build_degree(AchievementState.UNKNOWN, None, words, asks_direction=True)

    def _judge_without_fact(self) -> AchievementDegree:
        """Return an unknown degree; before the year ends it is at risk if last year's value was far from the plan."""
        words = "факта нет: степень достижения не определить"
        if self.is_over or single_number(self.before) is None:
            return self._build_degree(AchievementState.UNKNOWN, None, words)
        a_year_ago = replace(self.stated, fact=self.stated.before, before="", verdict=None)
        then = _Assessment(a_year_ago, IndicatorRules(), self.in_shares, False).degree()
        at_risk = then.state is AchievementState.NOT_REACHED and then.share is not None and then.share < RISK_BELOW
        if at_risk:
            words = f"факта ещё нет, год назад {then.words}"
        return self._build_degree(AchievementState.UNKNOWN, None, words, at_risk=at_risk)

    def _build_known(self, share: Decimal, reached: bool, words: str, *, may_decide: bool = False) -> AchievementDegree:
        at_risk = not self.is_over and not reached and share < RISK_BELOW
        state = AchievementState.REACHED if reached else AchievementState.NOT_REACHED
        return self._build_degree(state, share, words, may_decide=may_decide, at_risk=at_risk)

    def _build_degree(self, state: AchievementState, share: Decimal | None, words: str, **marks) -> AchievementDegree:
        deviates = state in (AchievementState.REACHED, AchievementState.NOT_REACHED) and self._deviates(state)
        return AchievementDegree(state, share, words, self.stated.weight, deviates, **marks)

    def _deviates(self, state: AchievementState) -> bool:
        """Return whether the fact differs from the plan, for better or worse, so that a reason has to be given."""
        found = differs(self.plan, self.fact)
        return state is AchievementState.NOT_REACHED if found is None else found

    def _format_share(self, share: Decimal) -> str:
        return share_in_words(share, in_shares=self.in_shares)
