"""A sign asked of a school: its value read, compared with a threshold, with other schools or with the year before."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from operator import methodcaller

from indicators.identification.rules.sign.asked import BESIDE_MEAN, DEVIATIONS, RANKED, TESTS, AskedSign
from indicators.identification.shared.answers import Answer
from indicators.identification.shared.compared_value import ComparedValue, ValueState
from indicators.identification.shared.measure import MeasureReader, mean_of_years
from indicators.identification.shared.ranking import ROUNDING, SchoolMean, SchoolRanking
from indicators.identification.shared.rule import ONCE, RuleEvaluator, RuleOutcome
from indicators.identification.shared.value_layout import IndicatorReader, JudgedCase
from indicators.quantity.intervals import Interval

_MOST_ANSWERS = 5_000
_SIDES = {"lowest": "below", "highest": "above"}


@dataclass(slots=True)
class SignOutcome(RuleOutcome):
    """`figure` is what the value was compared with, `mean` and `deviation` where that comes from those of the schools.

    `places`: how many of `out_of` schools stand before it, at least and at most; `before`: the year before's value.
    """

    reading: ComparedValue
    figure: Decimal | None = None
    places: tuple[int, int] | None = None
    out_of: int = 0
    before: ComparedValue | None = None
    mean: SchoolMean | None = None
    deviation: Decimal | None = None

    @property
    def times(self) -> Interval:
        return self.rule.times_of(self.reading.interval) if self.rule.shape.for_each else ONCE


@dataclass(eq=False)
class SignEvaluator(RuleEvaluator):
    shape: AskedSign
    measure: MeasureReader
    threshold: Decimal
    upper: Decimal | None
    participants: IndicatorReader | None
    fewest: Decimal

    def __post_init__(self):
        shape = self.shape
        self.compare, self.name, self.year, self.years = shape.compare, shape.name, shape.year, shape.years
        self.test = _test(self)
        self.stated = None if shape.compare == "absent" else self.threshold
        self.is_plain = not (shape.kinds or self.fewest or shape.missing == "drop" or self.years > 1)
        # Schools say the same few hundred texts again and again.
        self.answers: dict[str, Answer] = {}
        self.first = None
        if self.is_plain and self.test and isinstance(self.measure, IndicatorReader):
            self.first = self.measure.first + self.year

    @property
    def is_relative(self) -> bool:
        return self.compare in RANKED or self.compare in BESIDE_MEAN

    def signs(self, offset: int = 0) -> Iterator[tuple[RuleEvaluator, int]]:
        yield self, offset

    def new_standing(self) -> SchoolRanking | SchoolMean:
        return (
            SchoolRanking()
            if self.compare in RANKED
            else SchoolMean(self.shape.pooled, keeps_numbers=self.shape.gap in DEVIATIONS)
        )

    def ask(self, case: JudgedCase, offset: int) -> Answer:
        text = None if self.first is None else case.texts[self.first + offset]
        if text in self.answers:
            return self.answers[text]
        answer = self.decide(case, offset).answer
        if text and len(self.answers) < _MOST_ANSWERS:
            self.answers[text] = answer
        return answer

    def read(self, case: JudgedCase, offset: int) -> ComparedValue:
        first = offset + self.year
        shape, drops = self.shape, self.shape.missing == "drop"
        if self.years == 1:
            reading = self.measure.at(case, first)
        else:
            years = [self.measure.at(case, each) for each in range(first, first + self.years)]
            reading = mean_of_years(years, drops_missing=drops)
        if reading.state is ValueState.MISSING and shape.kinds and case.kind and case.kind not in shape.kinds:
            return reading.without_number(ValueState.NOT_APPLICABLE, "к этому виду школ не относится")
        if self.fewest and reading.state is ValueState.VALUE:
            reading = self._if_enough(reading, case, first)
        if drops and reading.state is ValueState.MISSING:
            return reading.without_number(ValueState.MISSING_DROPPED, f"{reading.why}, признак не учтён")
        return reading

    def _if_enough(self, reading: ComparedValue, case: JudgedCase, offset: int) -> ComparedValue:
        """Unless fewer took part than the sign wants; a share's own denominator goes before the indicator's number."""
        took_part = reading.total and Interval(reading.total, reading.total)
        if took_part is None and self.participants:
            took_part = self.participants.at(case, offset).interval
        enough = took_part and took_part.is_at_least(self.fewest)
        if enough is None:
            return reading.without_number(ValueState.MISSING, "неизвестно, сколько было участников")
        if enough:
            return reading
        why = f"участников меньше {self.fewest.normalize():f}"
        if self.shape.few == "drop":
            return reading.without_number(ValueState.FEW_DROPPED, f"{why}, признак не учтён")
        return reading.without_number(ValueState.FEW, why)

    def decide(self, case: JudgedCase, offset: int) -> SignOutcome:
        reading = self.measure.at(case, offset + self.year) if self.is_plain else self.read(case, offset)
        if reading.interval is None:
            if self.compare == "absent" and reading.state is ValueState.UNCLEAR:
                return SignOutcome(self, offset, Answer(reading.says_none), reading)
            return SignOutcome(self, offset, _lacking(reading.state), reading, self.stated)
        if self.test:
            return SignOutcome(self, offset, Answer(self.test(reading.interval)), reading, self.stated)
        if self.compare in RANKED:
            return self._ranked(reading, case, offset)
        if self.compare in BESIDE_MEAN:
            return self._beside_mean(reading, case, offset)
        return self._changed(reading, case, offset)

    def _ranked(self, reading: ComparedValue, case: JudgedCase, offset: int) -> SignOutcome:
        """The lowest n: fewer than n schools have less. Who shares the last place belongs to them."""
        ranking = case.standings[self, offset]
        surely, possibly = places = getattr(ranking, _SIDES[self.compare])(reading.interval)
        limit = self.threshold * ranking.schools / 100 if self.shape.in_percent else self.threshold
        met = True if possibly < limit else False if surely >= limit else None
        schools = ranking.schools
        return SignOutcome(self, offset, Answer(met), reading, self.threshold, places=places, out_of=schools)

    def _beside_mean(self, reading: ComparedValue, case: JudgedCase, offset: int) -> SignOutcome:
        mean, gap, deviation = case.standings[self, offset], self.shape.gap, None
        if gap in DEVIATIONS and mean.figure is not None:
            deviation = mean.deviation(is_sample=gap == "sample_deviations")
        if mean.figure is None or (gap in DEVIATIONS and deviation is None):
            return SignOutcome(self, offset, Answer.UNKNOWN, reading, mean=mean)
        turn = -1 if self.compare == "below_mean" else 1
        if gap == "percent":
            figure, distance = mean.figure * self.threshold / 100, Decimal(0)
        else:
            distance = self.threshold if deviation is None else self.threshold * deviation
            figure = mean.figure + turn * distance
        # On the bound itself only what is «на столько и больше» holds; what rounding alone parts is on it.
        slack = Decimal(0) if gap == "units" else ROUNDING
        edge = figure + turn * (-slack if distance else slack)
        value = reading.interval
        if turn < 0:
            met = value.is_at_most(edge) if distance else value.is_below(edge)
        else:
            met = value.is_at_least(edge) if distance else value.is_above(edge)
        return SignOutcome(self, offset, Answer(met), reading, figure, mean=mean, deviation=deviation)

    def times_of(self, value: Interval | None) -> Interval:
        """What the points are multiplied by if the sign is met: of the value's numbers those for which it can be."""
        met = _MET_WITHIN.get(self.compare, lambda sign: Interval())(self)
        if value is None:
            return met
        low = max((value.low, value.is_low_open), (met.low, met.is_low_open))
        high = min((value.high, not value.is_high_open), (met.high, not met.is_high_open))
        return Interval(low[0], high[0], low[1], not high[1]) if low[0] <= high[0] else value

    def _changed(self, reading: ComparedValue, case: JudgedCase, offset: int) -> SignOutcome:
        before = self.measure.at(case, offset + self.year + 1)
        if before.state is not ValueState.VALUE:
            drops = before.state is ValueState.MISSING and self.shape.missing == "drop"
            state = ValueState.MISSING_DROPPED if drops else before.state
            why = f"годом раньше: {before.why}"
            return SignOutcome(self, offset, _lacking(state), reading.without_number(state, why), self.threshold)
        change = before.interval - reading.interval if self.compare == "fell" else reading.interval - before.interval
        met = change.is_at_least(self.threshold) if self.threshold else change.is_above(self.threshold)
        return SignOutcome(self, offset, Answer(met), reading, self.threshold, before=before)


_MET_WITHIN: dict[str, Callable[[SignEvaluator], Interval]] = {
    ">=": lambda sign: Interval(low=sign.threshold),
    ">": lambda sign: Interval(low=sign.threshold, is_low_open=True),
    "<=": lambda sign: Interval(high=sign.threshold),
    "<": lambda sign: Interval(high=sign.threshold, is_high_open=True),
    "between": lambda sign: Interval(sign.threshold, sign.upper),
}


def _lacking(state: ValueState) -> Answer:
    """Of a value without a number."""
    return Answer.UNKNOWN if state.applies else Answer.NOT_FOR_THIS_SCHOOL


def _test(sign: SignEvaluator) -> Callable[[Interval], bool | None] | None:
    """What a sign asks of its value alone; None where it compares it with others."""
    match sign.compare:
        case "between":
            return methodcaller("is_between", sign.threshold, sign.upper)
        case "absent":
            return Interval.is_zero
    return methodcaller(TESTS[sign.compare], sign.threshold) if sign.compare in TESTS else None
