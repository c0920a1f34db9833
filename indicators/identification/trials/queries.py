"""Judges schools without keeping a run: with changed thresholds, for early warning, by two methods."""

from collections import Counter
from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator

from indicators.catalogue.models import Period
from indicators.identification.format.protocol import MunicipalFigure, SchoolProtocol
from indicators.identification.format.shape import IdentificationShape
from indicators.identification.judging.early_warning import YEARS_BEFORE, Warned, warning_of
from indicators.identification.judging.inquiry import Inquiry
from indicators.identification.judging.protocol_writing import ProtocolWriter, figures_of
from indicators.identification.shared.answers import SchoolVerdict
from portal.text.keys import natural_key
from schools.directory.models import Municipality

SCHOOLS_ON_A_PAGE = 100
_ORDER = [SchoolVerdict.IN, SchoolVerdict.UNKNOWN, SchoolVerdict.OUT]


@dataclass(frozen=True)
class TrialRow:
    """A school in a trial; `was` is the verdict with the method's own thresholds, if the trial has others."""

    protocol: SchoolProtocol
    verdict: SchoolVerdict
    was: SchoolVerdict | None


@dataclass(frozen=True)
class Trial:
    """A trial: a page of schools, the number of schools by verdict, and how many have another one than before."""

    rows: Page
    counts: Counter
    remarks: list[str]
    figures: list[MunicipalFigure]
    moved: int


def try_out(inquiry: Inquiry, *, own: Inquiry | None = None, page: str | None = None) -> Trial:
    """Judge all schools, those on the list first, and write protocols for one page of them; nothing is saved.

    `own` is the inquiry with the method's own thresholds, if those of `inquiry` are changed.
    """
    was = {each.school.key: each.verdict for each in own.judgements()} if own else {}
    judgements = sorted(
        inquiry.judgements(), key=lambda each: (_ORDER.index(each.verdict), natural_key(each.school.name))
    )
    shown = Paginator(judgements, SCHOOLS_ON_A_PAGE).get_page(page)
    writer = ProtocolWriter(inquiry.judge)
    shown.object_list = [
        TrialRow(writer.of(each), each.verdict, was.get(each.school.key)) for each in shown.object_list
    ]
    return Trial(
        shown,
        Counter(each.verdict.value for each in judgements),
        inquiry.remarks,
        figures_of(inquiry.judge),
        sum(each.verdict != was.get(each.school.key, each.verdict) for each in judgements),
    )


def early_warning(municipality: Municipality, period: Period, method: IdentificationShape) -> list[Warned]:
    """Warnings about schools that a few signs would bring on the list, the fewest signs first; nothing is saved."""
    inquiry = Inquiry(municipality, period, method, years_before=YEARS_BEFORE)
    warned = [found for each in inquiry.judgements() if (found := warning_of(inquiry.judge, each))]
    return sorted(warned, key=lambda each: (len(each.needed), natural_key(each.school)))


@dataclass(frozen=True)
class TwoAnswers:
    school: str
    first: SchoolVerdict
    second: SchoolVerdict


@dataclass(frozen=True)
class MethodsBeside:
    """The schools on the lists of both methods, of one only, of neither, and those of which one can't tell."""

    both: list[TwoAnswers] = field(default_factory=list)
    first_only: list[TwoAnswers] = field(default_factory=list)
    second_only: list[TwoAnswers] = field(default_factory=list)
    unknown: list[TwoAnswers] = field(default_factory=list)
    neither: list[TwoAnswers] = field(default_factory=list)


def methods_beside(first: Inquiry, second: Inquiry) -> MethodsBeside:
    """Compare two methods for one municipality and year; nothing is saved."""
    by_first = {each.school.key: each.verdict for each in first.judgements()}
    answers = [
        TwoAnswers(each.school.name, by_first[each.school.key], each.verdict) for each in second.judgements()
    ]  # fmt: skip
    beside = MethodsBeside()
    for each in sorted(answers, key=lambda each: natural_key(each.school)):
        _group_of(beside, each).append(each)
    return beside


def _group_of(beside: MethodsBeside, answers: TwoAnswers) -> list[TwoAnswers]:
    pair = (answers.first, answers.second)
    if SchoolVerdict.UNKNOWN in pair:
        return beside.unknown
    return {
        (SchoolVerdict.IN, SchoolVerdict.IN): beside.both,
        (SchoolVerdict.IN, SchoolVerdict.OUT): beside.first_only,
        (SchoolVerdict.OUT, SchoolVerdict.IN): beside.second_only,
        (SchoolVerdict.OUT, SchoolVerdict.OUT): beside.neither,
    }[pair]
