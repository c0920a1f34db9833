"""A method asked about schools: first, where it compares them, all of them are surveyed, then each is judged."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache

from indicators.identification import format as shapes
from indicators.identification import rules
from indicators.identification.measures import Layout, Texts, measure_of, names_in
from indicators.identification.rules import Case, Outcome
from indicators.identification.spreads import SpreadOfSchools
from schools.school_kind import SchoolKind


class Verdict(StrEnum):
    IN = "in"
    OUT = "out"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, met: bool | None) -> "Verdict":
        return cls.UNKNOWN if met is None else cls.IN if met else cls.OUT


@dataclass(frozen=True, slots=True)
class School:
    key: Hashable
    name: str
    texts: Texts
    kind: SchoolKind | str | None = None  # None or "": not known, and taken for any


@dataclass(frozen=True)
class Judgement:
    """`rule` is None where the method is not for schools of this kind; then, and where no sign applies, it is out."""

    school: School
    verdict: Verdict
    judge: "Judge" = field(repr=False)

    @cached_property
    def _case(self) -> Case | None:
        return self.judge.case(self.school)

    @cached_property
    def rule(self) -> Outcome | None:
        return self._case and self.judge.rules.rule.decide(self._case, 0)

    @cached_property
    def context(self) -> Outcome | None:
        return self._case and self.judge.rules.context and self.judge.rules.context.decide(self._case, 0)


@lru_cache(maxsize=100)
def names_of(method: shapes.MethodShape) -> list[shapes.IndicatorName]:
    """The indicators that the method reads, each once, in the order in which it speaks of them."""
    names = {}
    for root in method.roots():
        for rule in shapes.walk(root):
            if isinstance(rule, shapes.Sign):
                names |= dict.fromkeys(names_in(rule.measure))
                names |= {rule.participants: None} if rule.participants else {}
    for spread in method.spreads:
        names |= dict.fromkeys(names_in(spread.measure))
    return list(names)


@lru_cache(maxsize=100)
def years_of(method: shapes.MethodShape) -> int:
    """For how many years it reads values, the one judged among them."""
    return max(1 + _reach(rule) for rule in method.roots())


def _reach(rule: shapes.Rule) -> int:
    if isinstance(rule, shapes.Sign):
        return rule.year + rule.years - 1 + (rule.compare in shapes.CHANGED)
    if isinstance(rule, shapes.Years):
        return _reach(rule.rule) + rule.of_last - 1
    return max(_reach(each) for each in rule.of)


def layout_of(method: shapes.MethodShape, labels: Sequence[str], units: Mapping[shapes.IndicatorName, str]) -> Layout:
    """`labels` are the years' from the one judged back; an indicator without a unit isn't in the catalogue."""
    names = names_of(method)
    return Layout(tuple(names), tuple(labels), tuple(units.get(name) for name in names))


class Judge:
    """Of one municipality's schools."""

    def __init__(self, method: shapes.MethodShape, layout: Layout):
        self.method, self.layout, self.rules = method, layout, compiled(method, layout)
        self.standings = {(sign, offset): sign.new_standing() for sign, offset in self.rules.relative}
        self.spreads = [
            SpreadOfSchools(each, measure_of(each.measure, layout, method.figure), method.figure(each.percent))
            for each in method.spreads
        ]

    @property
    def needs_survey(self) -> bool:
        return bool(self.standings or self.spreads)

    def survey(self, schools: Iterable[School]) -> None:
        """Every school of the municipality, once, in as many calls as there are batches."""
        for school in schools:
            if case := self.case(school):
                for (sign, offset), standing in self.standings.items():
                    standing.add(sign.read(case, offset))
                for spread in self.spreads:
                    spread.add(case.texts)

    def settle(self) -> None:
        for standing in self.standings.values():
            standing.settle()

    def judge(self, school: School) -> Judgement:
        case = self.case(school)
        answer = rules.NOT_FOR_THIS_SCHOOL if case is None else self.rules.rule.ask(case, 0)
        verdict = Verdict.OUT if answer == rules.NOT_FOR_THIS_SCHOOL else Verdict.of(answer)
        return Judgement(school, verdict, self)

    def judge_all(self, schools: Sequence[School]) -> Iterator[Judgement]:
        """All schools of a municipality at once."""
        if self.needs_survey:
            self.survey(schools)
            self.settle()
        return map(self.judge, schools)

    def case(self, school: School) -> Case | None:
        """None for a school of a kind that the method isn't for."""
        if self.method.kinds and school.kind and school.kind not in self.method.kinds:
            return None
        return Case(school.texts, school.kind, self.standings)


@lru_cache(maxsize=4)
def compiled(method: shapes.MethodShape, layout: Layout) -> "Rules":
    """Kept for the next municipality with the same catalogue."""
    return Rules(method, layout)


class Rules:
    """A method's rules made ready; they know nothing of any school."""

    def __init__(self, method: shapes.MethodShape, layout: Layout):
        self.method, self.layout = method, layout
        self.rule = self._compiled(method.rule)
        self.context = method.context and self._compiled(method.context)
        roots = [root for root in (self.rule, self.context) if root]
        asked = [(sign, offset) for root in roots for sign, offset in root.signs() if sign.is_relative]
        self.relative = list(dict.fromkeys(asked))

    def _compiled(self, shape: shapes.Rule) -> rules.Rule:
        common = {"shape": shape, "weight": self.method.figure(shape.weight), "obligatory": shape.obligatory}
        return _COMPILERS[type(shape)](self, shape, common)

    def _sign(self, shape: shapes.Sign, common: dict) -> rules.Sign:
        figure, participants = self.method.figure, shape.participants
        if participants:
            measure = shapes.IndicatorMeasure(kind="indicator", indicator=participants)
            participants = measure_of(measure, self.layout, figure)
        return rules.Sign(
            **common,
            measure=measure_of(shape.measure, self.layout, figure, in_text=shape.in_text),
            threshold=figure(shape.threshold),
            upper=None if shape.upper is None else figure(shape.upper),
            participants=participants,
            fewest=figure(shape.fewest),
        )

    def _group(self, shape, common: dict, make: type[rules.Group], **figures: Decimal | int | bool) -> rules.Group:
        return make(**common, of=[self._compiled(each) for each in shape.of], **figures)

    def _years(self, shape: shapes.Years, common: dict) -> rules.Years:
        k = int(self.method.figure(shape.k))
        return rules.Years(**common, of=[self._compiled(shape.rule)], k=k, of_last=shape.of_last)


_COMPILERS: dict[type[shapes.Rule], Callable[[Rules, shapes.Rule, dict], rules.Rule]] = {
    shapes.Sign: Rules._sign,
    shapes.All: lambda made, shape, common: made._group(shape, common, rules.All),
    shapes.AnyOf: lambda made, shape, common: made._group(shape, common, rules.AnyOf),
    shapes.NoneOf: lambda made, shape, common: made._group(shape, common, rules.NoneOf),
    shapes.AtLeast: lambda made, shape, common: made._group(
        shape, common, rules.AtLeast, m=int(made.method.figure(shape.m)), shrinks=shape.shrinks
    ),
    shapes.Points: lambda made, shape, common: made._group(
        shape, common, rules.Points, threshold=made.method.figure(shape.threshold), in_percent=shape.in_percent
    ),
    shapes.Years: Rules._years,
}
