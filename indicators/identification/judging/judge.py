"""Judges schools by a method: if it compares schools, all of them are surveyed first, then each is judged."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from indicators.identification.format.shape import IdentificationShape, names_of
from indicators.identification.judging.spreads import SpreadOfSchools
from indicators.identification.shared.answers import Answer, SchoolVerdict
from indicators.identification.shared.method_parts import IndicatorName
from indicators.identification.shared.ranking import BestOfSchools
from indicators.identification.shared.rule import RuleOutcome
from indicators.identification.shared.value_layout import JudgedCase, Preparation, Texts, ValueLayout
from schools.directory.kinds import SchoolKind


@dataclass(frozen=True, slots=True)
class JudgedSchool:
    """A school to be judged: the texts of its values in the method's layout, and the notes on them by their places."""

    key: Hashable
    name: str
    texts: Texts
    kind: SchoolKind | str | None = None  # None or "": not known, so every method is for it
    notes: Mapping[int, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Judgement:
    """The verdict on a school, and on demand how it came about.

    `rule` is None if the method is not for schools of this kind. Such a school is out, as is one to which no rule
    applies.
    """

    school: JudgedSchool
    verdict: SchoolVerdict
    judge: "Judge" = field(repr=False)

    @cached_property
    def _case(self) -> JudgedCase | None:
        return self.judge.case(self.school)

    @cached_property
    def rule(self) -> RuleOutcome | None:
        return self._case and self.judge.rules.rule.decide(self._case, 0)

    @cached_property
    def context(self) -> RuleOutcome | None:
        return self._case and self.judge.rules.context and self.judge.rules.context.decide(self._case, 0)


def layout_of(method: IdentificationShape, labels: Sequence[str], units: Mapping[IndicatorName, str]) -> ValueLayout:
    """The layout of values that the method reads.

    `labels` are those of the years, from the judged one backwards; an indicator missing in `units` is not in the
    catalogue.
    """
    names = names_of(method)
    return ValueLayout(tuple(names), tuple(labels), tuple(units.get(name) for name in names))


class Judge:
    """Judges the schools of one municipality: call the `surveys` with all schools, then `settle`, then `judge` each."""

    def __init__(self, method: IdentificationShape, layout: ValueLayout):
        self.method, self.layout, self.rules = method, layout, compiled(method, layout)
        self.standings = {(sign, offset): sign.new_standing() for sign, offset in self.rules.relative}
        self.bests = {
            (reader, offset): BestOfSchools(reader.is_lowest)
            for reader in self.rules.made.beside_best
            for offset in range(len(layout.labels))
        }
        self._beside = self.standings | self.bests
        self.spreads = [
            SpreadOfSchools(each, reader, method.figure(each.percent))
            for each, reader in zip(method.spreads, self.rules.spreads, strict=True)
        ]

    @property
    def surveys(self) -> list[Callable[[Iterable[JudgedSchool]], None]]:
        """The functions that must see every school of the municipality before any is judged, in this order.

        Each is called with every batch before the next one begins, as that may need what it has found.
        """
        wanted = ((self._survey_bests, self.bests), (self._survey, self.standings or self.spreads))
        return [survey for survey, is_wanted in wanted if is_wanted]

    def _survey_bests(self, schools: Iterable[JudgedSchool]) -> None:
        for school in schools:
            if case := self.case(school):
                for (reader, offset), best in self.bests.items():
                    best.add(reader.source.at(case, offset))

    def _survey(self, schools: Iterable[JudgedSchool]) -> None:
        for school in schools:
            if case := self.case(school):
                for (sign, offset), standing in self.standings.items():
                    standing.add(sign.read(case, offset))
                for spread in self.spreads:
                    spread.add(case)

    def settle(self) -> None:
        for standing in self.standings.values():
            standing.settle()

    def judge(self, school: JudgedSchool) -> Judgement:
        case = self.case(school)
        answer = Answer.NOT_FOR_THIS_SCHOOL if case is None else self.rules.rule.ask(case, 0)
        return Judgement(school, SchoolVerdict.of(answer), self)

    def judge_all(self, schools: Sequence[JudgedSchool]) -> Iterator[Judgement]:
        """Survey and judge all schools of a municipality, given at once."""
        for survey in self.surveys:
            survey(schools)
        self.settle()
        return map(self.judge, schools)

    def case(self, school: JudgedSchool) -> JudgedCase | None:
        """The school as rules see it; None if the method isn't for schools of its kind."""
        if self.method.kinds and school.kind and school.kind not in self.method.kinds:
            return None
        return JudgedCase(school.texts, school.kind, self._beside)


@lru_cache(maxsize=4)
def compiled(method: IdentificationShape, layout: ValueLayout) -> "CompiledRules":
    """The rules made ready for that layout; kept for the next inquiry with the same ones."""
    return CompiledRules(method, layout)


class CompiledRules:
    """The evaluators of a method's rules for one layout; they hold nothing of any school."""

    def __init__(self, method: IdentificationShape, layout: ValueLayout):
        self.made = Preparation(method.figure, layout)
        self.rule = method.rule.evaluator(self.made)
        self.context = method.context and method.context.evaluator(self.made)
        self.spreads = [each.measure.reader(self.made) for each in method.spreads]
        roots = [root for root in (self.rule, self.context) if root]
        asked = [(sign, offset) for root in roots for sign, offset in root.signs() if sign.is_relative]
        self.relative = list(dict.fromkeys(asked))
