"""Rules made ready to judge with: parameters replaced by their numbers, names by places of values.

Every rule answers for a school in a year: met, not met, or (None) not known, in Kleene's logic; or it doesn't apply.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from operator import methodcaller

from indicators.identification import format as shapes
from indicators.identification.measures import Source, Texts, mean_of_years
from indicators.identification.reading import Reading, State
from indicators.identification.standing import Mean, Ranking
from indicators.quantity.intervals import Interval
from schools.school_kind import SchoolKind


@dataclass(frozen=True, slots=True)
class Case:
    """A school as a method sees it: the texts of its values by the method's layout."""

    texts: Texts
    kind: SchoolKind | str | None
    standings: "Standings"


@dataclass(slots=True)
class SignOutcome:
    """Of a sign for a school in the year so many before the one judged.

    `figure` is what the value was compared with; `places`: how many of `out_of` schools stand before it, at least and
    at most; `before`: the value of the year before.
    """

    rule: "Sign"
    offset: int
    met: bool | None
    applies: bool
    reading: Reading
    figure: Decimal | None = None
    places: tuple[int, int] | None = None
    out_of: int = 0
    before: Reading | None = None

    @property
    def of(self) -> tuple["Outcome", ...]:
        return ()


@dataclass(slots=True)
class GroupOutcome:
    """`true`, `unknown` and `out_of` count the rules of the group that apply, or weigh them."""

    rule: "Group"
    offset: int
    of: tuple["Outcome", ...]
    met: bool | None = None
    applies: bool = False
    figure: Decimal | int | None = None
    true: Decimal | int = 0
    unknown: Decimal | int = 0
    out_of: Decimal | int = 0


Outcome = SignOutcome | GroupOutcome
Standings = dict[tuple["Sign", int], Ranking | Mean]


NOT_FOR_THIS_SCHOOL = "not for this school"
_MOST_ANSWERS = 5_000


@dataclass(eq=False)
class Rule:
    shape: shapes.Rule
    weight: Decimal
    obligatory: bool

    def ask(self, case: Case, offset: int) -> bool | None:
        """The answer alone, `NOT_FOR_THIS_SCHOOL` among them: quicker than an outcome, and the same."""
        raise NotImplementedError

    def decide(self, case: Case, offset: int) -> Outcome:
        """The answer with all that it came from, for a protocol."""
        raise NotImplementedError

    def signs(self, offset: int = 0) -> Iterator[tuple["Sign", int]]:
        """Every sign in every year in which it is asked."""
        raise NotImplementedError


@dataclass(eq=False)
class Sign(Rule):
    measure: object
    threshold: Decimal
    upper: Decimal | None
    participants: object | None
    fewest: Decimal

    def __post_init__(self):
        shape = self.shape
        self.compare, self.name, self.year, self.years = shape.compare, shape.name, shape.year, shape.years
        self.test = _test(self)
        self.stated = None if shape.compare == "absent" else self.threshold
        self.is_plain = not (shape.kinds or self.fewest or shape.missing == "drop" or self.years > 1)
        # Schools say the same few hundred texts again and again.
        self.answers: dict[str, bool | None] = {}
        self.first = None
        if self.is_plain and self.test and isinstance(self.measure, Source):
            self.first = self.measure.first + self.year

    @property
    def is_relative(self) -> bool:
        return self.compare in shapes.RANKED or self.compare in shapes.BESIDE_MEAN

    def signs(self, offset: int = 0) -> Iterator[tuple["Sign", int]]:
        yield self, offset

    def new_standing(self) -> Ranking | Mean:
        return Ranking() if self.compare in shapes.RANKED else Mean(self.shape.pooled)

    def ask(self, case: Case, offset: int) -> bool | None:
        text = None if self.first is None else case.texts[self.first + offset]
        if text in self.answers:
            return self.answers[text]
        outcome = self.decide(case, offset)
        answer = outcome.met if outcome.applies else NOT_FOR_THIS_SCHOOL
        if text and len(self.answers) < _MOST_ANSWERS:
            self.answers[text] = answer
        return answer

    def read(self, case: Case, offset: int) -> Reading:
        first = offset + self.year
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
            return reading.without_number(State.MISSING_DROPPED, f"{reading.why}, признак не учтён")
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
            return reading.without_number(State.FEW_DROPPED, f"{why}, признак не учтён")
        return reading.without_number(State.FEW, why)

    def decide(self, case: Case, offset: int) -> SignOutcome:
        reading = self.measure.at(case.texts, offset + self.year) if self.is_plain else self.read(case, offset)
        if reading.interval is None:
            if self.compare == "absent" and reading.state is State.UNCLEAR:
                return SignOutcome(self, offset, reading.says_none, True, reading)
            return SignOutcome(self, offset, None, reading.state.applies, reading, self.stated)
        if self.test:
            return SignOutcome(self, offset, self.test(reading.interval), True, reading, self.stated)
        if self.compare in shapes.RANKED:
            return self._ranked(reading, case, offset)
        if self.compare in shapes.BESIDE_MEAN:
            return self._beside_mean(reading, case, offset)
        return self._changed(reading, case, offset)

    def _ranked(self, reading: Reading, case: Case, offset: int) -> SignOutcome:
        """The lowest n: fewer than n schools have less. Who shares the last place belongs to them."""
        ranking = case.standings[self, offset]
        surely, possibly = places = getattr(ranking, _SIDES[self.compare])(reading.interval)
        limit = self.threshold * ranking.schools / 100 if self.shape.in_percent else self.threshold
        met = True if possibly < limit else False if surely >= limit else None
        return SignOutcome(self, offset, met, True, reading, self.threshold, places=places, out_of=ranking.schools)

    def _beside_mean(self, reading: Reading, case: Case, offset: int) -> SignOutcome:
        mean = case.standings[self, offset].figure
        if mean is None:
            return SignOutcome(self, offset, None, True, reading)
        if self.compare == "below_mean":
            figure = mean - self.threshold
            met = reading.interval.is_at_most(figure) if self.threshold else reading.interval.is_below(figure)
        else:
            figure = mean + self.threshold
            met = reading.interval.is_at_least(figure) if self.threshold else reading.interval.is_above(figure)
        return SignOutcome(self, offset, met, True, reading, figure)

    def _changed(self, reading: Reading, case: Case, offset: int) -> SignOutcome:
        before = self.measure.at(case.texts, offset + self.year + 1)
        if before.state is not State.VALUE:
            drops = before.state is State.MISSING and self.shape.missing == "drop"
            state = State.MISSING_DROPPED if drops else before.state
            why = f"годом раньше: {before.why}"
            return SignOutcome(self, offset, None, state.applies, reading.without_number(state, why), self.threshold)
        change = before.interval - reading.interval if self.compare == "fell" else reading.interval - before.interval
        met = change.is_at_least(self.threshold) if self.threshold else change.is_above(self.threshold)
        return SignOutcome(self, offset, met, True, reading, self.threshold, before=before)


TESTS = {"<": "is_below", "<=": "is_at_most", ">": "is_above", ">=": "is_at_least"}


def _test(sign: "Sign") -> Callable[[Interval], bool | None] | None:
    """What a sign asks of its value alone; None where it compares it with others."""
    match sign.compare:
        case "between":
            return methodcaller("is_between", sign.threshold, sign.upper)
        case "absent":
            return Interval.is_zero
    return methodcaller(TESTS[sign.compare], sign.threshold) if sign.compare in TESTS else None


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


@dataclass(slots=True)
class Tally:
    """Of the rules of a group that apply to a school; `figure` is how many, or how much weight, is needed."""

    met: bool | None
    figure: Decimal | int
    true: Decimal | int
    unknown: Decimal | int
    out_of: Decimal | int


@dataclass(eq=False)
class Group(Rule):
    of: list[Rule]

    def __post_init__(self):
        self.has_obligatory = any(rule.obligatory for rule in self.of)

    def signs(self, offset: int = 0) -> Iterator[tuple[Sign, int]]:
        for rule in self.of:
            yield from rule.signs(offset)

    def ask(self, case: Case, offset: int) -> bool | None:
        tally = self.tally([rule.ask(case, offset) for rule in self.of])
        return tally.met if tally else NOT_FOR_THIS_SCHOOL

    def decide(self, case: Case, offset: int) -> GroupOutcome:
        return self.outcome(offset, tuple([rule.decide(case, offset) for rule in self.of]))

    def outcome(self, offset: int, of: tuple[Outcome, ...]) -> GroupOutcome:
        tally = self.tally([each.met if each.applies else NOT_FOR_THIS_SCHOOL for each in of])
        if tally is None:
            return GroupOutcome(self, offset, of)
        return GroupOutcome(self, offset, of, tally.met, True, *(tally.figure, tally.true, tally.unknown, tally.out_of))

    def tally(self, answers: list[bool | None]) -> Tally | None:
        """The rules' answers in their order; None where no rule applies."""
        left_out = answers.count(NOT_FOR_THIS_SCHOOL)
        if left_out == len(answers):
            return None
        tally = self.counted(answers, len(answers) - left_out)
        if self.has_obligatory:
            obligatory = [answer for rule, answer in zip(self.of, answers, strict=True) if rule.obligatory]
            tally.met = _all_of([tally.met, *(each for each in obligatory if each != NOT_FOR_THIS_SCHOOL)])
        return tally

    def counted(self, answers: list[bool | None], out_of: int) -> Tally:
        true, unknown, need = answers.count(True), answers.count(None), self.need(out_of)
        return Tally(_reaches(need, true, unknown), need, true, unknown, out_of)

    def need(self, out_of: int) -> int:
        raise NotImplementedError


@dataclass(eq=False)
class AtLeast(Group):
    m: int
    shrinks: bool = False

    def need(self, out_of: int) -> int:
        return min(self.m, out_of) if self.shrinks else self.m


@dataclass(eq=False)
class All(Group):
    def need(self, out_of: int) -> int:
        return out_of


@dataclass(eq=False)
class AnyOf(Group):
    def need(self, out_of: int) -> int:
        return 1


@dataclass(eq=False)
class NoneOf(Group):
    def counted(self, answers: list[bool | None], out_of: int) -> Tally:
        tally = super().counted(answers, out_of)
        tally.met = None if tally.met is None else not tally.met
        return tally

    def need(self, out_of: int) -> int:
        return 1


@dataclass(eq=False)
class Points(Group):
    threshold: Decimal
    in_percent: bool

    def counted(self, answers: list[bool | None], out_of: int) -> Tally:
        weights = {True: Decimal(0), False: Decimal(0), None: Decimal(0), NOT_FOR_THIS_SCHOOL: Decimal(0)}
        for rule, answer in zip(self.of, answers, strict=True):
            weights[answer] += rule.weight
        whole = weights[True] + weights[False] + weights[None]
        need = self.threshold * whole / 100 if self.in_percent else self.threshold
        return Tally(_reaches(need, weights[True], weights[None]), need, weights[True], weights[None], whole)


@dataclass(eq=False)
class Years(Group):
    """Its one rule, asked of several years."""

    k: int
    of_last: int

    def __post_init__(self):
        self.has_obligatory = False

    def signs(self, offset: int = 0) -> Iterator[tuple[Sign, int]]:
        for year in range(self.of_last):
            yield from self.of[0].signs(offset + year)

    def ask(self, case: Case, offset: int) -> bool | None:
        rule = self.of[0]
        tally = self.tally([rule.ask(case, offset + year) for year in range(self.of_last)])
        return tally.met if tally else NOT_FOR_THIS_SCHOOL

    def decide(self, case: Case, offset: int) -> GroupOutcome:
        rule = self.of[0]
        return self.outcome(offset, tuple([rule.decide(case, offset + year) for year in range(self.of_last)]))

    def need(self, out_of: int) -> int:
        return self.k
