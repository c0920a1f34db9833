"""A grid of values as plain data: what stands where, and what the browser has to know of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class GridCell:
    text: str = ""
    version: int = 0
    notes: tuple[str, ...] = ()
    locked: str = ""
    commented: bool = False
    readonly: bool = False
    changed: str = ""  # since the school sent it: what, and by whom


EMPTY = GridCell()
READ_ONLY = GridCell(readonly=True)


@dataclass(frozen=True)
class Column:
    """`key` holds the parts of its cells' keys that the column gives: indicator, period, kind.

    A computed column is a computed row, turned.
    """

    title: str
    key: Mapping[str, object]
    group: str = ""
    hint: str = ""
    computed: str = ""


@dataclass(frozen=True)
class Row:
    """`info` are its leading cells that are no values. A row that `computed` names is looked at and copied only.

    A heading is a row of its title alone.
    """

    title: str
    key: Mapping[str, object]
    cells: list[GridCell]
    info: tuple[str, ...] = ()
    computed: str = ""
    heading: bool = False


@dataclass(frozen=True)
class Grid:
    """`key` holds the parts of the key that all cells share, `corner` the headings of the leading columns."""

    caption: str
    corner: tuple[str, ...]
    columns: list[Column]
    rows: list[Row]
    key: Mapping[str, object] = field(default_factory=dict)

    def transposed(self, corner: str) -> "Grid":
        """Columns as rows; groups of columns are named beside the rows' titles."""
        rows = [
            Row(
                title=column.title,
                key=column.key,
                cells=[self._turned(row, row.cells[index]) for row in self.rows],
                info=(column.group,),
            )
            for index, column in enumerate(self.columns)
        ]
        columns = [Column(row.title, row.key, computed=row.computed) for row in self.rows]
        return Grid(self.caption, (corner, "Группа"), columns, rows, self.key)

    @staticmethod
    def _turned(row: Row, cell: GridCell) -> GridCell:
        """A computed row's cells stay read-only as a column's."""
        return replace(cell, readonly=True) if row.computed else cell
