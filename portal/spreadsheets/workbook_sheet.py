"""A sheet of a workbook as it was read: its texts, cells without a value, and remarks for people."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter


@dataclass
class WorkbookSheet:
    """A sheet's cells; rows and columns count from 1, and empty cells are left out.

    `no_values` says why a cell's content is no value, `remarks` what a person should know of a cell with a value.
    `faults` are those of the sheet as a whole, each with its place.
    """

    title: str
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    no_values: dict[tuple[int, int], str] = field(default_factory=dict)
    remarks: dict[tuple[int, int], str] = field(default_factory=dict)
    rounded: dict[tuple[int, int], str] = field(default_factory=dict)
    """What is told of cells that show fewer digits than they have."""
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)  # first column, row, last column, row
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    parts_of_days: dict[tuple[int, int], str] = field(default_factory=dict)
    """What cells show of dates without their day or year; their texts have the whole date."""
    faults: list[tuple[str, str]] = field(default_factory=list)
    is_hidden: bool = False

    def text(self, row: int, column: int) -> str:
        return self.rows.get(row, {}).get(column, "")

    def remarks_on(self, row: int, column: int) -> Iterator[str]:
        """Yield everything that a person should know of the value in that cell."""
        for told in (self.remarks, self.rounded):
            if remark := told.get((row, column)):
                yield remark
        if row in self.hidden_rows:
            yield f"Строка {row} в Excel скрыта."
        if column in self.hidden_columns:
            yield f"Столбец {get_column_letter(column)} в Excel скрыт."
        if comment := self.comments.get((row, column)):
            yield told_comment(comment)


def told_rounding(exact: str, shown: str) -> str:
    return f"В ячейке {exact}, а показано «{shown}»: взято показанное."


def told_comment(text: str) -> str:
    return f"Примечание в Excel: «{text}». На портал оно не переносится."
