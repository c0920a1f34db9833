"""The components of an evaluation: what they are called and how each is counted."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from roadmap.evaluation.degrees import Degree, State
from roadmap.evaluation.format import Achievement, Activities, Component, MethodShape, Money, Reached
from roadmap.evaluation.marks import Mark
from roadmap.evaluation.writing import number_in_words, rounded, share_in_words

if TYPE_CHECKING:
    from roadmap.evaluation.judging import Inputs, Spending

# A longer sum stands as its total.
_MOST_TERMS = 6


@dataclass(frozen=True)
class Figure:
    """`share` is None where it isn't known; `is_absent`: the programme has no such thing, which is not the same."""

    key: str
    share: Decimal | None
    words: str
    is_absent: bool = False


def component_of(component: Component, method: MethodShape, inputs: "Inputs", limits: list[Fraction]) -> Figure:
    """The component with its arithmetic, rounded beside those limits."""
    counted = _Counting(component.key, method, limits)
    if isinstance(component, Achievement):
        return counted.achievement(component, [degree for degree in inputs.degrees if degree.counts])
    if isinstance(component, Reached):
        known = [each for each in inputs.degrees if each.state in (State.REACHED, State.NOT_REACHED)]
        return counted.share_of(sum(each.state is State.REACHED for each in known), len(known), "показателя")
    if isinstance(component, Activities):
        done = {Mark.DONE} if component.on_time else {Mark.DONE, Mark.LATE}
        known = [mark for mark in inputs.marks if mark.counts]
        return counted.share_of(sum(mark in done for mark in known), len(known), "мероприятия")
    return counted.money(component, inputs.spending)


class _Counting:
    def __init__(self, key: str, method: MethodShape, limits: list[Fraction]):
        self.key, self.method, self.limits = key, method, limits

    def achievement(self, component: Achievement, degrees: list[Degree]) -> Figure:
        weights = [degree.weight if component.weighted else Decimal(1) for degree in degrees]
        total = sum(weights)
        if not total:
            return self._unknown("нет ни одного показателя, степень достижения которого известна")
        summed = sum((each.share * weight for each, weight in zip(degrees, weights, strict=True)), Decimal(0))
        terms = [self._bare(each.share) + (f" · {number_in_words(weight)}" if component.weighted else "")
                 for each, weight in zip(degrees, weights, strict=True)]  # fmt: skip
        above = self._bare(summed) if len(terms) > _MOST_TERMS or len(terms) == 1 else f"({' + '.join(terms)})"
        return self._divided(Fraction(summed) / Fraction(total), above, number_in_words(Decimal(total)))

    def share_of(self, count: int, total: int, what: str) -> Figure:
        if not total:
            return self._unknown(f"нет ни одного {what}, о котором можно судить")
        return self._divided(Fraction(count, total), str(count), str(total))

    def money(self, component: Money, spending: "Spending") -> Figure:
        if spending.is_none:
            if self.method.without_money == "leave_out":
                return Figure(self.key, None, f"{self.key} — финансирование не предусмотрено", is_absent=True)
            return self._unknown("финансирование не предусмотрено")
        if spending.planned is None or spending.spent is None:
            return self._unknown("расходы не внесены: впишите план и факт или отметьте, что их не предусмотрено")
        if spending.planned <= 0:
            return self._unknown("расходов по плану 0, а на 0 не делят; если их и не предусмотрено, отметьте это")
        figure = self._divided(
            Fraction(spending.spent) / Fraction(spending.planned),
            number_in_words(spending.spent), number_in_words(spending.planned),
        )  # fmt: skip
        cap = component.cap and Decimal(component.cap) / 100
        if cap and figure.share > cap:
            return Figure(self.key, cap, f"{figure.words}, в расчёт {self._shown(cap)}")
        return figure

    def _divided(self, exact: Fraction, above: str, below: str) -> Figure:
        share = rounded(exact, self.limits)
        return Figure(self.key, share, f"{self.key} = {above} / {below} = {self._shown(share)}")

    def _unknown(self, why: str) -> Figure:
        return Figure(self.key, None, f"{self.key} не определить: {why}")

    def _bare(self, share: Decimal) -> str:
        return number_in_words(share if self.method.in_shares else share * 100)

    def _shown(self, share: Decimal) -> str:
        return share_in_words(share, in_shares=self.method.in_shares)
