from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal

from roadmap.evaluation.activity_marks import ActivityMark
from roadmap.evaluation.component import ComponentOption, MethodComponent
from roadmap.evaluation.counted_figures import CountedFigure, FigureCounter
from roadmap.evaluation.degrees import IndicatorRules
from roadmap.evaluation.evaluated_year import EvaluatedYear, SubprogrammeYear
from roadmap.evaluation.rounded_figures import number_in_words

_MEANINGS = {
    "results": "результаты",
    "results_activities": "результаты · мероприятия",
    "results_money": "результаты / расходы",
    "all": "результаты · мероприятия / расходы",
}


class SubprogrammesComponent(MethodComponent):
    """The mean of the sub-programmes, each evaluated by its own results, activities and money, by their weights.

    A programme without any is taken as one whole.
    """

    kind: Literal["subprogrammes"]
    of: Literal["results", "results_activities", "results_money", "all"] = "results"
    weights: Literal["typed", "money"] = "typed"

    title: ClassVar[str] = "средняя по подпрограммам"
    letter: ClassVar[str] = "S"
    place: ClassVar[int] = 15
    options: ClassVar[tuple[ComponentOption, ...]] = (
        ComponentOption("of", "subprogrammes_of", "Каждая — это", tuple(_MEANINGS.items())),
        ComponentOption(
            "weights", "subprogrammes_weights", "Вес —",
            (("typed", "вписывает отдел"), ("money", "её доля в расходах по плану")),
        ),
    )  # fmt: skip
    counts_indicators: ClassVar[bool] = True
    asks_subprogrammes: ClassVar[bool] = True

    @property
    def counts_activities(self) -> bool:
        return self.of in ("results_activities", "all")

    @property
    def divides_by_money(self) -> bool:
        return self.of in ("results_money", "all")

    @property
    def part_fields(self) -> tuple[str, ...]:
        has_money = self.divides_by_money or self.weights == "money"
        return (
            *(("weight",) if self.weights == "typed" else ()),
            *(("money_planned", "money_spent") if has_money else ()),
        )

    @property
    def asks_money(self) -> bool:
        return self.divides_by_money

    def count(self, year: EvaluatedYear, counter: FigureCounter) -> CountedFigure:
        parts = year.subprogrammes or [SubprogrammeYear("", year.degrees, year.marks, year.spending)]
        counted = [self._of_one(part, counter) for part in parts]
        if lacking := [each for each in counted if each.share is None]:
            return counter.unknown(lacking[0].words)
        if len(parts) == 1:
            return CountedFigure(self.key, counted[0].share, f"{self.key} = {counted[0].words}{_whole(parts[0])}")
        weights = [part.spending.planned if self.weights == "money" else part.weight for part in parts]
        if None in weights:
            return counter.unknown(f"не внесены расходы по плану: «{parts[weights.index(None)].title}»")
        if not sum(weights):
            return counter.unknown("у подпрограмм нет весов")
        summed = sum(each.share * weight for each, weight in zip(counted, weights, strict=True))
        terms = (f"{counter.bare(each.share)} · {number_in_words(weight)}"
                 for each, weight in zip(counted, weights, strict=True))  # fmt: skip
        found = counter.divided(
            Fraction(summed) / Fraction(sum(weights)), f"({' + '.join(terms)})", number_in_words(sum(weights))
        )
        each = "; ".join(f"«{part.title}» — {one.words}" for part, one in zip(parts, counted, strict=True))
        return CountedFigure(self.key, found.share, f"{found.words}, где {each}")

    def _of_one(self, part: SubprogrammeYear, counter: FigureCounter) -> CountedFigure:
        """Its share with the arithmetic of it, or in words what it lacks."""
        of = f" у «{part.title}»" if part.title else ""
        above, below, told = [], [], []
        degrees = [degree.share for degree in part.degrees if degree.counts]
        if not degrees:
            return _lacking(f"нет ни одного показателя{of}, степень достижения которого известна")
        above.append(counter.rounded(Fraction(sum(degrees)) / len(degrees)))
        if len(degrees) > 1:
            told.append(("результаты", f"({' + '.join(map(counter.bare, degrees))}) / {len(degrees)}", above[0]))
        if self.counts_activities:
            known = [mark for mark in part.marks if mark.counts]
            if not known:
                return _lacking(f"нет ни одного мероприятия{of}, о котором можно судить")
            done = sum(mark in (ActivityMark.DONE, ActivityMark.LATE) for mark in known)
            above.append(counter.rounded(Fraction(done, len(known))))
            told.append(("мероприятия", f"{done} / {len(known)}", above[-1]))
        if self.divides_by_money and not (part.spending.is_none and counter.leaves_money_out):
            planned, spent = part.spending.planned, part.spending.spent
            if not planned or not spent:
                return _lacking(f"расходы{of} не внесены, не предусмотрены или равны 0, а на 0 не делят")
            below.append(counter.rounded(Fraction(spent) / Fraction(planned)))
            told.append(("расходы", f"{number_in_words(spent)} / {number_in_words(planned)}", below[0]))
        return _counted(above, below, told, counter)

    def meaning(self) -> str:
        weights = "по доле в расходах" if self.weights == "money" else "с весами, которые вписывает отдел"
        return f"средняя по подпрограммам ({_MEANINGS[self.of]}), {weights}"

    def ceiling(self, rules: IndicatorRules) -> Decimal | None:
        return None if rules.cap is None or self.divides_by_money else Decimal(rules.cap)


def _counted(
    above: Sequence[Decimal], below: Sequence[Decimal], told: Sequence[tuple[str, str, Decimal]], counter: FigureCounter
) -> CountedFigure:
    """`told`: what each step is, how it was reckoned and what came of it."""
    exact = Fraction(1)
    for share in above:
        exact *= Fraction(share)
    for share in below:
        exact /= Fraction(share)
    share = counter.rounded(exact)
    if len(above) + len(below) == 1:
        steps = f"{told[0][1]} = " if told else ""
        return CountedFigure("", share, f"{steps}{counter.shown(share)}")
    shown = " · ".join(map(counter.shown, above)) + "".join(f" / {counter.shown(each)}" for each in below)
    steps = "; ".join(f"{what} {how} = {counter.shown(found)}" for what, how, found in told)
    return CountedFigure("", share, f"{shown} = {counter.shown(share)} ({steps})")


def _lacking(why: str) -> CountedFigure:
    return CountedFigure("", None, why)


def _whole(part: SubprogrammeYear) -> str:
    return f" («{part.title}»)" if part.title else " (подпрограмм нет, взята вся программа)"
