"""From deficit to effect: which activities are to move an indicator, and how it stood before and after."""

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import F

from indicators.models import Indicator, Value
from indicators.quantity import Quantity, is_reached, read_quantity, write_number
from roadmap.models import Activity, Programme
from roadmap.queries.targets import Line, table_lines, table_periods

Direction = Indicator.Direction


class Course(StrEnum):
    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Effect:
    """An indicator with its value before the programme, its latest fact and its target, each as written."""

    indicator: Indicator
    before: str = ""
    after: str = ""
    after_label: str = ""
    target: str = ""
    activities: list[Activity] = field(default_factory=list)

    @property
    def course(self) -> Course:
        """By the indicator's direction; unknown where a value is no plain number or the direction is not judged."""
        change = self._change()
        if change is None or self.indicator.direction == Direction.NEITHER:
            return Course.UNKNOWN
        if change == 0:
            return Course.SAME
        return Course.BETTER if (change > 0) == (self.indicator.direction == Direction.MORE_IS_BETTER) else Course.WORSE

    @property
    def change(self) -> str:
        """«+2,4», with a sign; "" where it can't be told or is nothing."""
        change = self._change()
        return ("+" if change > 0 else "−") + write_number(abs(change)) if change else ""

    @property
    def is_reached(self) -> bool | None:
        """Whether the latest fact reaches the target; None where that can't be told."""
        if not (self.target and self.after):
            return None
        return is_reached(self._read(self.target), self._read(self.after), self.indicator.direction)

    def _change(self):
        before, after = self._read(self.before), self._read(self.after)
        plain = all(each.number is not None and each.upper is None and not each.comparison for each in (before, after))
        return after.number - before.number if plain and before.unit == after.unit else None

    def _read(self, text: str) -> Quantity:
        return read_quantity(text, self.indicator.unit)


@dataclass(frozen=True)
class ProgrammeEffect:
    effects: list[Effect]
    unnamed: list[Activity]  # activities that name no indicator

    @property
    def unmoved(self) -> list[Effect]:
        """Indicators that no activity names."""
        return [effect for effect in self.effects if not effect.activities]


def programme_effect(programme: Programme) -> ProgrammeEffect:
    """Of the indicators of the programme's table, then of others that its activities name."""
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
    lines = {}
    if table := getattr(programme, "indicator_table", None):
        for group in table_lines(table, table_periods(table), None):
            for line in group.lines:
                if line.indicator:
                    lines.setdefault(line.indicator.pk, line)
    indicators = {pk: line.indicator for pk, line in lines.items()} | named
    facts = _facts(programme, indicators)
    effects = [
        _effect(programme, indicator, lines.get(pk), facts[pk], naming[pk]) for pk, indicator in indicators.items()
    ]
    return ProgrammeEffect(effects, [each for each in activities if not each.indicators.all()])


def _facts(programme: Programme, indicators: dict[int, Indicator]) -> dict[int, list[Value]]:
    """The municipality's facts, the earliest first."""
    values = Value.objects.facts().of(None).filter(indicator__in=indicators).exclude(text="")
    found: dict[int, list[Value]] = defaultdict(list)
    for value in values.filter(period__start_on__year__lte=programme.end_year).annotate(
        label=F("period__label"), begins_on=F("period__start_on")
    ).order_by("period__start_on", "period__end_on"):  # fmt: skip
        found[value.indicator_id].append(value)
    return found


def _effect(programme: Programme, indicator: Indicator, line: Line | None, facts: list[Value], activities) -> Effect:
    """Before: the document's baseline, else the last fact before the programme; after: the latest fact within it."""
    earlier = [value for value in facts if value.begins_on.year < programme.start_year]
    within = [
        (value.begins_on, value.label, value.text) for value in facts if value.begins_on.year >= programme.start_year
    ]
    cells = line.cells if line else []
    within += [
        (cell.period.start_on, cell.period.label, cell.stated) for cell in cells if cell.stated and not cell.entered
    ]
    _, label, after = max(within, default=(None, "", ""))
    baseline = line.row.baseline if line else ""
    planned = [cell.plan for cell in cells if cell.plan]
    return Effect(
        indicator,
        before=baseline or (earlier[-1].text if earlier else ""),
        after=after,
        after_label=label,
        target=(line and line.row.target) or (planned[-1] if planned else ""),
        activities=activities,
    )
