"""A grid of values as plain data: what stands where, and what the browser has to know of it."""

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
    unasked: bool = False  # of this school, while nothing is entered there
    changed: str = ""  # since the school sent it: what, and by whom


EMPTY = GridCell()
READ_ONLY = GridCell(readonly=True)


@dataclass(frozen=True)
class GridColumn:
    """`part` is what the column says of its cells' addresses. A computed column is a computed row, turned."""

    title: str
    part: AddressPart
    group: str = ""
    hint: str = ""
    computed: str = ""


@dataclass(frozen=True)
class GridRow:
    """`info` are its leading cells that are no values. A row that `computed` names is looked at and copied only.

    A heading is a row of its title alone.
    """

    title: str
    part: AddressPart
    cells: list[GridCell]
    info: tuple[str, ...] = ()
    computed: str = ""
    heading: bool = False


@dataclass(frozen=True)
class Grid:
    """`part` is what all cells' addresses share, `corner` the headings of the leading columns."""

    caption: str
    corner: tuple[str, ...]
    columns: list[GridColumn]
    rows: list[GridRow]
    part: AddressPart = field(default_factory=AddressPart)

    def transposed(self, corner: str) -> "Grid":
        """Columns as rows; groups of columns are named beside the rows' titles."""
        rows = [
            GridRow(
                title=column.title,
                part=column.part,
                cells=[self._turned(row, row.cells[index]) for row in self.rows],
                info=(column.group,),
            )
            for index, column in enumerate(self.columns)
        ]
        columns = [GridColumn(row.title, row.part, computed=row.computed) for row in self.rows]
        return Grid(self.caption, (corner, "Группа"), columns, rows, self.part)

    @staticmethod
    def _turned(row: GridRow, cell: GridCell) -> GridCell:
        """A computed row's cells stay read-only as a column's."""
        return replace(cell, readonly=True) if row.computed else cell
