"""A programme's evaluation in a year as its page and its document show it, in a fixed number of queries.

A draft and a trial are read from today's values; a kept evaluation only from its own rows.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from indicators.models import Indicator, Period
from indicators.quantity import Kind, read_quantity
from roadmap.evaluation.components import Figure
from roadmap.evaluation.degrees import Degree, State, Stated, degree_of
from roadmap.evaluation.format import MethodShape
from roadmap.evaluation.judging import Inputs, Outcome, Spending, counts_of, judge
from roadmap.evaluation.marks import Mark
from roadmap.models import Evaluation, EvaluationActivity, EvaluationRow, Programme
from roadmap.models.evaluation import Verdict
from roadmap.queries.evaluated_activities import EvaluatedActivity, activities_of_year
from roadmap.queries.targets import Line, table_lines, table_periods


@dataclass(frozen=True)
class EvaluatedIndicator:
    """`row_id` is the programme's row; None where it is gone since."""

    row_id: int | None
    group: str
    number: str
    name: str
    unit: str
    before: str
    plan: str
    fact: str
    degree: Degree
    reason: str = ""
    verdict: str = ""
    direction: str = ""

    @property
    def unit_beside(self) -> str:
        """The unit where the name doesn't end with it."""
        return "" if self.name.rstrip(" .").endswith(self.unit.rstrip(" .")) else self.unit

    @property
    def owes_reason(self) -> bool:
        return self.degree.deviates and not self.reason.strip()


@dataclass(frozen=True)
class Sheet:
    """Everything that an evaluation says."""

    method: MethodShape
    period: Period
    indicators: list[EvaluatedIndicator]
    activities: list[EvaluatedActivity]
    outcome: Outcome
    counts: dict[str, int]
    money: tuple[str, str] = ("", "")
    has_no_money: bool = False
    conclusions: str = ""

    @property
    def groups(self) -> list[tuple[str, list[EvaluatedIndicator]]]:
        return [(title, list(rows)) for title, rows in groupby(self.indicators, key=lambda each: each.group)]

    @property
    def directions(self) -> list[tuple[str, list[EvaluatedActivity]]]:
        return [(title, list(rows)) for title, rows in groupby(self.activities, key=lambda each: each.direction)]

    @property
    def reasons_owed(self) -> int:
        rows: Sequence[EvaluatedIndicator | EvaluatedActivity] = [*self.indicators, *self.activities]
        return sum(each.owes_reason for each in rows)

    @property
    def marks(self) -> dict[str, int]:
        return {mark.label: sum(each.mark is mark for each in self.activities) for mark in Mark}


@dataclass(frozen=True)
class Typed:
    """What people typed for an evaluation, by rows and activities."""

    rows: dict[int, EvaluationRow] = field(default_factory=dict)
    activities: dict[int, EvaluationActivity] = field(default_factory=dict)
    money: tuple[str, str] = ("", "")
    has_no_money: bool = False
    conclusions: str = ""


def evaluation_sheet(evaluation: Evaluation, on: datetime.date) -> Sheet:
    """As it was kept, or, of a draft, as it stands on that day."""
    if evaluation.is_kept:
        return _kept(evaluation)
    return live_sheet(evaluation.programme, evaluation.period, evaluation.shape, on, typed_for(evaluation))


def typed_for(evaluation: Evaluation) -> Typed:
    rows = {each.row_id: each for each in evaluation.rows.all() if each.row_id}
    activities = {each.activity_id: each for each in evaluation.activities.all() if each.activity_id}
    money = evaluation.money_planned, evaluation.money_spent
    return Typed(rows, activities, money, evaluation.has_no_money, evaluation.conclusions)


def live_sheet(
    programme: Programme, period: Period, method: MethodShape, on: datetime.date, typed: Typed | None = None
) -> Sheet:
    """By today's values and reports."""
    typed = typed or Typed()
    is_over = period.end_on < on
    indicators = list(_indicators(programme, period, method, typed.rows, is_over=is_over))
    activities = activities_of_year(programme, period, on, typed.activities)
    degrees = [each.degree for each in indicators]
    spending = spending_of(*typed.money, is_none=typed.has_no_money)
    outcome = judge(method, Inputs(degrees, [each.mark for each in activities], spending, is_over))
    return Sheet(method, period, indicators, activities, outcome, counts_of(degrees), typed.money, typed.has_no_money,
                 typed.conclusions)  # fmt: skip


def spending_of(planned: str, spent: str, *, is_none: bool) -> Spending:
    """Sums in one unit; what is no plain number, or in another unit, isn't known."""
    read = [read_quantity(text) for text in (planned, spent)]
    if is_none or any(each.kind is not Kind.NUMBER for each in read) or read[0].unit != read[1].unit:
        return Spending(is_none=is_none)
    return Spending(read[0].number, read[1].number)


def evaluation_periods(programme: Programme) -> list[Period]:
    """The years that can be evaluated: those of the table of indicators, else the programme's calendar years."""
    table = getattr(programme, "indicator_table", None)
    periods = table_periods(table) if table else []
    if periods:
        return periods
    years = range(programme.start_year, programme.end_year + 1)
    return list(Period.objects.filter(label__in=map(str, years)))


def _indicators(
    programme: Programme, period: Period, method: MethodShape, typed: dict[int, EvaluationRow], *, is_over: bool
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
            yield _indicator(line, group.group.title or "", own, method, is_first=is_first, is_over=is_over)


def _indicator(
    line: Line, group: str, own: EvaluationRow, method: MethodShape, *, is_first: bool, is_over: bool
) -> EvaluatedIndicator:
    *earlier, cell = line.cells
    before = earlier[0].fact if earlier else ""
    if is_first and not before:
        before = line.row.baseline or ""
    unit = line.indicator.unit if line.indicator else ""
    verdict = {Verdict.DONE: True, Verdict.NOT_DONE: False}.get(own.verdict)
    direction = line.indicator.direction if line.indicator else Indicator.Direction.NEITHER
    if direction == Indicator.Direction.NEITHER and own.direction:
        direction = own.direction
    stated = Stated(cell.plan, cell.fact, before, unit, direction, own.weight, verdict)
    heading, name = line.row.heading or "", line.row.name or ""
    if group and heading:
        name = f"{heading}: {name}"
    degree = degree_of(stated, method.indicators, in_shares=method.in_shares, is_over=is_over)
    return EvaluatedIndicator(
        line.row.pk, group or heading, line.row.number or "", name, unit, before, cell.plan, cell.fact, degree,
        own.reason, own.verdict, own.direction,
    )  # fmt: skip


def _kept(evaluation: Evaluation) -> Sheet:
    indicators = [_kept_indicator(each) for each in evaluation.rows.all()]
    activities = [
        EvaluatedActivity(
            each.activity_id, each.direction, each.number, each.name, each.term, each.done_on, Mark(each.mark),
            reason=each.reason, verdict=each.verdict,
        )
        for each in evaluation.activities.all()
    ]  # fmt: skip
    result = evaluation.result
    figures = [
        Figure(each["key"], each["share"] and Decimal(each["share"]), each["words"], each["is_absent"])
        for each in result["figures"]
    ]
    outcome = Outcome(figures, result["class"], result["class_words"], result["remarks"])
    return Sheet(
        evaluation.shape, evaluation.period, indicators, activities, outcome, result["counts"],
        (evaluation.money_planned, evaluation.money_spent), evaluation.has_no_money, evaluation.conclusions,
    )  # fmt: skip


def _kept_indicator(row: EvaluationRow) -> EvaluatedIndicator:
    share = Decimal(row.share) if row.share else None
    degree = Degree(State(row.state), share, row.words, row.weight, row.deviates, at_risk=row.is_at_risk)
    return EvaluatedIndicator(
        row.row_id, row.group, row.number, row.name, row.unit, row.before, row.plan, row.fact, degree, row.reason,
        row.verdict, row.direction,
    )  # fmt: skip
