"""Builds the programme's table of indicators as a grid: the document's words to read, facts to type."""

from dataclasses import dataclass, field

from indicators.catalogue.models import Period
from indicators.values.address import AddressPart, CellAddress
from indicators.values.grid.table import Grid, GridCell, GridColumn, GridRow
from indicators.values.locks import Locks
from indicators.values.models import Value
from roadmap.targets.models import IndicatorTable
from roadmap.targets.queries.lines import PlanAndFact, TargetGroup, TargetLine, table_lines
from schools.directory.models import School

Kind = Value.Kind


def programme_grid(
    table: IndicatorTable,
    periods: list[Period],
    school: School | None,
    locks: Locks,
    groups: list[TargetGroup] | None = None,
) -> Grid:
    """Return the grid; for a school it has only its facts, as plans, base and target are the municipality's.

    `groups` can be given if they have been read already.
    """
    return _Builder(school, locks, groups or table_lines(table, periods, school)).grid(table, periods)


@dataclass
class _Builder:
    school: School | None
    locks: Locks
    groups: list[TargetGroup]
    placed: set[int] = field(default_factory=set)

    def __post_init__(self):
        rows = [] if self.school else [line.row for group in self.groups for line in group.lines]
        self.has_baseline = any(row.baseline for row in rows)
        self.has_target = any(row.target for row in rows)

    def grid(self, table: IndicatorTable, periods: list[Period]) -> Grid:
        kinds = (Kind.FACT,) if self.school else (Kind.PLAN, Kind.FACT)
        columns = [
            GridColumn(kind.label, AddressPart(period=period.label, kind=kind), str(period))
            for period in periods
            for kind in kinds
        ]
        if self.has_target:
            columns.append(GridColumn("Целевое", AddressPart()))
        rows = []
        for group in self.groups:
            if group.group.title:
                rows.append(GridRow(group.group.title, AddressPart(), [], heading=True))
            rows += [self._build_row(line) for line in group.lines]
        corner = ("Показатель", "База") if self.has_baseline else ("Показатель",)
        return Grid(str(table), corner, columns, rows, AddressPart.of_school(self.school and self.school.pk))

    def _build_row(self, line: TargetLine) -> GridRow:
        """Build a row; of several rows with the same indicator, only in the first one the fact can be typed."""
        typed = line.indicator is not None and line.indicator.pk not in self.placed
        self.placed.add(line.indicator and line.indicator.pk)
        cells = []
        for cell in line.cells:
            if not self.school:
                cells.append(GridCell(cell.plan, readonly=True))
            cells.append(self._build_fact(line, cell) if typed else GridCell(cell.fact, readonly=True))
        if self.has_target:
            cells.append(GridCell(line.row.target or "", readonly=True))
        title = " ".join(filter(None, [line.row.number, line.row.heading, line.row.name]))
        info = (line.row.baseline or "",) if self.has_baseline else ()
        return GridRow(title, AddressPart(line.indicator.pk if typed else None), cells, info)

    def _build_fact(self, line: TargetLine, cell: PlanAndFact) -> GridCell:
        why = self.locks.why(CellAddress(line.indicator.pk, cell.period.label, self.school and self.school.pk))
        if cell.entered is None:
            return GridCell(cell.stated, locked=why)
        return GridCell(cell.fact, cell.entered.version, tuple(cell.entered.notes), why)
