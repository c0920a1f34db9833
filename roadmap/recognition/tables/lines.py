"""Presents a table as lines of text: its headings, the titles of its columns, and the rows below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from portal.sources.source import SourceCell, SourceTable
from roadmap.recognition.accounts import Accounts
from roadmap.recognition.kinds import RowKind
from roadmap.recognition.placed import PlacedText, joined
from roadmap.recognition.prose import cell_text

_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?\.?")
_MOST_HEADINGS = 4
_MOST_LETTERS = 200_000  # of a heading, multiplied by the columns that it covers
_QUARTERS = (("I", "II", "III", "IV"), ("1", "2", "3", "4"))
_HAS_QUARTERS = re.compile(r"кварт", re.I)
_MONTHS = ("январь", "февраль", "март", "апрель", "май", "июнь",
           "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь")  # fmt: skip
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ROMAN_MONTHS = dict(zip(_ROMAN, _MONTHS, strict=True))
_LATIN = str.maketrans("ІХ", "IX")  # Cyrillic letters that are typed for Roman numbers
_HAS_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
SaidRows = Mapping[str, Mapping[int, RowKind]]
"""A person's kinds of rows, by the table's place and the row's number."""


@dataclass(frozen=True)
class TableLine:
    """A row, with the cell that covers each of its columns; the cell may begin in a row above."""

    number: int
    cells: tuple[SourceCell | None, ...]
    texts: dict[SourceCell, PlacedText] = field(default_factory=dict, compare=False)
    """A cache of the table's texts by cell, shared by its rows."""

    def cell(self, column: int) -> SourceCell | None:
        return self.cells[column]

    def text(self, column: int) -> PlacedText:
        """Return the text of the cell if it begins in this row, else ""."""
        cell = self.cells[column]
        return self._words(cell) if cell is not None and cell.row == self.number else PlacedText("")

    def covering_text(self, column: int) -> PlacedText:
        """Return the text of the cell that covers the column in this row, wherever it begins."""
        cell = self.cells[column]
        return PlacedText("") if cell is None else self._words(cell)

    def _words(self, cell: SourceCell) -> PlacedText:
        if cell not in self.texts:
            self.texts[cell] = cell_text(cell)
        return self.texts[cell]

    @cached_property
    def own_cells(self) -> list[SourceCell]:
        """Return the cells that begin in this row."""
        return [cell for cell in dict.fromkeys(self.cells) if cell is not None and cell.row == self.number]

    @property
    def is_blank(self) -> bool:
        return all(cell.is_blank for cell in self.own_cells)

    @property
    def written(self) -> list[SourceCell]:
        return [cell for cell in self.own_cells if not cell.is_blank]

    def is_joined_over(self, most_of: int) -> bool:
        """Tell whether one cell covers nearly the whole row, with at most one other written cell, such as a number."""
        written = self.written
        return bool(written) and max(cell.columns for cell in written) >= max(2, most_of - 1) and len(written) <= 2


@dataclass(frozen=True)
class LinesColumn:
    """A column with its titles, from the uppermost to the lowest."""

    number: int
    titles: tuple[PlacedText, ...]
    period_words: str = ""
    """The words that name its period: its title, or «I квартал» for a mere «I» below a year."""

    @property
    def title(self) -> PlacedText:
        return self.titles[-1] if self.titles else PlacedText("")

    @property
    def upper_title(self) -> PlacedText:
        return self.titles[0] if self.titles else PlacedText("")

    @property
    def whole_title(self) -> PlacedText:
        return joined(self.titles, " ")


def _with_quarters(columns: list[LinesColumn]) -> list[LinesColumn]:
    """Take four columns that are only numbered for quarters if a heading above them names quarters or a year."""
    found = list(columns)
    for place in range(len(columns) - 3):
        four = columns[place : place + 4]
        upper = " ".join(four[0].titles[:-1])
        written = tuple(column.title.strip(" .") for column in four)
        is_said = _HAS_QUARTERS.search(upper) or (written == _QUARTERS[0] and _HAS_YEAR.search(upper))
        if written in _QUARTERS and is_said and len({column.titles[:-1] for column in four}) == 1:
            found[place : place + 4] = [replace(each, period_words=f"{each.title} квартал") for each in four]
    return found


def _with_roman_months(columns: list[LinesColumn]) -> list[LinesColumn]:
    """Take mere Roman numbers for months if one of them is above IV: «IX, X, XI, XII, I, II»."""
    written = {place: column.title.strip(" .").translate(_LATIN) for place, column in enumerate(columns)}
    roman = {place: _ROMAN_MONTHS[words] for place, words in written.items() if words in _ROMAN_MONTHS}
    if len(roman) < 3 or not set(roman.values()) - set(_MONTHS[:4]):
        return columns
    return [replace(each, period_words=roman[place]) if place in roman else each for place, each in enumerate(columns)]


class TableLines:
    """A table's rows and columns."""

    def __init__(self, table: SourceTable, *, goes_on: bool = False, heading_count: int | None = None) -> None:
        """A table that continues another (`goes_on`) has no headings; `heading_count` sets the number of their rows."""
        self.table = table
        self._titles: dict[SourceCell, PlacedText] = {}
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
        """Count the rows of headings: the first row, rows that its cells reach down to, and a row of column numbers."""
        if not self.lines:
            return 0
        count = max((cell.rows for cell in self.lines[0].own_cells if cell.columns < max(self.width, 2)), default=1)
        if any(1 < cell.columns < self.width for cell in self.lines[0].own_cells) and count == 1:
            count = 2  # below a heading over several columns stand the headings of each
        count = min(max(count, self._repeated), len(self.lines), _MOST_HEADINGS)
        if count < len(self.lines) and self.is_column_numbers(self.lines[count]):
            count += 1
        return count

    @property
    def _repeated(self) -> int:
        """Return how many rows the document repeats as headings; 1 if it says all of them, which is a mistake."""
        return self.table.repeated_rows if self.table.repeated_rows < len(self.lines) else 1

    @cached_property
    def columns(self) -> list[LinesColumn]:
        headings = [line for line in self.lines[: self.heading_count] if not self.is_column_numbers(line)]
        found = []
        for column in range(self.width):
            cells = dict.fromkeys(line.cell(column) for line in headings)
            kept = tuple(self._title(cell) for cell in cells if cell is not None and not cell.is_blank)
            found.append(LinesColumn(column, kept, kept[-1] if kept else ""))
        return _with_roman_months(_with_quarters(found))

    def _title(self, cell: SourceCell) -> PlacedText:
        """Return the text of a heading's cell, from a cache, shortened if it covers very many columns."""
        if cell not in self._titles:
            words = cell_text(cell)
            self._titles[cell] = words.with_text(" ".join(words.split())[: _MOST_LETTERS // cell.columns])
        return self._titles[cell]

    @cached_property
    def body(self) -> list[TableLine]:
        """Return the rows below the headings, without those that repeat the headings."""
        headings = {self._words(line) for line in self.lines[: self.heading_count]}
        return [line for line in self.lines[self.heading_count :] if self._words(line) not in headings or line.is_blank]

    @cached_property
    def spare(self) -> list[TableLine]:
        """Return rows of column numbers and repeated headings, which are no content."""
        kept = {line.number for line in self.body}
        numbers = [line for line in self.lines[: self.heading_count] if self.is_column_numbers(line)]
        return numbers + [line for line in self.lines[self.heading_count :] if line.number not in kept]

    @staticmethod
    def _words(line: TableLine) -> tuple[str, ...]:
        return tuple(" ".join(cell.shown.split()).casefold() for cell in line.own_cells)

    def is_column_numbers(self, line: TableLine) -> bool:
        """Return whether a row only numbers the columns: 1, 2, 3 …"""
        written = [cell.shown.strip() for cell in line.own_cells if not cell.is_blank]
        if len(written) < 3 or not all(_COLUMN_NUMBER.fullmatch(each) for each in written):
            return False
        numbers = [int(re.sub(r"\D", "", each)) for each in written]
        return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 2


def said_of(line: TableLine, lines: TableLines, said: SaidRows) -> RowKind | None:
    return said.get(lines.table.place, {}).get(line.number + lines.table.first_row)


def rows_to_read(lines: TableLines, said: SaidRows, accounts: Accounts) -> Iterator[tuple[TableLine, RowKind | None]]:
    """Yield rows with words and what a person said of each; account for those that are left out."""
    for line in lines.body:
        kind = said_of(line, lines, said)
        if kind == RowKind.ASIDE:
            accounts.leave_out(line.own_cells)
        elif not line.is_blank:
            yield line, kind
