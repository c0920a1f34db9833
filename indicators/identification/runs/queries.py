"""Compares a kept run with today's values, with its own judgement repeated, and with another run."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import F

from indicators.identification.format.protocol import UsedValue
from indicators.identification.format.shape import IndicatorName
from indicators.identification.judging.inquiry import Inquiry, ValueReader
from indicators.identification.judging.judge import Judge, JudgedSchool, Judgement, layout_of
from indicators.identification.models import Run, RunSchool


@dataclass(frozen=True)
class ChangedValue:
    """A value that a run has used and that is different today; None where nothing was or is entered."""

    school: str
    indicator: str
    year: str
    then: str | None
    now: str | None


def changed_since(run: Run, schools: list[RunSchool] | None = None) -> list[ChangedValue]:
    """The changed values of these schools, or of all of the run, school by school.

    An indicator that is no longer in the catalogue has no values now.
    """
    schools = list(run.schools.select_related("school")) if schools is None else schools
    reader = ValueReader(Inquiry(run.municipality, run.period, run.shape))
    asked = [(each.school_id, each.name, each.school.kind) for each in schools]
    now = {each.key: each.texts for each in reader.read(asked)}
    return _changed_kinds(run, schools) + [
        ChangedValue(school.name, str(_name(value)), value.year, value.text, text)
        for school in schools
        for value, text in zip(school.values, now[school.school_id], strict=True)
        if (value.text or "") != (text or "")
    ]


def _changed_kinds(run: Run, schools: list[RunSchool]) -> list[ChangedValue]:
    return [
        ChangedValue(
            each.name, "Вид школы", run.period.label, each.get_kind_display() or None,
            each.school.get_kind_display() or None,
        )
        for each in schools if each.kind != each.school.kind
    ]  # fmt: skip


def judged_again(run: Run) -> Iterator[Judgement]:
    """Judge the run's schools again, by the method and values that it kept; the verdicts should be the same."""
    schools = list(run.schools.all())
    if not schools:
        return iter(())
    values = schools[0].values
    labels = list(dict.fromkeys(value.year for value in values))
    units = {_name(value): value.unit for value in values if value.unit is not None}
    shape = run.shape
    by_words = {(name.heading, name.name): unit for name, unit in units.items()}
    layout = layout_of(shape, labels, {})
    found = tuple(by_words.get((name.heading, name.name)) for name in layout.indicators)
    judge = Judge(shape, type(layout)(layout.indicators, layout.labels, found))
    return judge.judge_all(
        [JudgedSchool(each.school_id, each.name, [value.text for value in each.values], each.kind) for each in schools]
    )


def _name(value: UsedValue) -> IndicatorName:
    return IndicatorName(heading=value.heading, name=value.name)


@dataclass(frozen=True)
class RunComparison:
    """Names of schools that entered the list, left it, stayed on it, and those of which one run can't tell."""

    entered: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    stayed: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def run_of_the_year_before(run: Run) -> Run | None:
    """The run of the previous year by a method with the same name: a confirmed one if there is one, else the latest."""
    runs = Run.objects.filter(
        municipality=run.municipality, period__label=run.period.previous_label, body__name=run.body["name"]
    )
    return runs.order_by(F("confirmed_at").desc(nulls_last=True), "-made_at").select_related("period").first()


def compare_runs(first: Run, second: Run) -> RunComparison:
    """What has changed from one run to another, of another year or by another method.

    A school is listed by its decision, or by the verdict as long as there is none.
    """
    was = {each.school_id: each for each in first.schools.defer("protocol", "values")}
    comparison = RunComparison()
    for each in second.schools.defer("protocol", "values"):
        before = was.get(each.school_id)
        answers = {(one.decision or one.verdict) for one in (before, each) if one}
        if RunSchool.Verdict.UNKNOWN in answers:
            comparison.unknown.append(each.name)
        elif each.is_listed:
            (comparison.stayed if before and before.is_listed else comparison.entered).append(each.name)
        elif before and before.is_listed:
            comparison.left.append(each.name)
    return comparison
