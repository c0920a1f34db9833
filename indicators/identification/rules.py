"""Rules made ready to judge with: parameters replaced by their numbers, names by places of values.

Every rule answers for a school in a year: met, not met, or (None) not known, in Kleene's logic; or it doesn't apply.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from indicators.identification import format as shapes
from indicators.identification.kinds import SchoolKind
from indicators.identification.measures import Texts, mean_of_years
from indicators.identification.reading import Reading, State
from indicators.identification.standing import Mean, Ranking
from indicators.quantity.intervals import Interval

_ZERO = Interval(Decimal(0), Decimal(0))


@dataclass(frozen=True, slots=True)
class Case:
    """A school as a method sees it: the texts of its values by the method's layout."""

    texts: Texts
    kind: SchoolKind | None = None


@dataclass(slots=True)
class Outcome:
    """Of a rule for a school in the year so many before the one judged.

    `figure` is what the value was compared with, `places` how many schools stand before it: at least, at most;
    `true`, `unknown` and `out_of` count the rules of a group, or weigh them.
    """

    rule: "Rule"
    offset: int
    met: bool | None
    applies: bool = True
    reading: Reading | None = None
    figure: Decimal | None = None
    before: Reading | None = None
    places: tuple[int, int] | None = None
    true: Decimal | int = 0
    unknown: Decimal | int = 0
    out_of: Decimal | int = 0
    of: tuple["Outcome", ...] = ()


@dataclass
class Rule:
    shape: shapes.Rule
    weight: Decimal
    obligatory: bool

    def decide(self, case: Case, offset: int) -> Outcome:
        raise NotImplementedError

    def signs(self, offset: int = 0) -> Iterator[tuple["Sign", int]]:
        """Every sign in every year in which it is asked."""
        raise NotImplementedError


@dataclass
class Sign(Rule):
    measure: object
    threshold: Decimal
    upper: Decimal | None
    participants: object | None
    fewest: Decimal
    standings: dict[int, Ranking | Mean] = field(default_factory=dict)

    def __post_init__(self):
        shape = self.shape
        self.compare, self.name, self.year, self.years = shape.compare, shape.name, shape.year, shape.years
        self.is_plain = not (shape.kinds or self.fewest or shape.missing == "drop" or self.years > 1)

    @property
    def is_relative(self) -> bool:
        return self.compare in shapes.RANKED or self.compare in shapes.BESIDE_MEAN

    def signs(self, offset: int = 0) -> Iterator[tuple["Sign", int]]:
        yield self, offset

    def survey(self, case: Case, offset: int) -> None:
        """Of all schools, before the first is judged."""
        self.standing(offset).add(self.read(case, offset))

    def standing(self, offset: int) -> Ranking | Mean:
        if offset not in self.standings:
            self.standings[offset] = Ranking() if self.compare in shapes.RANKED else Mean(self.shape.pooled)
        return self.standings[offset]

    def read(self, case: Case, offset: int) -> Reading:
        first = offset + self.year
        if self.is_plain:
            return self.measure.at(case.texts, first)
        shape, drops = self.shape, self.shape.missing == "drop"
        if self.years == 1:
            reading = self.measure.at(case.texts, first)
        else:
            years = [self.measure.at(case.texts, each) for each in range(first, first + self.years)]
            reading = mean_of_years(years, drops_missing=drops)
        if reading.state is State.MISSING and shape.kinds and case.kind and case.kind not in shape.kinds:
            return reading.without_number(State.NOT_APPLICABLE, "к этому виду школ не относится")
        if self.fewest and reading.state is State.VALUE:
            reading = self._if_enough(reading, case, first)
        if drops and reading.state is State.MISSING:
            return reading.without_number(State.DROPPED, f"{reading.why}, признак не учтён")
        return reading

    def _if_enough(self, reading: Reading, case: Case, offset: int) -> Reading:
        """Unless fewer took part than the sign wants; a share's own denominator goes before the indicator's number."""
        took_part = reading.total and Interval(reading.total, reading.total)
        if took_part is None and self.participants:
            took_part = self.participants.at(case.texts, offset).interval
        enough = took_part and took_part.is_at_least(self.fewest)
        if enough is None:
            return reading.without_number(State.MISSING, "неизвестно, сколько было участников")
        if enough:
            return reading
        why = f"участников меньше {self.fewest.normalize():f}"
        if self.shape.few == "drop":
            return reading.without_number(State.DROPPED, f"{why}, признак не учтён")
        return reading.without_number(State.FEW, why)

    def decide(self, case: Case, offset: int) -> Outcome:
        reading = self.read(case, offset)
        if reading.state is State.VALUE:
            return self._compared(reading, case, offset)
        if self.compare == "absent" and reading.state is State.UNCLEAR:
            return Outcome(self, offset, reading.says_none, True, reading)
        return Outcome(self, offset, None, reading.state.applies, reading, self._stated())

    def _stated(self) -> Decimal | None:
        return None if self.compare == "absent" else self.threshold

    def _compared(self, reading: Reading, case: Case, offset: int) -> Outcome:
        if self.compare in _PLAIN:
            return Outcome(self, offset, _PLAIN[self.compare](self, reading.interval), True, reading, self._stated())
        if self.compare in shapes.RANKED:
            return self._ranked(reading, offset)
        if self.compare in shapes.BESIDE_MEAN:
            return self._beside_mean(reading, offset)
        return self._changed(reading, case, offset)

    def _ranked(self, reading: Reading, offset: int) -> Outcome:
        """The lowest n: fewer than n schools have less. Who shares the last place belongs to them."""
        ranking = self.standings[offset]
        surely, possibly = places = getattr(ranking, _SIDES[self.compare])(reading.interval)
        limit = self.threshold * ranking.schools / 100 if self.shape.in_percent else self.threshold
        met = True if possibly < limit else False if surely >= limit else None
        return Outcome(self, offset, met, True, reading, self.threshold, places=places, out_of=ranking.schools)

    def _beside_mean(self, reading: Reading, offset: int) -> Outcome:
        mean = self.standings[offset].figure
        if mean is None:
            return Outcome(self, offset, None, True, reading)
        if self.compare == "below_mean":
            figure = mean - self.threshold
            met = _at_most(reading.interval, figure) if self.threshold else _below(reading.interval, figure)
        else:
            figure = mean + self.threshold
            met = reading.interval.is_at_least(figure) if self.threshold else reading.interval.is_above(figure)
        return Outcome(self, offset, met, True, reading, figure)

    def _changed(self, reading: Reading, case: Case, offset: int) -> Outcome:
        before = self.measure.at(case.texts, offset + self.year + 1)
        if before.state is not State.VALUE:
            state = State.DROPPED if before.state is State.MISSING and self.shape.missing == "drop" else before.state
            why = f"годом раньше: {before.why}"
            return Outcome(self, offset, None, state.applies, reading.without_number(state, why), self.threshold)
        change = before.interval - reading.interval if self.compare == "fell" else reading.interval - before.interval
        met = change.is_at_least(self.threshold) if self.threshold else change.is_above(self.threshold)
        return Outcome(self, offset, met, True, reading, self.threshold, before=before)


def _at_most(interval: Interval, threshold: Decimal) -> bool | None:
    return _not(interval.is_above(threshold))


def _below(interval: Interval, threshold: Decimal) -> bool | None:
    return _not(interval.is_at_least(threshold))


def _not(met: bool | None) -> bool | None:
    return None if met is None else not met


def _between(sign: Sign, interval: Interval) -> bool | None:
    return _all_of([interval.is_at_least(sign.threshold), _at_most(interval, sign.upper)])


def _is_nothing(sign: Sign, interval: Interval) -> bool | None:
    if interval.is_exact:
        return interval.low == 0
    return None if _ZERO.is_within(interval) else False


_PLAIN = {
    "<": lambda sign, interval: _below(interval, sign.threshold),
    "<=": lambda sign, interval: _at_most(interval, sign.threshold),
    ">": lambda sign, interval: interval.is_above(sign.threshold),
    ">=": lambda sign, interval: interval.is_at_least(sign.threshold),
    "between": _between,
    "absent": _is_nothing,
}
_SIDES = {"lowest": "below", "highest": "above"}


def _all_of(answers: list[bool | None]) -> bool | None:
    if False in answers:
        return False
    return None if None in answers else True


def _reaches(need: Decimal | int, true: Decimal | int, unknown: Decimal | int) -> bool | None:
    """Whether a sum reaches what is needed, of which a part is not known."""
    if true >= need:
        return True
    return False if true + unknown < need else None


@dataclass
class Group(Rule):
    of: list[Rule]

    def signs(self, offset: int = 0) -> Iterator[tuple[Sign, int]]:
        for rule in self.of:
            yield from rule.signs(offset)

    def decide(self, case: Case, offset: int) -> Outcome:
        outcomes = tuple([rule.decide(case, offset) for rule in self.of])
        used = [each for each in outcomes if each.applies]
        outcome = Outcome(self, offset, None, bool(used), of=outcomes)
        if used:
            self.count(outcome, used)
            obligatory = [each.met for each in used if each.rule.obligatory]
            outcome.met = _all_of([self.answer(outcome), *obligatory])
        return outcome

    def count(self, outcome: Outcome, used: list[Outcome]) -> None:
        answers = [each.met for each in used]
        outcome.true, outcome.unknown, outcome.out_of = answers.count(True), answers.count(None), len(used)

    def answer(self, outcome: Outcome) -> bool | None:
        raise NotImplementedError


@dataclass
class AtLeast(Group):
    m: int
    shrinks: bool = False

    def answer(self, outcome: Outcome) -> bool | None:
        outcome.figure = min(self.m, outcome.out_of) if self.shrinks else self.m
        return _reaches(outcome.figure, outcome.true, outcome.unknown)


@dataclass
class All(Group):
    def answer(self, outcome: Outcome) -> bool | None:
        return _reaches(outcome.out_of, outcome.true, outcome.unknown)


@dataclass
class AnyOf(Group):
    def answer(self, outcome: Outcome) -> bool | None:
        return _reaches(1, outcome.true, outcome.unknown)


@dataclass
class NoneOf(Group):
    def answer(self, outcome: Outcome) -> bool | None:
        return _not(_reaches(1, outcome.true, outcome.unknown))


@dataclass
class Points(Group):
    threshold: Decimal
    in_percent: bool

    def count(self, outcome: Outcome, used: list[Outcome]) -> None:
        outcome.true = sum((each.rule.weight for each in used if each.met), Decimal(0))
        outcome.unknown = sum((each.rule.weight for each in used if each.met is None), Decimal(0))
        outcome.out_of = sum((each.rule.weight for each in used), Decimal(0))

    def answer(self, outcome: Outcome) -> bool | None:
        outcome.figure = self.threshold * outcome.out_of / 100 if self.in_percent else self.threshold
        return _reaches(outcome.figure, outcome.true, outcome.unknown)


@dataclass
class Years(Group):
    """Its one rule, asked of several years."""

    k: int
    of_last: int

    def signs(self, offset: int = 0) -> Iterator[tuple[Sign, int]]:
        for year in range(self.of_last):
            yield from self.of[0].signs(offset + year)

    def decide(self, case: Case, offset: int) -> Outcome:
        years = tuple(self.of[0].decide(case, offset + year) for year in range(self.of_last))
        used = [each for each in years if each.applies]
        outcome = Outcome(self, offset, None, bool(used), of=years, figure=self.k)
        if used:
            self.count(outcome, used)
            outcome.met = _reaches(self.k, outcome.true, outcome.unknown)
        return outcome
