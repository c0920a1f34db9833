"""The evaluator of signs: reads a school's value and compares it with a threshold, other schools or the year before."""

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
    """A sign's answer with all it was derived from.

    `figure` is the number that the value was compared with; `mean` and `deviation` are those of all schools, if it
    comes from them. `places`: how many of `out_of` schools stand before this one, at least and at most. `before` is
    the value of the year before.
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
    """A sign ready to judge. `test` is its test if it looks at the value alone; then answers are kept by text."""

    shape: AskedSign
    measure: MeasureReader
    threshold: Decimal
    upper: Decimal | None
    participants: IndicatorReader | None
    fewest: Decimal

    def __post_init__(self):
        shape = self.shape
        self.compare, self.name, self.year, self.years = shape.compare, shape.name, shape.year, shape.years
        self.test = _make_test(self)
        self.stated = None if shape.compare == "absent" else self.threshold
        self.is_plain = not (shape.kinds or self.fewest or shape.missing == "drop" or self.years > 1)
        # The texts of schools are few and repeat themselves, so answers to them are kept.
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
        """An empty collector of all schools' values, of the sort that the sign compares a school with."""
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
        """The value that the sign compares, with the sign's own terms (`missing`, `kinds`, `fewest`) applied."""
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
            reading = self._check_participants(reading, case, first)
        if drops and reading.state is ValueState.MISSING:
            return reading.without_number(ValueState.MISSING_DROPPED, f"{reading.why}, признак не учтён")
        return reading

    def _check_participants(self, reading: ComparedValue, case: JudgedCase, offset: int) -> ComparedValue:
        """The reading, without its number if fewer than `fewest` took part or if that isn't known.

        The denominator of a share says how many took part; otherwise the indicator of participants does.
        """
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
            return SignOutcome(self, offset, _lacking_answer(reading.state), reading, self.stated)
        if self.test:
            return SignOutcome(self, offset, Answer(self.test(reading.interval)), reading, self.stated)
        if self.compare in RANKED:
            return self._compare_rank(reading, case, offset)
        if self.compare in BESIDE_MEAN:
            return self._compare_with_mean(reading, case, offset)
        return self._compare_with_year_before(reading, case, offset)

    def _compare_rank(self, reading: ComparedValue, case: JudgedCase, offset: int) -> SignOutcome:
        """A school is among the lowest n if fewer than n have less; schools that share the last place all belong."""
        ranking = case.standings[self, offset]
        surely, possibly = places = getattr(ranking, _SIDES[self.compare])(reading.interval)
        limit = self.threshold * ranking.schools / 100 if self.shape.in_percent else self.threshold
        met = None
        if possibly < limit:
            met = True
        elif surely >= limit:
            met = False
        schools = ranking.schools
        return SignOutcome(self, offset, Answer(met), reading, self.threshold, places=places, out_of=schools)

    def _compare_with_mean(self, reading: ComparedValue, case: JudgedCase, offset: int) -> SignOutcome:
        """Compare the value with a bound that lies the threshold below or above the mean of all schools."""
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
        # A value on the bound fulfils only «на столько и больше»; a difference by rounding alone counts as none.
        slack = Decimal(0) if gap == "units" else ROUNDING
        edge = figure + turn * (-slack if distance else slack)
        value = reading.interval
        if turn < 0:
            met = value.is_at_most(edge) if distance else value.is_below(edge)
        else:
            met = value.is_at_least(edge) if distance else value.is_above(edge)
        return SignOutcome(self, offset, Answer(met), reading, figure, mean=mean, deviation=deviation)

    def times_of(self, value: Interval | None) -> Interval:
        """By what the points are multiplied if the sign is met: the value's interval, cut to where it is met."""
        met = _MET_WITHIN.get(self.compare, lambda sign: Interval())(self)
        if value is None:
            return met
        low = max((value.low, value.is_low_open), (met.low, met.is_low_open))
        high = min((value.high, not value.is_high_open), (met.high, not met.is_high_open))
        return Interval(low[0], high[0], low[1], not high[1]) if low[0] <= high[0] else value

    def _compare_with_year_before(self, reading: ComparedValue, case: JudgedCase, offset: int) -> SignOutcome:
        """Compare the change since the year before with the threshold; if that is 0, any change will do."""
        before = self.measure.at(case, offset + self.year + 1)
        if before.state is not ValueState.VALUE:
            drops = before.state is ValueState.MISSING and self.shape.missing == "drop"
            state = ValueState.MISSING_DROPPED if drops else before.state
            why = f"годом раньше: {before.why}"
            return SignOutcome(self, offset, _lacking_answer(state), reading.without_number(state, why), self.threshold)
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


def _lacking_answer(state: ValueState) -> Answer:
    """The answer for a value without a number."""
    return Answer.UNKNOWN if state.applies else Answer.NOT_FOR_THIS_SCHOOL


def _make_test(sign: SignEvaluator) -> Callable[[Interval], bool | None] | None:
    """The test of a sign that looks at its own value alone; None if it compares the value with others."""
    match sign.compare:
        case "between":
            return methodcaller("is_between", sign.threshold, sign.upper)
        case "absent":
            return Interval.is_zero
    return methodcaller(TESTS[sign.compare], sign.threshold) if sign.compare in TESTS else None
