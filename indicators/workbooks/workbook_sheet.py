"""A sheet of a workbook as it is read: its texts, what is no value, and what a person should be told of."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter


@dataclass
class WorkbookSheet:
    """Rows and columns count from 1; empty cells are not kept.

    `no_values` says of a cell why what stands in it is no value; `remarks` what to tell of one that is. `faults` are
    of the sheet, each with where it is.
    """

    title: str
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    no_values: dict[tuple[int, int], str] = field(default_factory=dict)
    remarks: dict[tuple[int, int], str] = field(default_factory=dict)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)  # first column, row, last column, row
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    faults: list[tuple[str, str]] = field(default_factory=list)
    is_hidden: bool = False

    def text(self, row: int, column: int) -> str:
        return self.rows.get(row, {}).get(column, "")

    def remarks_on(self, row: int, column: int) -> Iterator[str]:
        """Everything to tell of the value in that cell."""
        if remark := self.remarks.get((row, column)):
            yield remark
        if row in self.hidden_rows:
            yield f"Строка {row} в Excel скрыта."
        if column in self.hidden_columns:
            yield f"Столбец {get_column_letter(column)} в Excel скрыт."
        if comment := self.comments.get((row, column)):
            yield told_comment(comment)


def told_comment(text: str) -> str:
    return f"Примечание в Excel: «{text}». На портал оно не переносится."
