"""Reads the programme's table of indicators: what the document states, beside what people have entered."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from indicators.catalogue.models import Indicator, Period
from indicators.values.address import CellAddress
from indicators.values.models import Value
from roadmap.targets.models import IndicatorGroup, IndicatorRow, IndicatorTable
from schools.directory.models import School


@dataclass(frozen=True)
class PlanAndFact:
    period: Period
    plan: str = ""
    stated: str = ""
    entered: Value | None = None

    @property
    def fact(self) -> str:
        """Return the fact that was entered, or else the one that the document states."""
        return (self.entered and self.entered.text) or self.stated

    @property
    def notes(self) -> list[str]:
        """Return the questions that were raised when the fact was entered."""
        return self.entered.notes if self.entered and self.entered.text else []


@dataclass(frozen=True)
class TargetLine:
    row: IndicatorRow
    indicator: Indicator | None
    cells: list[PlanAndFact]


@dataclass(frozen=True)
class TargetGroup:
    group: IndicatorGroup
    lines: list[TargetLine] = field(default_factory=list)


def table_periods(table: IndicatorTable) -> list[Period]:
    """Return the table's periods in the document's order."""
    periods = {period.label: period for period in Period.objects.filter(label__in=table.period_labels or [])}
    return [periods[label] for label in table.period_labels or []]


def table_lines(table: IndicatorTable, periods: list[Period], school: School | None) -> list[TargetGroup]:
    """Return the rows of the table with plan and fact for the periods.

    Plans and the document's own facts are the municipality's; a school has only what was entered for it.
    """
    labels = {period.pk: period.label for period in periods}
    entered = {
        CellAddress(value.indicator_id, labels[value.period_id], value.school_id): value
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
            cells = [_build_cell(row, period, stated, entered, school) for period in periods]
            lines.append(TargetLine(row, row.indicator, cells))
        groups.append(TargetGroup(group, lines))
    return groups


def _build_cell(
    row: IndicatorRow, period: Period, stated: dict, entered: Mapping[CellAddress, Value], school: School | None
) -> PlanAndFact:
    in_document = stated.get(period.pk)
    return PlanAndFact(
        period,
        plan=(in_document and in_document.plan) or "",
        stated=(in_document and in_document.fact) or "",
        entered=entered.get(CellAddress(row.indicator_id, period.label, school and school.pk)),
    )
