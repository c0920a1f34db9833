"""Analyses a confirmed run in figures, for the analytical note about a list of schools with low results."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from indicators.catalogue.models import Period
from indicators.identification.format.known_signs import KnownSign, known_signs
from indicators.identification.format.protocol import SignFinding
from indicators.identification.format.shape import IdentificationShape
from indicators.identification.models import ListedSchool, LowResultList, Run, RunSchool
from indicators.identification.rules.sign.asked import CHANGED, RANKED
from indicators.identification.rules.sign.sentences import comparison_in_words
from indicators.identification.shared.answers import Answer

Verdict = RunSchool.Verdict


@dataclass(frozen=True)
class SignValue:
    """A school's value of a sign as written; `number` is None unless it is one number."""

    school: str
    text: str
    number: Decimal | None
    met: bool | None
    is_listed: bool


@dataclass(frozen=True)
class SignStory:
    """A sign over all judged schools: how many meet it, don't, lack data or aren't concerned, and their values.

    `mean` is that of schools whose value is one number. `threshold` is the number that values were compared with, also
    if it comes from a mean; None if it is on no scale of values, as with ranks.
    """

    name: str
    year: str
    asked: str
    unit: str
    threshold: Decimal | None
    met: int
    met_of_listed: int
    unmet: int
    unknown: int
    not_concerned: int
    mean: Decimal | None
    values: list[SignValue]

    @property
    def listed(self) -> list[SignValue]:
        return [each for each in self.values if each.is_listed]


@dataclass(frozen=True)
class YearOfLists:
    """The schools on a year's lists, and who entered and left since the previous year with a list (None: no such)."""

    period: Period
    schools: list[str]
    entered: list[str] | None
    left: list[str] | None


@dataclass(frozen=True)
class Overruled:
    school: str
    verdict: Verdict
    decision: Verdict
    reason: str


@dataclass(frozen=True)
class Analysis:
    """All figures about a list; `found` counts the method's verdicts, `decided` those after the department's decisions.

    `years` ascend and end with the list's own.
    """

    run: Run
    found: Counter
    decided: Counter
    overruled: list[Overruled]
    unknown: list[str]
    listed: list[str]
    signs: list[SignStory]
    years: list[YearOfLists]

    @property
    def schools(self) -> int:
        return self.found.total()

    @cached_property
    def this_year(self) -> YearOfLists:
        return self.years[-1]


def analysis_of(low_result_list: LowResultList) -> Analysis:
    """Analyse a list that a run made. Raises ValueError if it comes from no run."""
    run = low_result_list.run
    if run is None:
        raise ValueError("The list comes from no run.")
    schools = list(run.schools.defer("values"))
    return Analysis(
        run=run,
        found=Counter(each.verdict for each in schools),
        decided=Counter(each.answer for each in schools),
        overruled=[
            Overruled(each.name, Verdict(each.verdict), Verdict(each.decision), each.reason)
            for each in schools if each.decision and each.decision != each.verdict
        ],
        unknown=[each.name for each in schools if each.verdict == Verdict.UNKNOWN],
        listed=[each.name for each in schools if each.is_listed],
        signs=sign_stories(run, schools),
        years=_find_years(low_result_list),
    )  # fmt: skip


def sign_stories(run: Run, schools: list[RunSchool]) -> list[SignStory]:
    """The signs of the run's own year over all schools, those that most schools meet first."""
    shape = run.shape
    known = known_signs(shape)
    said: dict[int, list[tuple[RunSchool, SignFinding]]] = {}
    for school in schools:
        for sign in school.protocol.signs:
            if sign.year == run.period.label:
                said.setdefault(sign.place, []).append((school, sign))
    stories = [_make_story(known[place], run.period.label, shape, of_schools) for place, of_schools in said.items()]
    return sorted(stories, key=lambda story: (-story.met, -story.met_of_listed))


def _make_story(
    known: KnownSign, year: str, shape: IdentificationShape, said: list[tuple[RunSchool, SignFinding]]
) -> SignStory:
    sign = known.shape
    answers = Counter(_answer_of(each) for _, each in said)
    numbers = [each.exact_number for _, each in said if each.exact_number is not None]
    thresholds = [each.threshold for _, each in said if each.threshold is not None]
    return SignStory(
        name=known.title,
        year=year,
        asked=comparison_in_words(sign, shape.figure),
        unit=sign.measure.compared_unit,
        threshold=thresholds[0] if thresholds and sign.compare not in _NOT_OF_THE_VALUE else None,
        met=answers[Answer.MET],
        met_of_listed=sum(school.is_listed and bool(each.met) for school, each in said),
        unmet=answers[Answer.UNMET],
        unknown=answers[Answer.UNKNOWN],
        not_concerned=answers[Answer.NOT_FOR_THIS_SCHOOL],
        mean=sum(numbers) / len(numbers) if numbers else None,
        values=[
            SignValue(school.name, each.value, each.exact_number, each.met, school.is_listed)
            for school, each in said if each.applies
        ],
    )  # fmt: skip


def _answer_of(sign: SignFinding) -> Answer:
    """The finding as an answer; a missing value is «unknown» even if the sign was dropped because of it."""
    return Answer(sign.met) if sign.applies or sign.is_missing else Answer.NOT_FOR_THIS_SCHOOL


# Comparisons whose threshold counts schools or a change, and so is on no scale of values.
_NOT_OF_THE_VALUE = (*RANKED, *CHANGED, "absent")


def _find_years(low_result_list: LowResultList) -> list[YearOfLists]:
    """The years with lists up to that of this list, which alone counts in its own year; in others all lists do.

    Calendar and school years overlap, so only lists of the same kind of year are compared.
    """
    period = low_result_list.period
    others = LowResultList.objects.filter(
        municipality=low_result_list.municipality_id, period__kind=period.kind, period__start_on__lt=period.start_on
    )
    lists = [*others.select_related("period"), low_result_list]
    schools = ListedSchool.objects.filter(low_result_list__in=lists).values_list("low_result_list", "school", "name")
    on: dict[int, dict[object, str]] = {}
    for list_id, school_id, name in schools:
        on.setdefault(list_id, {})[school_id or name] = name or "—"
    years: dict[Period, dict[object, str]] = {}
    for each in sorted(lists, key=lambda each: each.period.start_on):
        years.setdefault(each.period, {}).update(on.get(each.pk, {}))
    return list(_with_changes(years.items()))


def _with_changes(years: Iterable[tuple[Period, dict[object, str]]]) -> Iterable[YearOfLists]:
    before = None
    for period, schools in years:
        entered = left = None
        if before is not None:
            entered = [name for key, name in schools.items() if key not in before]
            left = [name for key, name in before.items() if key not in schools]
        yield YearOfLists(period, list(schools.values()), entered, left)
        before = schools
