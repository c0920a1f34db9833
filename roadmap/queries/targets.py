"""The programme's table of indicators for the screen: what the document states beside what people entered."""

from dataclasses import dataclass, field

from indicators.grid.table import Column, Grid, GridCell, Row
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


def programme_grid(table: IndicatorTable, periods: list[Period], school: School | None, lock: str) -> Grid:
    """The programme's table as a grid: its own words to read, facts to type."""
    kinds = (Value.Kind.FACT,) if school else (Value.Kind.PLAN, Value.Kind.FACT)
    columns = [
        Column(kind.label, {"period": period.label, "kind": kind}, str(period)) for period in periods for kind in kinds
    ]
    groups = table_lines(table, periods, school)
    has_target = not school and any(line.row.target for group in groups for line in group.lines)
    has_baseline = not school and any(line.row.baseline for group in groups for line in group.lines)
    if has_target:
        columns.append(Column("Целевое", {}))
    rows, placed = [], set()
    for group in groups:
        if group.group.title:
            rows.append(Row(group.group.title, {}, [], heading=True))
        for line in group.lines:
            # A second row of the same indicator shows the same fact and leaves the typing to the first.
            is_first = line.indicator is not None and line.indicator.pk not in placed
            placed.add(line.indicator and line.indicator.pk)
            rows.append(_grid_row(line, kinds, lock, is_first, has_baseline, has_target))
    corner = ("Показатель", "База") if has_baseline else ("Показатель",)
    return Grid(str(table), corner, columns, rows, {"school": school and school.pk})


def _grid_row(line: Line, kinds: tuple, lock: str, is_first: bool, has_baseline: bool, has_target: bool) -> Row:
    cells = []
    for cell in line.cells:
        if Value.Kind.PLAN in kinds:
            cells.append(GridCell(cell.plan, readonly=True))
        if is_first:
            version, notes = (cell.entered.version, tuple(cell.entered.notes)) if cell.entered else (0, ())
            cells.append(GridCell(cell.fact, version, notes, lock))
        else:
            cells.append(GridCell(cell.fact, readonly=True))
    if has_target:
        cells.append(GridCell(line.row.target or "", readonly=True))
    title = " ".join(filter(None, [line.row.number, line.row.heading, line.row.name]))
    info = (line.row.baseline or "",) if has_baseline else ()
    return Row(title, {"indicator": line.indicator.pk if is_first else None}, cells, info)
