"""Finds which activities are to change an indicator, and how the indicator stood before and after the programme."""

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import F

from indicators.catalogue.models import Indicator, Period
from indicators.quantity import (
    JudgedPlan,
    Number,
    NumericValue,
    Quantity,
    Share,
    is_reached,
    read_quantity,
    write_number,
)
from indicators.values.models import Value
from roadmap.plan.models import Activity
from roadmap.programmes.models import Programme
from roadmap.targets.queries.doubts import JudgedText, ValueDoubt, doubts_of
from roadmap.targets.queries.lines import TargetLine, table_lines, table_periods
from roadmap.targets.queries.questions import open_questions

Direction = Indicator.Direction


class Course(StrEnum):
    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Effect:
    """An indicator with its value before the programme, its latest fact and its target, each as written.

    `plan_judged` says which way is better, as it does for an evaluation.
    """

    indicator: Indicator
    before: str = ""
    after: str = ""
    after_label: str = ""
    target: str = ""
    activities: list[Activity] = field(default_factory=list)
    doubts: tuple[ValueDoubt, ...] = ()

    @property
    def plan(self) -> JudgedPlan:
        return self.indicator.plan_judged(self.target)

    @property
    def course(self) -> Course:
        """Return whether it changed for better or worse.

        It is unknown if a value is no plain number, or if nobody has said which way is better.
        """
        change, direction = self._count_change(), self.plan.direction
        if change is None or direction not in (Direction.MORE_IS_BETTER, Direction.LESS_IS_BETTER):
            return Course.UNKNOWN
        if change == 0:
            return Course.SAME
        return Course.BETTER if (change > 0) == (direction == Direction.MORE_IS_BETTER) else Course.WORSE

    @property
    def asks_direction(self) -> bool:
        """Return whether nobody has said which way is better, though there are numbers to judge."""
        values = (self.plan.quantity, self._read(self.before), self._read(self.after))
        return not self.plan.direction and sum(isinstance(each, NumericValue) for each in values) > 1

    @property
    def change(self) -> str:
        """Return the change with its sign: «+2,4»; "" if it is unknown or there is none."""
        change = self._count_change()
        return ("+" if change > 0 else "−") + write_number(abs(change)) if change else ""

    @property
    def is_reached(self) -> bool | None:
        """Return whether the latest fact reaches the target; None if that can't be said."""
        if not (self.target and self.after):
            return None
        return is_reached(self.plan.quantity, self._read(self.after), self.plan.direction)

    def _count_change(self):
        before, after = self._read(self.before), self._read(self.after)
        is_plain = isinstance(before, Number | Share) and isinstance(after, Number | Share)
        return after.number - before.number if is_plain and before.unit == after.unit else None

    def _read(self, text: str) -> Quantity:
        return read_quantity(text, self.indicator.unit)


@dataclass(frozen=True)
class ProgrammeEffect:
    effects: list[Effect]
    unnamed: list[Activity]  # activities that name no indicator
    questions: int = 0  # open ones to indicators of the programme's table


def programme_effect(programme: Programme) -> ProgrammeEffect:
    """Return the effect on indicators of the programme's table, then on others that its activities name."""
    activities = list(
        Activity.objects.filter(direction__roadmap__programme=programme)
        .in_document_order()
        .prefetch_related("indicators")
    )
    naming: dict[int, list[Activity]] = defaultdict(list)
    named: dict[int, Indicator] = {}
    for activity in activities:
        for indicator in activity.indicators.all():
            naming[indicator.pk].append(activity)
            named[indicator.pk] = indicator
    lines, questions, span = {}, 0, Period.Kind.CALENDAR_YEAR
    if table := getattr(programme, "indicator_table", None):
        periods = table_periods(table)
        span = periods[-1].span if periods else span
        groups = table_lines(table, [period for period in periods if period.span == span], None)
        questions = open_questions(groups)
        for group in groups:
            for line in group.lines:
                if line.indicator:
                    lines.setdefault(line.indicator.pk, line)
    indicators = {pk: line.indicator for pk, line in lines.items()} | named
    facts = _read_facts(programme, indicators, span)
    effects = [
        _build_effect(programme, indicator, lines.get(pk), facts[pk], naming[pk])
        for pk, indicator in indicators.items()
    ]
    return ProgrammeEffect(effects, [each for each in activities if not each.indicators.all()], questions)


def _read_facts(programme: Programme, indicators: dict[int, Indicator], span: str) -> dict[int, list[Value]]:
    """Return the municipality's facts by indicator, the earliest first, of periods as long as those of the plans."""
    values = Value.objects.facts().of(None).filter(indicator__in=indicators).exclude(text="")
    found: dict[int, list[Value]] = defaultdict(list)
    for value in values.filter(period__start_on__year__lte=programme.end_year).annotate(
        label=F("period__label"), begins_on=F("period__start_on")
    ).order_by("period__start_on", "period__end_on"):  # fmt: skip
        if Period.from_label(value.label).span == span:
            found[value.indicator_id].append(value)
    return found


def _build_effect(
    programme: Programme, indicator: Indicator, line: TargetLine | None, facts: list[Value], activities
) -> Effect:
    """Build the effect on one indicator.

    «Было» is the document's baseline, or else the last fact before the programme; «стало» is the latest fact in it.
    """
    earlier = [value for value in facts if value.begins_on.year < programme.start_year]
    cells = line.cells if line else []
    within = [
        (value.begins_on, JudgedText("стало", value.text, value.label, value.notes))
        for value in facts
        if value.begins_on.year >= programme.start_year
    ]
    within += [
        (cell.period.start_on, JudgedText("стало", cell.stated, cell.period.label))
        for cell in cells
        if cell.stated and not cell.entered
    ]
    after = max(within, key=lambda each: each[0], default=(None, JudgedText("стало", "")))[1]
    before = JudgedText("было", (line and line.row.baseline) or "")
    if earlier and not before.text:
        before = JudgedText("было", earlier[-1].text, earlier[-1].label, earlier[-1].notes)
    planned = [cell.plan for cell in cells if cell.plan]
    target = JudgedText("цель", (line and line.row.target) or (planned[-1] if planned else ""), is_plan=True)
    return Effect(
        indicator,
        before=before.text,
        after=after.text,
        after_label=Period.from_label(after.label).short if after.label else "",
        target=target.text,
        activities=activities,
        doubts=doubts_of(indicator, [before, after, target]),
    )
