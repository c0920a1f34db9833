"""A grid of values as plain data: its cells, rows and columns, and what the browser has to know of them."""

from dataclasses import dataclass, field, replace

from indicators.values.address import AddressPart


@dataclass(frozen=True)
class GridCell:
    text: str = ""
    version: int = 0
    notes: tuple[str, ...] = ()
    locked: str = ""
    commented: bool = False
    readonly: bool = False
    unasked: bool = False  # the school isn't asked for this indicator, and nothing is entered
    changed: str = ""  # what was changed since the school sent the value, and by whom


EMPTY = GridCell()


@dataclass(frozen=True)
class GridColumn:
    """A column; `part` is the part of its cells' addresses that it gives. `computed` is as in `GridRow`."""

    title: str
    part: AddressPart
    group: str = ""
    hint: str = ""
    computed: str = ""


@dataclass(frozen=True)
class GridRow:
    """A row; `info` are leading cells that hold no values. A row with a name in `computed` can't be typed into.

    A `heading` is a row that consists of its title alone.
    """

    title: str
    part: AddressPart
    cells: list[GridCell]
    info: tuple[str, ...] = ()
    computed: str = ""
    heading: bool = False


@dataclass(frozen=True)
class Grid:
    """A whole table; `part` is what the addresses of all cells share, `corner` has the headings of leading columns."""

    caption: str
    corner: tuple[str, ...]
    columns: list[GridColumn]
    rows: list[GridRow]
    part: AddressPart = field(default_factory=AddressPart)

    def transposed(self, corner: str) -> "Grid":
        """The grid with columns as rows; a column's group then stands beside its title."""
        rows = [
            GridRow(
                title=column.title,
                part=column.part,
                cells=[self._turn(row, row.cells[index]) for row in self.rows],
                info=(column.group,),
            )
            for index, column in enumerate(self.columns)
        ]
        columns = [GridColumn(row.title, row.part, computed=row.computed) for row in self.rows]
        return Grid(self.caption, (corner, "Группа"), columns, rows, self.part)

    @staticmethod
    def _turn(row: GridRow, cell: GridCell) -> GridCell:
        """The cell in the turned grid: a computed row's cells stay read-only in a column."""
        return replace(cell, readonly=True) if row.computed else cell
