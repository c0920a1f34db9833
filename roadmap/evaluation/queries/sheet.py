"""Reads a programme's evaluation in a year as its page and its document show it, in a fixed number of queries.

A draft and a trial are read from today's values; a kept evaluation only from its own rows.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby

from indicators.catalogue.models import Period
from portal.text.keys import natural_key
from roadmap.evaluation.activity_marks import ActivityMark
from roadmap.evaluation.counted_figures import CountedFigure
from roadmap.evaluation.degrees import AchievementDegree, AchievementState, StatedIndicator, degree_of
from roadmap.evaluation.evaluated_year import EvaluatedYear
from roadmap.evaluation.judging import EvaluationOutcome, Verdict, counts_of, judge
from roadmap.evaluation.methods.method_shape import EvaluationMethodShape
from roadmap.evaluation.models import Evaluation, EvaluationActivity, EvaluationPart, EvaluationRow, IndicatorVerdict
from roadmap.evaluation.queries.activities import EvaluatedActivity, activities_of_year
from roadmap.evaluation.queries.spending import spending_of, stated_money
from roadmap.evaluation.queries.subprogrammes import EvaluatedSubprogramme, remarks_on, subprogrammes_of, years_of
from roadmap.programmes.models import Programme
from roadmap.targets.queries.doubts import JudgedText, ValueDoubt, doubts_of
from roadmap.targets.queries.lines import PlanAndFact, TargetLine, table_lines, table_periods


@dataclass(frozen=True)
class EvaluatedIndicator:
    """An indicator with its values and its degree; `row_id` is the programme's row, None if it was deleted since."""

    row_id: int | None
    group: str
    number: str
    name: str
    unit: str
    before: str
    plan: str
    fact: str
    degree: AchievementDegree
    reason: str = ""
    verdict: str = ""
    doubts: tuple[ValueDoubt, ...] = ()
    own_name: str = ""
    group_id: int | None = None
    group_title: str = ""

    @property
    def open_doubts(self) -> tuple[ValueDoubt, ...]:
        """Return the doubts that matter: none if the indicator is left out, or if a person has decided by hand."""
        is_settled = self.degree.state is AchievementState.LEFT_OUT or (self.degree.may_decide and self.verdict)
        return () if is_settled else self.doubts

    @property
    def unit_beside(self) -> str:
        """Return the unit, or "" if the name ends with it."""
        return "" if self.name.rstrip(" .").endswith(self.unit.rstrip(" .")) else self.unit

    @property
    def owes_reason(self) -> bool:
        return self.degree.deviates and not self.reason.strip()


@dataclass(frozen=True)
class EvaluationSheet:
    """Everything that an evaluation shows."""

    method: EvaluationMethodShape
    period: Period
    indicators: list[EvaluatedIndicator]
    activities: list[EvaluatedActivity]
    outcome: EvaluationOutcome
    counts: dict[str, int]
    money: tuple[str, str] = ("", "")
    has_no_money: bool = False
    conclusions: str = ""
    subprogrammes: list[EvaluatedSubprogramme] = field(default_factory=list)

    @property
    def groups(self) -> list[tuple[str, list[EvaluatedIndicator]]]:
        return [(title, list(rows)) for title, rows in groupby(self.indicators, key=lambda each: each.group)]

    @property
    def directions(self) -> list[tuple[str, list[EvaluatedActivity]]]:
        return [(title, list(rows)) for title, rows in groupby(self.activities, key=lambda each: each.direction)]

    @property
    def open_doubts(self) -> dict[str, tuple[EvaluatedIndicator, ValueDoubt]]:
        """Return the doubts about the values that it rests on, each under words that no other doubt has."""
        return {
            " ".join(f"{place}. {row.name}. {doubt}".split()): (row, doubt)
            for place, row in enumerate(self.indicators, 1)
            for doubt in row.open_doubts
        }

    @property
    def reasons_owed(self) -> int:
        rows: Sequence[EvaluatedIndicator | EvaluatedActivity] = [*self.indicators, *self.activities]
        return sum(each.owes_reason for each in rows)

    @property
    def marks(self) -> dict[str, int]:
        return {mark.label: sum(each.mark is mark for each in self.activities) for mark in ActivityMark}


@dataclass(frozen=True)
class TypedForEvaluation:
    """What people typed for an evaluation: by indicator, by activity, by sub-programme, and for the whole."""

    rows: dict[int, EvaluationRow] = field(default_factory=dict)
    activities: dict[int, EvaluationActivity] = field(default_factory=dict)
    money: tuple[str, str] = ("", "")
    has_no_money: bool = False
    conclusions: str = ""
    parts: dict[int, EvaluationPart] = field(default_factory=dict)


def evaluation_sheet(evaluation: Evaluation, on: datetime.date) -> EvaluationSheet:
    """Return a kept evaluation as it was kept, a draft as it stands on that day."""
    if evaluation.is_kept:
        return _read_kept(evaluation)
    return live_sheet(evaluation.programme, evaluation.period, evaluation.shape, on, typed_for(evaluation))


def typed_for(evaluation: Evaluation) -> TypedForEvaluation:
    rows = {each.row_id: each for each in evaluation.rows.all() if each.row_id}
    activities = {each.activity_id: each for each in evaluation.activities.all() if each.activity_id}
    money = evaluation.money_planned, evaluation.money_spent
    asks_parts = evaluation.shape.asks_subprogrammes
    parts = {each.group_id: each for each in evaluation.parts.all() if each.group_id} if asks_parts else {}
    return TypedForEvaluation(rows, activities, money, evaluation.has_no_money, evaluation.conclusions, parts)


def live_sheet(
    programme: Programme,
    period: Period,
    method: EvaluationMethodShape,
    on: datetime.date,
    typed: TypedForEvaluation | None = None,
) -> EvaluationSheet:
    """Return an evaluation by today's values and reports, with what people typed."""
    typed = typed or TypedForEvaluation()
    is_over = period.end_on < on
    indicators = list(_read_indicators(programme, period, method, typed.rows, is_over=is_over))
    activities = activities_of_year(programme, period, on, typed.activities)
    degrees = [each.degree for each in indicators]
    money = typed.money if typed.has_no_money else stated_money(programme, period, typed.money)
    spending = spending_of(*money, is_none=typed.has_no_money)
    year = EvaluatedYear(degrees, [each.mark for each in activities], spending, is_over)
    parts = []
    if method.asks_subprogrammes:
        parts = subprogrammes_of(_titled_groups(indicators), typed.parts)
        year = _add_subprogrammes(year, parts, indicators, activities)
    limited = _remark_on_limits(method, indicators)
    outcome = judge(method, year)
    parted = remarks_on(parts, activities) if method.counts_activities_of_parts else []
    outcome = replace(outcome, remarks=[*outcome.remarks, *limited, *parted])
    return EvaluationSheet(
        method, period, indicators, activities, outcome, counts_of(degrees), money, typed.has_no_money,
        typed.conclusions, parts,
    )  # fmt: skip


def _titled_groups(indicators: Sequence[EvaluatedIndicator]) -> list[tuple[int, str]]:
    return list(dict.fromkeys((each.group_id, each.group_title) for each in indicators if each.group_title))


def _add_subprogrammes(
    year: EvaluatedYear,
    parts: Sequence[EvaluatedSubprogramme],
    indicators: Sequence[EvaluatedIndicator],
    activities: Sequence[EvaluatedActivity],
) -> EvaluatedYear:
    """Return the year with its sub-programmes, and with the indicators that belong to none."""
    degrees: dict[int | None, list[AchievementDegree]] = {}
    for each in indicators:
        degrees.setdefault(each.group_id if each.group_title else None, []).append(each.degree)
    years = years_of(parts, degrees, activities, is_none=year.spending.is_none)
    return replace(year, subprogrammes=years, own=degrees.get(None, []))


def _remark_on_limits(method: EvaluationMethodShape, indicators: Sequence[EvaluatedIndicator]) -> list[str]:
    """Return a remark if the method has limits for an indicator that the programme lacks: it may be misspelled."""
    here = {natural_key(each.own_name) for each in indicators}
    absent = [f"«{each.indicator}»" for each in method.limits if each.key not in here]
    return [f"Свои границы показателя не применены, в программе его нет: {'; '.join(absent)}."] if absent else []


def evaluation_periods(programme: Programme) -> list[Period]:
    """Return the years that can be evaluated: those of the table of indicators, or else the programme's years."""
    table = getattr(programme, "indicator_table", None)
    periods = table_periods(table) if table else []
    if periods:
        return periods
    years = range(programme.start_year, programme.end_year + 1)
    return list(Period.objects.filter(label__in=map(str, years)))


def _read_indicators(
    programme: Programme,
    period: Period,
    method: EvaluationMethodShape,
    typed: dict[int, EvaluationRow],
    *,
    is_over: bool,
) -> Iterator[EvaluatedIndicator]:
    table = getattr(programme, "indicator_table", None)
    if table is None:
        return
    previous = Period.objects.filter(label=period.previous_label).first()
    periods = [each for each in (previous, period) if each]
    is_first = (table.period_labels or [period.label])[0] == period.label
    for group in table_lines(table, periods, None):
        for line in group.lines:
            own = typed.get(line.row.pk) or EvaluationRow()
            found = _evaluate_line(line, group.group.title or "", own, method, is_first=is_first, is_over=is_over)
            yield replace(found, group_id=group.group.pk, group_title=group.group.title or "")


def _evaluate_line(
    line: TargetLine, group: str, own: EvaluationRow, method: EvaluationMethodShape, *, is_first: bool, is_over: bool
) -> EvaluatedIndicator:
    *earlier, cell = line.cells
    before = earlier[0].fact if earlier else ""
    if is_first and not before:
        before = line.row.baseline or ""
    unit = line.indicator.unit if line.indicator else ""
    verdict = {IndicatorVerdict.DONE: True, IndicatorVerdict.NOT_DONE: False}.get(own.verdict)
    direction, meaning = (line.indicator.direction, line.indicator.plan_words) if line.indicator else ("", "")
    stated = StatedIndicator(cell.plan, cell.fact, before, unit, direction, meaning, own.weight, verdict)
    heading, name = line.row.heading or "", line.row.name or ""
    if group and heading:
        name = f"{heading}: {name}"
    degree = degree_of(stated, method.rules_of(line.row.name or ""), in_shares=method.in_shares, is_over=is_over)
    values = [JudgedText("план", cell.plan, cell.period.label, is_plan=True), _judged_fact("факт", cell)]
    if method.indicators.not_worse or not (cell.fact or is_over):
        values.append(
            _judged_fact("год назад", *earlier) if earlier and earlier[0].fact else JudgedText("база", before)
        )
    doubts = doubts_of(line.indicator, values) if cell.plan else ()
    return EvaluatedIndicator(
        line.row.pk, group or heading, line.row.number or "", name, unit, before, cell.plan, cell.fact, degree,
        own.reason, own.verdict, doubts, line.row.name or "",
    )  # fmt: skip


def _judged_fact(place: str, cell: PlanAndFact) -> JudgedText:
    return JudgedText(place, cell.fact, cell.period.label, cell.notes)


def _read_kept(evaluation: Evaluation) -> EvaluationSheet:
    indicators = [_read_kept_indicator(each) for each in evaluation.rows.all()]
    activities = [
        EvaluatedActivity(
            each.activity_id, each.direction, each.number, each.name, each.term, each.done_on, ActivityMark(each.mark),
            reason=each.reason, verdict=each.verdict, waived_because=each.waived_because,
        )
        for each in evaluation.activities.all()
    ]  # fmt: skip
    result = evaluation.result
    figures = [
        CountedFigure(each["key"], each["share"] and Decimal(each["share"]), each["words"], each["is_absent"])
        for each in result["figures"]
    ]
    parts = [
        EvaluatedSubprogramme(each.group_id, each.title, each.weight, (each.money_planned, each.money_spent))
        for each in (evaluation.parts.all() if evaluation.shape.asks_subprogrammes else ())
    ]
    verdicts = [Verdict(**each) for each in result.get("verdicts", [])]
    outcome = EvaluationOutcome(figures, result["class"], result["class_words"], result["remarks"], verdicts)
    return EvaluationSheet(
        evaluation.shape, evaluation.period, indicators, activities, outcome, result["counts"],
        tuple(result.get("money") or (evaluation.money_planned, evaluation.money_spent)), evaluation.has_no_money,
        evaluation.conclusions, parts,
    )  # fmt: skip


def _read_kept_indicator(row: EvaluationRow) -> EvaluatedIndicator:
    share = Decimal(row.share) if row.share else None
    degree = AchievementDegree(
        AchievementState(row.state), share, row.words, row.weight, row.deviates, at_risk=row.is_at_risk
    )
    return EvaluatedIndicator(
        row.row_id, row.group, row.number, row.name, row.unit, row.before, row.plan, row.fact, degree, row.reason,
        row.verdict, tuple(ValueDoubt(**each) for each in row.doubts),
    )  # fmt: skip
