"""A table as lines of text: its rows of headings, its columns' titles, and the rows below them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from portal.sources.source import SourceCell, SourceTable
from roadmap.recognition.placed import PlacedText, joined
from roadmap.recognition.prose import cell_text

_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?\.?")
_MOST_HEADINGS = 4


@dataclass(frozen=True)
class TableLine:
    """A row: for each column the cell that covers it; one that is joined from above is so marked."""

    number: int
    cells: tuple[SourceCell | None, ...]
    texts: dict[SourceCell, PlacedText] = field(default_factory=dict, compare=False)
    """Words of cells of the table that were asked for: each is put together once."""

    def cell(self, column: int) -> SourceCell | None:
        return self.cells[column]

    def text(self, column: int) -> PlacedText:
        """Of the cell that begins in this row; the words of a joined cell stand in its first row."""
        cell = self.cells[column]
        return self._words(cell) if cell is not None and cell.row == self.number else PlacedText("")

    def covering_text(self, column: int) -> PlacedText:
        """Of the cell that covers the place, wherever it begins."""
        cell = self.cells[column]
        return PlacedText("") if cell is None else self._words(cell)

    def _words(self, cell: SourceCell) -> PlacedText:
        if cell not in self.texts:
            self.texts[cell] = cell_text(cell)
        return self.texts[cell]

    @cached_property
    def own_cells(self) -> list[SourceCell]:
        """Those that begin in this row."""
        return [cell for cell in dict.fromkeys(self.cells) if cell is not None and cell.row == self.number]

    @property
    def is_blank(self) -> bool:
        return all(cell.is_blank for cell in self.own_cells)

    @property
    def written(self) -> list[SourceCell]:
        return [cell for cell in self.own_cells if not cell.is_blank]

    def is_joined_over(self, most_of: int) -> bool:
        """One cell over nearly the whole row, with nothing beside it but perhaps a number."""
        written = self.written
        return bool(written) and max(cell.columns for cell in written) >= max(2, most_of - 1) and len(written) <= 2


@dataclass(frozen=True)
class LinesColumn:
    """Its titles from the upper to the lowest."""

    number: int
    titles: tuple[PlacedText, ...]

    @property
    def title(self) -> PlacedText:
        return self.titles[-1] if self.titles else PlacedText("")

    @property
    def upper_title(self) -> PlacedText:
        return self.titles[0] if self.titles else PlacedText("")

    @property
    def whole_title(self) -> PlacedText:
        return joined(self.titles, " ")


class TableLines:
    """One table in lines."""

    def __init__(self, table: SourceTable, *, goes_on: bool = False, heading_count: int | None = None) -> None:
        """A table that goes on with the one before has no headings of its own; how many there are may be said."""
        self.table = table
        texts: dict[SourceCell, PlacedText] = {}
        self.lines = [TableLine(number, tuple(row), texts) for number, row in enumerate(table.grid())]
        self.heading_count = 0 if goes_on else self._count_headings()
        if heading_count is not None:
            self.heading_count = heading_count
        if goes_on and self.lines and self.is_column_numbers(self.lines[0]):
            self.heading_count = 1

    @property
    def width(self) -> int:
        return self.table.column_count

    def _count_headings(self) -> int:
        """The first row and whatever its cells are joined down over, then a row of column numbers."""
        if not self.lines:
            return 0
        count = max((cell.rows for cell in self.lines[0].own_cells if cell.columns < max(self.width, 2)), default=1)
        if any(1 < cell.columns < self.width for cell in self.lines[0].own_cells) and count == 1:
            count = 2  # a heading over several columns has theirs below it
        count = min(max(count, self._repeated), len(self.lines), _MOST_HEADINGS)
        if count < len(self.lines) and self.is_column_numbers(self.lines[count]):
            count += 1
        return count

    @property
    def _repeated(self) -> int:
        """Rows that the document itself repeats as headings; all of them is a slip."""
        return self.table.repeated_rows if self.table.repeated_rows < len(self.lines) else 1

    @cached_property
    def columns(self) -> list[LinesColumn]:
        headings = [line for line in self.lines[: self.heading_count] if not self.is_column_numbers(line)]
        found = []
        for column in range(self.width):
            cells = dict.fromkeys(line.cell(column) for line in headings)
            titles = [cell_text(cell) for cell in cells if cell is not None and not cell.is_blank]
            found.append(LinesColumn(column, tuple(title.with_text(" ".join(title.split())) for title in titles)))
        return found

    @cached_property
    def body(self) -> list[TableLine]:
        """Rows below the headings; those that repeat them, or number the columns again, are left out."""
        headings = {self._words(line) for line in self.lines[: self.heading_count]}
        return [line for line in self.lines[self.heading_count :] if self._words(line) not in headings or line.is_blank]

    @cached_property
    def spare(self) -> list[TableLine]:
        """Rows of column numbers and headings that are repeated: read, and no content."""
        kept = {line.number for line in self.body}
        numbers = [line for line in self.lines[: self.heading_count] if self.is_column_numbers(line)]
        return numbers + [line for line in self.lines[self.heading_count :] if line.number not in kept]

    @staticmethod
    def _words(line: TableLine) -> tuple[str, ...]:
        return tuple(" ".join(cell.shown.split()).casefold() for cell in line.own_cells)

    def is_column_numbers(self, line: TableLine) -> bool:
        """1, 2, 3 … below the titles."""
        written = [cell.shown.strip() for cell in line.own_cells if not cell.is_blank]
        if len(written) < 3 or not all(_COLUMN_NUMBER.fullmatch(each) for each in written):
            return False
        numbers = [int(re.sub(r"\D", "", each)) for each in written]
        return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 2
