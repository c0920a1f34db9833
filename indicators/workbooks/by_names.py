"""A table that somebody made by hand: its headings and its names of schools are looked for."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from openpyxl.utils import get_column_letter

from indicators.values.address import CellAddress
from indicators.workbooks.known_names import KnownNames
from indicators.workbooks.opening import too_many_merged
from indicators.workbooks.placed_cells import Placed, Renamed
from indicators.workbooks.sheet_reader import MOST_MERGED_CELLS
from indicators.workbooks.sheet_source import LoadingPage, said_in
from indicators.workbooks.workbook_sheet import WorkbookSheet
from portal.text.keys import natural_key

HEADING_ROWS = 20  # the first rows, in which its headings are looked for
TITLE_COLUMNS = 10  # and the first columns, for its names
_MOST_MERGED_CELLS = 10_000
_FIGURE = re.compile(r"\s*(?!20\d\d\s*$)\d+([.,]\d+)?\s*%?\s*")
_NOT_FOUND = (
    "Не найдено ни строки с названиями показателей, ни столбца с названиями школ. "
    "Названия должны стоять в первых 20 строках и 10 столбцах."
)


def place_by_names(sheet: WorkbookSheet, catalogue: KnownNames, page: LoadingPage) -> Placed:
    """Schools in rows and indicators in columns, or the other way round, whichever finds more of them."""
    upright, turned = _Table(sheet, catalogue, False), _Table(_turned(sheet), catalogue, True)
    table = max(upright, turned, key=lambda table: table.found)
    placed = table.placed(sheet, page.period, page.kind)
    placed.said = said_in([sheet.title, *_captions(sheet)], page)
    return placed


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text) is not None


def _captions(sheet: WorkbookSheet) -> list[str]:
    """What stands over the table: rows of one cell before the first one of several."""
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


class _Table:
    """With schools in rows; `is_turned` says that the sheet itself has them in columns."""

    def __init__(self, sheet: WorkbookSheet, catalogue: KnownNames, is_turned: bool):
        self.catalogue, self.is_turned = catalogue, is_turned
        self.found_schools: dict[str, tuple[int | None] | None] = {}
        self.title, self.rows, self.merged = sheet.title, sheet.rows, sheet.merged
        self.headings = self._headings(sheet)
        first = {number: row for number, row in self.headings.items() if number <= HEADING_ROWS}
        self.heading_row, columns = self._most(first, self._indicator)
        if not columns:
            self.heading_row, columns = self._most(first, self._near_indicator)
        self.title_column, titles = self._title_column()
        if columns and not titles:
            self.title_column = self._column_of_words()
        # Both are wanted; of one alone the other's names can still be asked for.
        self.found = (columns * titles, columns * (self.title_column > 0) + titles)

    def _headings(self, sheet: WorkbookSheet) -> dict[int, dict[int, str]]:
        """The first rows, a merged cell's text in each of its places."""
        rows = {number: dict(row) for number, row in sheet.rows.items() if number <= HEADING_ROWS + 2}
        for column, row, last, last_row in sheet.merged:
            if row > HEADING_ROWS or (last - column + 1) * (last_row - row + 1) > _MOST_MERGED_CELLS:
                continue
            if text := sheet.text(row, column):
                for number in range(row, min(last_row, HEADING_ROWS + 2) + 1):
                    rows.setdefault(number, {}).update(dict.fromkeys(range(column, last + 1), text))
        return rows

    @staticmethod
    def _most(rows: dict[int, dict[int, str]], named: Callable[[int, int], int | None]) -> tuple[int, int]:
        """The row with most indicators, the lowest of equals, and how many there are."""
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
        """Where names that nobody knows seem to stand: left of the indicators, the most words; 0 for nowhere."""
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
        """That the cell names itself, alone or with the headings above it."""
        return self.catalogue.indicator_names.find_last(self._titles(row, column))

    def _near_indicator(self, row: int, column: int) -> int | None:
        found = self.catalogue.near_indicators.find(self.headings[row][column])
        return found and found[0]

    def _titles(self, bottom: int, column: int) -> list[str]:
        """The headings of a column from the top down, at most three; what a group's heading spans is merged."""
        titles = (self.headings.get(number, {}).get(column, "") for number in range(bottom - 2, bottom + 1))
        return list(dict.fromkeys(title for title in titles if title.strip()))

    def _is_title(self, text: str) -> bool:
        """A school's; also the municipality's where headings were found: without them it is a title of the sheet."""
        found = self._school(text)
        return found is not None and bool(self.heading_row or found[0])

    def _school(self, text: str) -> tuple[int | None] | None:
        if text not in self.found_schools:
            self.found_schools[text] = self.catalogue.school(text)
        return self.found_schools[text]

    def placed(self, sheet: WorkbookSheet, period: str, kind: str) -> Placed:
        placed = Placed(sheet)
        if not any(self.found):
            placed.leave_out("лист", sheet.title, _NOT_FOUND)
            return placed
        columns, rows = self._place_columns(placed), self._place_rows(placed)
        if not (columns and rows) and not placed.unplaced:
            placed.leave_out("лист", sheet.title, _NOT_FOUND)
        for number, (school,) in rows.items():
            for column, indicator in columns.items():
                place = (column, number) if self.is_turned else (number, column)
                if self.rows[number].get(column, "").strip() or place in sheet.no_values:
                    placed.cells.append((*place, CellAddress(indicator, period, school, kind), None))
        return placed

    @cached_property
    def _first_row(self) -> int:
        """The first one below the headings that is a school's, or has figures: headings may stand in two rows."""
        below = (number for number in sorted(self.rows) if number > self.heading_row)
        titled = [number for number in below if self.rows[number].get(self.title_column, "").strip()]
        return next(filter(self._is_of_a_place, titled), titled[0])

    def _is_of_a_place(self, number: int) -> bool:
        return self._is_title(self.rows[number][self.title_column]) or self._has_figures(number)

    def _has_figures(self, number: int) -> bool:
        """A name and, right of it, a figure that is no year; a row that numbers the columns has no name."""
        row = self.rows[number]
        is_named = sum(map(str.isalpha, row[self.title_column])) > 1
        return is_named and any(_FIGURE.fullmatch(text) for column, text in row.items() if column > self.title_column)

    def _place_columns(self, placed: Placed) -> dict[int, int]:
        bottom = min(self._first_row - 1, HEADING_ROWS + 2)
        used = {column for number, row in self.rows.items() if number > bottom for column in row}
        used |= self._merged_below(bottom)
        columns: dict[int, int] = {}
        names, nearest = self.catalogue.indicators, self.catalogue.indicator_names.nearest
        what = "строка" if self.is_turned else "столбец"
        below = (row for number, row in self.rows.items() if number > bottom)
        figures = Counter(column for row in below for column, text in row.items() if _is_figure(text))
        found = {column: self._titles(bottom, column) for column in sorted(used) if column > self.title_column}
        named = {column: self.catalogue.indicator_names.find(*titles) for column, titles in found.items() if titles}
        for column, titles in found.items():
            title, why = ": ".join(titles), ""
            indicator = named.get(column)
            if (
                indicator is None
                and (near := self._near(titles))
                and near[0] not in {*named.values(), *columns.values()}
            ):
                indicator, why = near
            if indicator in columns.values():
                placed.leave_out(what, title, f"«{names[indicator]}» на этом листе уже есть.")
            elif indicator is None and title:
                placed.leave_out(what, title, self.catalogue.unknown, nearest, "indicator")
            elif indicator is None:
                self._tell_nameless(placed, what, column, figures.get(column, 0))
            else:
                columns[column] = indicator
                self._name(placed, column, title, str(names[indicator]), is_row=self.is_turned, why=why)
        return columns

    def _near(self, titles: list[str]) -> tuple[int, str] | None:
        """By the lowest heading alone, or with those above it."""
        texts = [" ".join(titles[first:]) for first in range(len(titles) - 1, -1, -1)]
        return next((near for text in texts if (near := self.catalogue.near_indicators.find(text))), None)

    @staticmethod
    def _tell_nameless(placed: Placed, what: str, number: int, filled: int) -> None:
        """A row or column without a name, where there is something that looks like values."""
        if filled:
            name = str(number) if (what == "строка") else get_column_letter(number)
            placed.leave_out(what, name, f"Без названия, чисел в нём: {filled}.")

    def _merged_below(self, bottom: int) -> set[int]:
        """Columns that may have no text of their own, because their cells are merged with others."""
        last_heading = max((column for row in self.headings.values() for column in row), default=0)
        spans = {(left, min(right, last_heading)) for left, _, right, last_row in self.merged if last_row > bottom}
        if sum(right - left for left, right in spans) > MOST_MERGED_CELLS:
            raise too_many_merged(self.title)
        return {column for left, right in spans if left < right for column in range(left, right + 1)}

    def _place_rows(self, placed: Placed) -> dict[int, tuple[int | None]]:
        rows: dict[int, tuple[int | None]] = {}
        below = (row.get(self.title_column, "") for number, row in self.rows.items() if number >= self._first_row)
        taken = {self._school(title) for title in below if title}
        what = "столбец" if self.is_turned else "строка"
        for number in sorted(number for number in self.rows if number >= self._first_row):
            title = self.rows[number].get(self.title_column, "").strip()
            school, why = self._school(title) if title else None, ""
            if school is None and title and (near := self.catalogue.near_schools.find(title)):
                school, why = (near[0],), near[1]
                school = None if school in taken or school in rows.values() else school
            if school is None:
                values = [text for column, text in self.rows[number].items() if column > self.title_column]
                if title and values:
                    placed.leave_out(what, title, self.catalogue.unknown, self.catalogue.own_schools.nearest, "school")
                elif not title:
                    self._tell_nameless(placed, what, number, sum(map(_is_figure, values)))
            elif school in rows.values():
                placed.leave_out(what, title, "Эта школа на листе уже есть.")
            else:
                rows[number] = school
                placed.schools[school[0]] = (what, title)
                name = self.catalogue.own_schools.names.get(school[0], title)
                self._name(placed, number, title, name, is_row=not self.is_turned, why=why)
        return rows

    @staticmethod
    def _name(placed: Placed, number: int, title: str, name: str, *, is_row: bool, why: str) -> None:
        (placed.rows if is_row else placed.columns)[number] = title
        if natural_key(title) != natural_key(name):
            placed.renamed.append(Renamed("строка" if is_row else "столбец", title, name, why))
