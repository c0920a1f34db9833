"""Places the cells of a table that somebody made by hand, by looking for its headings and its names of schools."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from indicators.values.address import CellAddress
from indicators.workbooks.known_names import KnownNames
from indicators.workbooks.near_names import MISTAKE
from indicators.workbooks.placed_cells import Placed, Renamed
from indicators.workbooks.protocols import READ_SO, protocol_in
from indicators.workbooks.sheet_source import LoadingPage, is_source, said_in, source_in
from portal.spreadsheets.opening import too_many_merged, too_many_names
from portal.spreadsheets.sheet_reader import MOST_MERGED_CELLS
from portal.spreadsheets.workbook_sheet import WorkbookSheet
from portal.text.keys import natural_key

HEADING_ROWS = 20  # headings are looked for in so many first rows
TITLE_COLUMNS = 10  # names of schools are looked for in so many first columns
_MOST_COLUMNS = 2_000  # headings are read in so many columns; those beyond count as nameless
_MOST_MERGED_CELLS = 10_000
_MOST_PROPOSED = 200  # unknown names that are compared with the known ones at most
_MOST_NAMES = 50_000  # different texts that are looked up at most
_FIGURE = re.compile(r"\s*(?!20\d\d\s*$)\d+([.,]\d+)?\s*%?\s*")
_NOT_FOUND = (
    "Не найдено ни строки с названиями показателей, ни столбца с названиями школ. "
    "Названия должны стоять в первых 20 строках и 10 столбцах."
)


def place_by_names(sheet: WorkbookSheet, catalogue: KnownNames, page: LoadingPage) -> Placed:
    """Place a sheet with schools in rows and indicators in columns, or the other way round if that finds more names."""
    schools: dict[str, tuple[int | None] | None] = {}
    upright, turned = _Table(sheet, catalogue, schools, False), _Table(_turned(sheet), catalogue, schools, True)
    table = max(upright, turned, key=lambda table: table.found)
    placed = table.placed(sheet, page)
    placed.said = table.said or said_in([sheet.title, *_captions(sheet)], page)
    return placed


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text) is not None


def _captions(sheet: WorkbookSheet) -> list[str]:
    """The texts above the table: those of rows with a single cell, before the first row with several."""
    captions = []
    for number, row in sorted(sheet.rows.items()):
        if number > HEADING_ROWS or len(row) > 1:
            break
        captions += row.values()
    return captions


def _turned(sheet: WorkbookSheet) -> WorkbookSheet:
    rows: dict[int, dict[int, str]] = {}
    for number, row in sorted(sheet.rows.items()):
        for column, text in row.items():
            rows.setdefault(column, {})[number] = text
    merged = [(row, column, last_row, last) for column, row, last, last_row in sheet.merged]
    return replace(sheet, rows=rows, merged=merged)


class _Column(NamedTuple):
    """`period` and `kind` are "" where the column's headings don't say them."""

    indicator: int
    period: str
    kind: str


class _Table:
    """A table with schools in rows; `is_turned` says that the sheet itself has them in columns."""

    def __init__(self, sheet: WorkbookSheet, catalogue: KnownNames, found_schools: dict, is_turned: bool):
        """`found_schools` keeps the schools found for texts, so that both ways of reading look each up once."""
        self.catalogue, self.is_turned, self.found_schools = catalogue, is_turned, found_schools
        self.title, self.rows, self.merged = sheet.title, sheet.rows, sheet.merged
        self.said: tuple[str, str] | None = None
        """The period and the kind that all columns name."""
        self.protocol = None if is_turned else protocol_in(sheet, catalogue)
        self.headings, self.caption_column = self._headings(sheet), 0
        first = {number: row for number, row in self.headings.items() if number <= HEADING_ROWS}
        self.heading_row, columns = self._most(first, self._indicator)
        if not columns:
            self.heading_row, columns = self._most(first, self._near_indicator)
        self.title_column, titles = self._title_column()
        if columns and not titles:
            self.title_column = self._column_of_words()
        self.caption_column = self.title_column
        # Both are wanted; of one alone the other's names can still be asked for.
        self.found = (columns * titles, columns * (self.title_column > 0) + titles)

    def _headings(self, sheet: WorkbookSheet) -> dict[int, dict[int, str]]:
        """The texts of the first rows, with the text of a merged cell in each of its places."""
        rows = {
            number: {column: text for column, text in row.items() if column <= _MOST_COLUMNS}
            for number, row in sheet.rows.items()
            if number <= HEADING_ROWS + 2
        }
        for column, row, last, last_row in sheet.merged:
            if row > HEADING_ROWS or (last - column + 1) * (last_row - row + 1) > _MOST_MERGED_CELLS:
                continue
            if text := sheet.text(row, column):
                for number in range(row, min(last_row, HEADING_ROWS + 2) + 1):
                    rows.setdefault(number, {}).update(dict.fromkeys(range(column, last + 1), text))
        return rows

    @staticmethod
    def _most(rows: dict[int, dict[int, str]], named: Callable[[int, int], int | None]) -> tuple[int, int]:
        """The row with most indicators (the lowest of several such) and their number; (0, 0) if there are none."""
        counts = {number: len({named(number, column) for column in row} - {None}) for number, row in rows.items()}
        best = max(counts, key=lambda number: (counts[number], number), default=0)
        return (best, counts[best]) if counts.get(best) else (0, 0)

    def _title_column(self) -> tuple[int, int]:
        counts = dict.fromkeys(range(1, TITLE_COLUMNS + 1), 0)
        for number, row in self.rows.items():
            if number > self.heading_row:
                for column in counts:
                    if column in row and self._is_title(row[column]):
                        counts[column] += 1
        best = max(counts, key=lambda column: (counts[column], -column))
        return best, counts[best]

    def _column_of_words(self) -> int:
        """The column left of the indicators with most different words, if schools' names are unknown; 0 if none."""
        named = (self._indicator, self._near_indicator)
        row = self.headings[self.heading_row]
        first = min(column for column in row if any(find(self.heading_row, column) for find in named))
        words: dict[int, set[str]] = {}
        for number, row in self.rows.items():
            if number > self.heading_row:
                for column in range(1, min(first, TITLE_COLUMNS + 1)):
                    text = row.get(column, "")
                    if any(map(str.isalpha, text)):
                        words.setdefault(column, set()).add(text)
        return max(words, key=lambda column: (len(words[column]), -column), default=0)

    def _indicator(self, row: int, column: int) -> int | None:
        """The indicator that the cell names, alone or with the headings above it."""
        titles = self._titles(row, column)
        return self.catalogue.indicator_names.find_last(titles) or self._of_protocol(titles, column)

    def _of_protocol(self, titles: list[str], column: int) -> int | None:
        return self.protocol.indicator(titles, column) if self.protocol and titles else None

    def _near_indicator(self, row: int, column: int) -> int | None:
        found = self.catalogue.near_indicators.find(self.headings[row][column])
        return found and found[0]

    def _titles(self, bottom: int, column: int) -> list[str]:
        """The headings of a column from the top down, at most three; what a group's heading spans is merged."""
        rows = [self.headings.get(number, {}) for number in range(bottom - 2, bottom + 1)]
        # What is joined over the names of schools too is a caption of the whole table.
        titles = (row.get(column, "") for row in rows if row.get(column) != row.get(self.caption_column, ""))
        return list(dict.fromkeys(title for title in titles if title.strip()))

    def _is_title(self, text: str) -> bool:
        """Whether the text names a school, or the municipality if headings were found (else it may title the sheet)."""
        found = self._school(text)
        return found is not None and bool(self.heading_row or found[0])

    def _school(self, text: str) -> tuple[int | None] | None:
        if text not in self.found_schools:
            if len(self.found_schools) >= _MOST_NAMES:
                raise too_many_names(self.title, _MOST_NAMES)
            self.found_schools[text] = self.catalogue.school(text)
        return self.found_schools[text]

    def placed(self, sheet: WorkbookSheet, page: LoadingPage) -> Placed:
        placed = Placed(sheet)
        if not any(self.found):
            placed.leave_out("лист", sheet.title, _NOT_FOUND)
            return placed
        columns, rows = self._place_columns(placed), self._place_rows(placed)
        self._settle_sources(placed, columns, page)
        if not (columns and rows) and not placed.unplaced:
            placed.leave_out("лист", sheet.title, _NOT_FOUND)
        for number, (school,) in rows.items():
            for column, (indicator, period, kind) in columns.items():
                place = (column, number) if self.is_turned else (number, column)
                if self.rows[number].get(column, "").strip() or place in sheet.no_values:
                    cell = CellAddress(indicator, period or page.period, school, kind or page.kind)
                    placed.cells.append((*place, cell, None))
        return placed

    def _settle_sources(self, placed: Placed, columns: dict[int, _Column], page: LoadingPage) -> None:
        """What all columns say alike is said of the sheet."""
        sources = {(period, kind) for _, period, kind in columns.values()}
        if len(sources) > 1:
            placed.has_own_sources = True
        elif sources and any(source := sources.pop()):
            self.said = (source[0] or page.period, source[1] or page.kind)

    @cached_property
    def _first_row(self) -> int:
        """The first row below the headings with a known name or with figures, as headings may take several rows."""
        below = (number for number in sorted(self.rows) if number > self.heading_row)
        titled = [number for number in below if self.rows[number].get(self.title_column, "").strip()]
        return next(filter(self._is_of_a_place, titled), titled[0])

    def _is_of_a_place(self, number: int) -> bool:
        return self._is_title(self.rows[number][self.title_column]) or self._has_figures(number)

    def _has_figures(self, number: int) -> bool:
        """Whether the row has a name and, right of it, a figure that is no year; a row of column numbers has none."""
        row = self.rows[number]
        is_named = sum(map(str.isalpha, row[self.title_column])) > 1
        return is_named and any(_FIGURE.fullmatch(text) for column, text in row.items() if column > self.title_column)

    def _place_columns(self, placed: Placed) -> dict[int, _Column]:
        bottom = min(self._first_row - 1, HEADING_ROWS + 2)
        used = {column for number, row in self.rows.items() if number > bottom for column in row}
        used |= self._merged_below(bottom)
        columns: dict[int, _Column] = {}
        names, nearest = self.catalogue.indicators, self.catalogue.indicator_names.nearest
        what = "строка" if self.is_turned else "столбец"
        below = (row for number, row in self.rows.items() if number > bottom)
        figures = Counter(column for row in below for column, text in row.items() if _is_figure(text))
        written = {column: self._titles(bottom, column) for column in sorted(used) if column > self.title_column}
        found = {column: [each for each in titles if not is_source(each)] for column, titles in written.items()}
        named = self._named(found)
        for column, titles in found.items():
            title, why, likely = ": ".join(titles), "", None
            indicator = named.get(column)
            if indicator and indicator == self._of_protocol(titles, column):
                why = READ_SO
            if indicator is None and (near := self._near(titles)) and near[0] not in named.values():
                likely, why = near
                is_sure = why != MISTAKE and not self.catalogue.indicator_names.is_in_other_unit(title, likely)
                indicator = likely if is_sure else None
            if indicator is None and likely is None:
                likely = self.catalogue.likely_indicator(titles)
            source = self._source(written[column], indicator)
            if (indicator, *source) in columns.values():
                placed.leave_out(what, title, f"«{names[indicator]}» на этом листе уже есть.")
            elif indicator is None and title:
                placed.leave_out(what, title, self.catalogue.unknown, nearest, "indicator", likely)
            elif indicator is None:
                self._tell_nameless(placed, what, column, figures.get(column, 0))
            else:
                columns[column] = _Column(indicator, *source)
                title = ": ".join(written[column])
                self._name(placed, column, title, str(names[indicator]), is_row=self.is_turned, why=why)
        return columns

    def _source(self, titles: list[str], indicator: int | None) -> tuple[str, str]:
        """The period and the kind of a column; a year that is in the indicator's own name is no period."""
        period, kind = source_in(titles)
        is_own = period and indicator and natural_key(period) in natural_key(str(self.catalogue.indicators[indicator]))
        return "" if is_own else period, kind

    def _named(self, found: dict[int, list[str]]) -> dict[int, int | None]:
        """The indicator of each column: by its headings, as a protocol, or by a heading that stands over it alone.

        «Средняя отметка» over «балл» alone is enough; «Математика» over «участников» and «% „2“» says too little.
        """
        names = self.catalogue.indicator_names
        shared = Counter(title for titles in found.values() for title in titles[:-1])
        named = {}
        for column, titles in found.items():
            above = [title for title in titles[:-1] if shared[title] == 1]
            named[column] = names.find_last(titles) or self._of_protocol(titles, column)
            if named[column] is None and titles:
                named[column] = names.find(*above, titles[-1])
        return named

    def _near(self, titles: list[str]) -> tuple[int, str] | None:
        """The indicator whose name the lowest heading, alone or with those above it, nearly is, and why."""
        texts = [" ".join(titles[first:]) for first in range(len(titles) - 1, -1, -1)]
        return next((near for text in texts if (near := self.catalogue.near_indicators.find(text))), None)

    @staticmethod
    def _tell_nameless(placed: Placed, what: str, number: int, filled: int) -> None:
        """Tell of a row or column without a name, if it has something that looks like values."""
        if filled:
            name = str(number) if (what == "строка") else get_column_letter(number)
            placed.leave_out(what, name, f"Без названия, чисел в нём: {filled}.")

    def _merged_below(self, bottom: int) -> set[int]:
        """The columns below the headings whose cells are merged with others, and so may have no text of their own."""
        last_heading = max((column for row in self.headings.values() for column in row), default=0)
        spans = {(left, min(right, last_heading)) for left, _, right, last_row in self.merged if last_row > bottom}
        if sum(right - left for left, right in spans) > MOST_MERGED_CELLS:
            raise too_many_merged(self.title)
        return {column for left, right in spans if left < right for column in range(left, right + 1)}

    def _place_rows(self, placed: Placed) -> dict[int, tuple[int | None]]:
        rows: dict[int, tuple[int | None]] = {}
        below = (row.get(self.title_column, "") for number, row in self.rows.items() if number >= self._first_row)
        below = [title.strip() for title in below if title.strip()]
        taken = {self._school(title) for title in below}
        unknown = [title for title in dict.fromkeys(below) if self._school(title) is None][:_MOST_PROPOSED]
        likely = {title: self.catalogue.likely_school(title) for title in unknown}
        likely_once = Counter(likely.values())
        what = "столбец" if self.is_turned else "строка"
        for number in sorted(number for number in self.rows if number >= self._first_row):
            title = self.rows[number].get(self.title_column, "").strip()
            school = self._school(title) if title else None
            if school is None:
                values = [text for column, text in self.rows[number].items() if column > self.title_column]
                if title and values:
                    meant = likely.get(title)
                    meant = None if (meant,) in taken or likely_once[meant] > 1 else meant
                    nearest = self.catalogue.own_schools.nearest
                    placed.leave_out(what, title, self.catalogue.unknown, nearest, "school", meant)
                elif not title:
                    self._tell_nameless(placed, what, number, sum(map(_is_figure, values)))
            elif school in rows.values():
                placed.leave_out(what, title, "Эта школа на листе уже есть.")
            else:
                rows[number] = school
                placed.schools[school[0]] = (what, title)
                name = self.catalogue.own_schools.names.get(school[0], title)
                self._name(placed, number, title, name, is_row=not self.is_turned, why="")
        return rows

    @staticmethod
    def _name(placed: Placed, number: int, title: str, name: str, *, is_row: bool, why: str) -> None:
        (placed.rows if is_row else placed.columns)[number] = title
        if natural_key(title) != natural_key(name):
            placed.renamed.append(Renamed("строка" if is_row else "столбец", title, name, why))
