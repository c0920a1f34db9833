"""Chooses the widths of a table's columns, and by them the page's orientation and the size of letters.

A column is at least as wide as its longest word, and as its longest text needs so as not to take too many lines.
The rest of the page's width goes mostly to the columns with most words.
"""

import re
from dataclasses import dataclass
from math import ceil

from reports.blocks.content import Table, TableCell, TableColumn, TableRow, grid, text_of
from reports.layout.letters import MM_PER_POINT, text_width
from reports.layout.typography import NO_BREAK_SPACE, WORD_JOINER, kept_together, with_joiners

LINE_HEIGHT = 1.17
PADDING_MM = 3
LONGEST_WORD_MM = 44
WIDEST_TEXT_MM = 62
MOST_LINES = 11
MOST_LINES_BESIDE_FIGURES = 4
_LEAST_MM = {"number": 11, "label": 20, "text": 26, "term": 20, "figure": 13}
_GROWTH = {"number": 0, "label": 0.6, "text": 1, "term": 0.35, "figure": 0.15}

# In parts of the type size; only «Щ» and the like are wider.
_WIDEST_LETTER = 0.8
# Where a line may break: at spaces but no-break ones, and behind a hyphen before a letter.
_BREAK = re.compile(r"[^\S\u00a0]+|(?<=[-–—])(?=[^\W\d_])")


@dataclass(frozen=True)
class PageSetting:
    """A page's orientation, and the size of the letters in its tables."""

    orientation: str
    points: int

    @property
    def width(self) -> float:
        return 170 if self.orientation == "portrait" else 262

    @property
    def height(self) -> float:
        return 257 if self.orientation == "portrait" else 170


SETTINGS = (
    PageSetting("portrait", 12),
    PageSetting("portrait", 11),
    PageSetting("portrait", 10),
    PageSetting("landscape", 12),
    PageSetting("landscape", 11),
    PageSetting("landscape", 10),
)
# Only tables of a few rows get letters of this size in order not to turn the page.
SMALLEST_PORTRAIT = PageSetting("portrait", 10)
FEW_ROWS = 6


def choose_setting(tables: list[Table]) -> PageSetting:
    """Return the first setting in which every table gets the widths that it needs, or the last one."""
    measured = [(table, _measure(table)) for table in tables]
    for setting in SETTINGS:
        if setting == SMALLEST_PORTRAIT and not all(len(table.rows) <= FEW_ROWS for table in tables):
            continue
        if all(sum(_needed_widths(table, each, setting.points)) <= setting.width for table, each in measured):
            return setting
    return SETTINGS[-1]


def column_widths(table: Table, setting: PageSetting) -> list[float]:
    """Return the columns' widths in millimetres, which together fill the page's width."""
    measured = _measure(table)
    needed = _needed_widths(table, measured, setting.points)
    surplus = setting.width - sum(needed)
    if surplus < 0:
        return [round(width * setting.width / sum(needed), 2) for width in needed]
    weights = [_GROWTH[column.kind] * (each.volume + 1) for column, each in zip(table.columns, measured, strict=True)]
    total = sum(weights) or 1
    return [round(width + surplus * weight / total, 2) for width, weight in zip(needed, weights, strict=True)]


def widths_of(tables: list[Table], setting: PageSetting) -> list[list[float]]:
    """Return each table's column widths. Tables with the same header share them, by all their rows together."""
    rows_of: dict[tuple, tuple[TableRow, ...]] = {}
    for table in tables:
        rows_of[_shape(table)] = rows_of.get(_shape(table), ()) + table.rows
    widths = {shape: column_widths(Table(*shape, rows), setting) for shape, rows in rows_of.items()}
    return [widths[_shape(table)] for table in tables]


def _shape(table: Table) -> tuple:
    return table.columns, table.header


def cell_height(cell: TableCell, width: float, points: float) -> float:
    """Estimate the cell's height in millimetres."""
    inner = max(width - PADDING_MM, 5)
    lines = sum(
        ceil(text_width(line, points, bold=cell.bold) * 1.08 / inner) or 1 for line in cell.text.split("\n") if line
    )
    return lines * points * MM_PER_POINT * LINE_HEIGHT + 2


def has_wide_word(cell: TableCell, width: float, points: float) -> bool:
    """Return whether a word is wider than the cell and has to be broken."""
    inner = width - PADDING_MM
    most_letters = int(inner / (_WIDEST_LETTER * points * MM_PER_POINT))
    words = (word for word in _unbreakable_words(cell) if len(word) > most_letters)
    return any(text_width(word, points, bold=cell.bold) > inner for word in words)


def _unbreakable_words(cell: TableCell) -> list[str]:
    """Return the cell's words; those kept together, as an item's number with its first word, are one."""
    text = "\n".join(text_of(each, NO_BREAK_SPACE) for each in cell.content)
    return [word.replace(WORD_JOINER, "") for word in _BREAK.split(with_joiners(kept_together(text)))]


@dataclass(frozen=True)
class _Measure:
    """A column's longest word and text, in millimetres for letters of one point, and how many letters it has."""

    word: float
    text: float
    volume: int


def _measure(table: Table) -> list[_Measure]:
    """Measure each column by its cells in the header and the rows, without cells that span several columns."""
    placed = grid(table.header, len(table.columns)) + grid(table.rows, len(table.columns))
    columns = zip(*placed, strict=True)
    return [_measure_column([cell for cell in column if cell and cell.colspan == 1]) for column in columns]


def _measure_column(cells: list[TableCell]) -> _Measure:
    texts = {(cell.text, cell.bold) for cell in cells}
    words = {(word, cell.bold) for cell in cells for word in _unbreakable_words(cell)}
    return _Measure(
        word=max((text_width(word, 1, bold=bold) for word, bold in words), default=0),
        text=max((text_width(text, 1, bold=bold) for text, bold in texts), default=0),
        volume=sum(len(cell.text) for cell in cells),
    )


def _needed_widths(table: Table, measured: list[_Measure], points: float) -> list[float]:
    has_figures = any(column.kind == "figure" for column in table.columns)
    return [
        _needed_width(
            column, each, points, MOST_LINES_BESIDE_FIGURES if has_figures and column.kind == "text" else MOST_LINES
        )
        for column, each in zip(table.columns, measured, strict=True)
    ]


def _needed_width(column: TableColumn, measured: _Measure, points: float, lines: int) -> float:
    word = min(measured.word * points, LONGEST_WORD_MM)
    text = min(measured.text * points * 1.08 / lines, WIDEST_TEXT_MM)
    return max(_LEAST_MM[column.kind], word + PADDING_MM, text + PADDING_MM)
