"""The programme's table of indicators for the screen: what the document states beside what people entered."""

from dataclasses import dataclass, field

from indicators.models import Indicator, Period, Value
from roadmap.models import IndicatorGroup, IndicatorRow, IndicatorTable
from schools.models import School


@dataclass(frozen=True)
class PlanAndFact:
    period: Period
    plan: str = ""
    stated: str = ""
    entered: Value | None = None

    @property
    def fact(self) -> str:
        """What was entered stands instead of what the document states."""
        return (self.entered and self.entered.text) or self.stated


@dataclass(frozen=True)
class Line:
    row: IndicatorRow
    indicator: Indicator | None
    cells: list[PlanAndFact]


@dataclass(frozen=True)
class Group:
    group: IndicatorGroup
    lines: list[Line] = field(default_factory=list)


def table_periods(table: IndicatorTable) -> list[Period]:
    """The table's periods in the document's order."""
    periods = {period.label: period for period in Period.objects.filter(label__in=table.period_labels or [])}
    return [periods[label] for label in table.period_labels or []]


def table_lines(table: IndicatorTable, periods: list[Period], school: School | None) -> list[Group]:
    """Rows of the table with plan and fact for the periods.

    Plans and the document's own facts are the municipality's, so a school has only what was entered for it.
    """
    entered = {
        (value.indicator_id, value.period_id): value
        for value in Value.objects.facts()
        .of(school)
        .filter(indicator__rows__group__table=table, period__in=periods)
        .select_related("entered_by")
    }
    groups = []
    for group in table.groups.prefetch_related("rows__values", "rows__indicator"):
        lines = []
        for row in group.rows.all():
            stated = {} if school else {value.period_id: value for value in row.values.all()}
            lines.append(Line(row, row.indicator, [_cell(row, period, stated, entered) for period in periods]))
        groups.append(Group(group, lines))
    return groups


def _cell(row: IndicatorRow, period: Period, stated: dict, entered: dict) -> PlanAndFact:
    in_document = stated.get(period.pk)
    return PlanAndFact(
        period,
        plan=(in_document and in_document.plan) or "",
        stated=(in_document and in_document.fact) or "",
        entered=entered.get((row.indicator_id, period.pk)),
    )
