from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal

from roadmap.evaluation.component import ComponentOption, MethodComponent
from roadmap.evaluation.counted_figures import CountedFigure, FigureCounter
from roadmap.evaluation.degrees import IndicatorRules
from roadmap.evaluation.evaluated_year import EvaluatedYear, Spending
from roadmap.evaluation.method_data import FigureText
from roadmap.evaluation.rounded_figures import number_in_words, per_cent_in_words


class MoneyComponent(MethodComponent):
    """Money spent divided by money planned; `cap` is the per cent above which it doesn't count."""

    kind: Literal["money"]
    cap: FigureText | None = None

    title: ClassVar[str] = "расходы: факт к плану"
    letter: ClassVar[str] = "F"
    place: ClassVar[int] = 40
    options: ClassVar[tuple[ComponentOption, ...]] = (ComponentOption("cap", "money_cap", "Не больше, %"),)
    asks_money: ClassVar[bool] = True

    def count(self, year: EvaluatedYear, counter: FigureCounter) -> CountedFigure:
        spending = year.spending
        if spending.is_none:
            if counter.leaves_money_out:
                words = f"{self.key} — финансирование не предусмотрено"
                return CountedFigure(self.key, None, words, is_absent=True)
            return counter.unknown("финансирование не предусмотрено")
        if spending.planned is None or spending.spent is None:
            return counter.unknown("расходы не внесены: впишите план и факт или отметьте, что их не предусмотрено")
        if spending.planned <= 0:
            return counter.unknown("расходов по плану 0, а на 0 не делят; если их и не предусмотрено, отметьте это")
        return self._apply_cap(_divide_spending(spending, counter), counter)

    def _apply_cap(self, figure: CountedFigure, counter: FigureCounter) -> CountedFigure:
        cap = self.cap and Decimal(self.cap) / 100
        if cap and figure.share > cap:
            return CountedFigure(self.key, cap, f"{figure.words}, в расчёт {counter.shown(cap)}")
        return figure

    def meaning(self) -> str:
        return "расходы: факт к плану"

    def ceiling(self, rules: IndicatorRules) -> Decimal | None:
        return None if self.cap is None else Decimal(self.cap)

    def limit_in_words(self, rules: IndicatorRules) -> str:
        return f", не больше {per_cent_in_words(self.cap)}" if self.cap else ""


def _divide_spending(spending: Spending, counter: FigureCounter) -> CountedFigure:
    exact = Fraction(spending.spent) / Fraction(spending.planned)
    return counter.divided(exact, number_in_words(spending.spent), number_in_words(spending.planned))
