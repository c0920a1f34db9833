from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal

from roadmap.evaluation.component import ComponentOption, MethodComponent
from roadmap.evaluation.counted_figures import CountedFigure, FigureCounter
from roadmap.evaluation.degrees import AchievementDegree, IndicatorRules
from roadmap.evaluation.evaluated_year import EvaluatedYear
from roadmap.evaluation.rounded_figures import number_in_words, per_cent_in_words

# A sum with more terms is written as its total.
_MOST_TERMS = 6


class AchievementComponent(MethodComponent):
    """The mean degree of achievement of the indicators; if `weighted`, with the weights typed beside them.

    `whose` says which indicators: all, or only those that belong to no sub-programme.
    """

    kind: Literal["achievement"]
    weighted: bool = False
    whose: Literal["all", "own"] = "all"

    title: ClassVar[str] = "степень достижения показателей"
    letter: ClassVar[str] = "P"
    place: ClassVar[int] = 10
    options: ClassVar[tuple[ComponentOption, ...]] = (
        ComponentOption("weighted", "weighted", "Средняя", ((False, "без весов"), (True, "с весами показателей"))),
        ComponentOption("whose", "achievement_whose", "Показателей", (("all", "всех"), ("own", "вне подпрограмм"))),
    )
    counts_indicators: ClassVar[bool] = True

    @property
    def asks_weights(self) -> bool:
        return self.weighted

    def count(self, year: EvaluatedYear, counter: FigureCounter) -> CountedFigure:
        among = year.own if self.whose == "own" and year.own is not None else year.degrees
        degrees = [degree for degree in among if degree.counts]
        weights = [degree.weight if self.weighted else Decimal(1) for degree in degrees]
        total = sum(weights)
        if not total:
            outside = " вне подпрограмм" if among is not year.degrees else ""
            return counter.unknown(f"нет ни одного показателя{outside}, степень достижения которого известна")
        summed = sum((each.share * weight for each, weight in zip(degrees, weights, strict=True)), Decimal(0))
        is_short = 1 < len(degrees) <= _MOST_TERMS
        above = f"({self._write_terms(degrees, counter)})" if is_short else counter.bare(summed)
        return counter.divided(Fraction(summed) / Fraction(total), above, number_in_words(Decimal(total)))

    def _write_terms(self, degrees: Sequence[AchievementDegree], counter: FigureCounter) -> str:
        """Return the sum in words: «97,2 · 2 + 110 · 1»."""
        weighed = (f" · {number_in_words(each.weight)}" if self.weighted else "" for each in degrees)
        return " + ".join(counter.bare(each.share) + weight for each, weight in zip(degrees, weighed, strict=True))

    def meaning(self) -> str:
        own = " вне подпрограмм" if self.whose == "own" else ""
        return f"средняя{' с весами' if self.weighted else ''} степень достижения показателей{own}"

    def ceiling(self, rules: IndicatorRules) -> Decimal | None:
        return None if rules.cap is None else Decimal(rules.cap)

    def limit_in_words(self, rules: IndicatorRules) -> str:
        return f", каждая не больше {per_cent_in_words(rules.cap)}" if rules.cap else ""
