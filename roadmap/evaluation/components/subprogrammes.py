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
    """The weighted mean of the sub-programmes, each evaluated by its own results, activities and money.

    `of` says what each is counted from, `weights` where the weights come from. A programme without sub-programmes is
    counted as a single one.
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
        counted = [self._count_part(part, counter) for part in parts]
        if lacking := [each for each in counted if each.share is None]:
            return counter.unknown(lacking[0].words)
        if len(parts) == 1:
            words = f"{self.key} = {counted[0].words}{_name_only_part(parts[0])}"
            return CountedFigure(self.key, counted[0].share, words)
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

    def _count_part(self, part: SubprogrammeYear, counter: FigureCounter) -> CountedFigure:
        """Return the share of one sub-programme with its arithmetic, or a figure without share that says why."""
        of = f" у «{part.title}»" if part.title else ""
        above, below, steps = [], [], []
        degrees = [degree.share for degree in part.degrees if degree.counts]
        if not degrees:
            return _unknown(f"нет ни одного показателя{of}, степень достижения которого известна")
        above.append(counter.rounded(Fraction(sum(degrees)) / len(degrees)))
        if len(degrees) > 1:
            steps.append(("результаты", f"({' + '.join(map(counter.bare, degrees))}) / {len(degrees)}", above[0]))
        if self.counts_activities:
            known = [mark for mark in part.marks if mark.counts]
            if not known:
                return _unknown(f"нет ни одного мероприятия{of}, о котором можно судить")
            done = sum(mark in (ActivityMark.DONE, ActivityMark.LATE) for mark in known)
            above.append(counter.rounded(Fraction(done, len(known))))
            steps.append(("мероприятия", f"{done} / {len(known)}", above[-1]))
        if self.divides_by_money and not (part.spending.is_none and counter.leaves_money_out):
            planned, spent = part.spending.planned, part.spending.spent
            if not planned or not spent:
                return _unknown(f"расходы{of} не внесены, не предусмотрены или равны 0, а на 0 не делят")
            below.append(counter.rounded(Fraction(spent) / Fraction(planned)))
            steps.append(("расходы", f"{number_in_words(spent)} / {number_in_words(planned)}", below[0]))
        return _multiply(above, below, steps, counter)

    def meaning(self) -> str:
        weights = "по доле в расходах" if self.weights == "money" else "с весами, которые вписывает отдел"
        return f"средняя по подпрограммам ({_MEANINGS[self.of]}), {weights}"

    def ceiling(self, rules: IndicatorRules) -> Decimal | None:
        return None if rules.cap is None or self.divides_by_money else Decimal(rules.cap)


def _multiply(
    above: Sequence[Decimal],
    below: Sequence[Decimal],
    steps: Sequence[tuple[str, str, Decimal]],
    counter: FigureCounter,
) -> CountedFigure:
    """Multiply the shares `above` and divide by those `below`.

    `steps` say for each share what it is, how it was calculated, and its value.
    """
    exact = Fraction(1)
    for share in above:
        exact *= Fraction(share)
    for share in below:
        exact /= Fraction(share)
    share = counter.rounded(exact)
    if len(above) + len(below) == 1:
        calculation = f"{steps[0][1]} = " if steps else ""
        return CountedFigure("", share, f"{calculation}{counter.shown(share)}")
    shown = " · ".join(map(counter.shown, above)) + "".join(f" / {counter.shown(each)}" for each in below)
    explained = "; ".join(f"{what} {how} = {counter.shown(found)}" for what, how, found in steps)
    return CountedFigure("", share, f"{shown} = {counter.shown(share)} ({explained})")


def _unknown(why: str) -> CountedFigure:
    return CountedFigure("", None, why)


def _name_only_part(part: SubprogrammeYear) -> str:
    return f" («{part.title}»)" if part.title else " (подпрограмм нет, взята вся программа)"
