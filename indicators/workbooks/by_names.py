"""Places the cells of a table that somebody made by hand, by looking for its headings and its names of schools."""

from collections import Counter
from collections.abc import Callable, Container
from dataclasses import replace
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from indicators.values.address import CellAddress
from indicators.workbooks.blocks import join_tables, tables_of
from indicators.workbooks.by_years import lines_by_years
from indicators.workbooks.headings import HeadingMeaning, Headings, is_derived
from indicators.workbooks.known_names import KnownNames
from indicators.workbooks.placed_cells import Placed
from indicators.workbooks.protocols import protocol_in
from indicators.workbooks.registers import register_in
from indicators.workbooks.school_lines import (
    NO_FIGURES,
    Line,
    is_figure,
    may_be_value,
    name_line,
    place_schools,
    tell_nameless,
)
from indicators.workbooks.sheet_context import HEADING_ROWS, caption_rows, captions_of, context_of, is_numbering
from indicators.workbooks.sheet_source import LoadingPage, is_of_part_of_year, is_source, said_in, source_in, with_plans
from portal.spreadsheets.opening import too_many_merged, too_many_names
from portal.spreadsheets.sheet_reader import MOST_MERGED_CELLS
from portal.spreadsheets.workbook_sheet import WorkbookSheet
from portal.text.keys import natural_key

TITLE_COLUMNS = 10  # names of schools are looked for in so many first columns
_MOST_COLUMNS = 2_000  # headings are read in so many columns; those beyond count as nameless
_MOST_NEAR = 10_000  # headings of a very wide table that are held against similar names, the upper rows first
_MOST_MERGED_CELLS = 10_000
_LONGEST_FIGURE = 10  # longer texts without a letter are dates and sums, no numbers of schools
_MOST_NAMES = 50_000  # different texts that are looked up at most
NO_VALUES = "Это не значения показателя, не загружается."
_NOT_FOUND = (
    "Не найдено ни строки с названиями показателей, ни столбца с названиями школ. "
    "Названия должны стоять в первых 20 строках и 10 столбцах."
)


def place_by_names(sheet: WorkbookSheet, catalogue: KnownNames, page: LoadingPage) -> Placed:
    """Place a sheet with schools in rows and indicators in columns, or the other way round if that finds more names.

    Where headings name years only, the lines may be schools or indicators, and what stands over them says the rest.
    """
    tables = list(tables_of(sheet))
    placed = join_tables(sheet, [(_place_table(table, catalogue, page), above) for table, above in tables])
    captions = [caption for table, _ in tables for caption in captions_of(table)]
    placed.is_of_part_of_year = is_of_part_of_year([sheet.title, *captions])
    return placed


def _place_table(sheet: WorkbookSheet, catalogue: KnownNames, page: LoadingPage) -> Placed:
    said = said_in([sheet.title, *captions_of(sheet)], page)
    if register := register_in(sheet, catalogue):
        return register.placed(LoadingPage(*said, page.school))
    schools: dict[str, tuple[int | None] | None] = {}
    upright, turned = _Table(sheet, catalogue, schools, False), _Table(_turned(sheet), catalogue, schools, True)
    table = max(upright, turned, key=lambda table: table.found)
    if not table.found[0] and (lines := lines_by_years(sheet, catalogue, upright.headings)):
        return lines.placed(page, said)
    placed = table.placed(sheet, LoadingPage(*said, page.school))
    placed.said = table.said or said
    return placed


def _turned(sheet: WorkbookSheet) -> WorkbookSheet:
    rows: dict[int, dict[int, str]] = {}
    for number, row in sorted(sheet.rows.items()):
        for column, text in row.items():
            rows.setdefault(column, {})[number] = text
    merged = [(row, column, last_row, last) for column, row, last, last_row in sheet.merged]
    return replace(sheet, rows=rows, merged=merged)


def _upper(rows: dict[int, dict[int, str]], most: int) -> dict[int, dict[int, str]]:
    """Return the upper rows that have at most so many cells together, at least one row."""
    upper = sorted(rows.items())
    counts = accumulate(len(row) for _, row in upper)
    return dict(upper[: max(1, sum(count <= most for count in counts))])


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
        if numbering := {number for number, row in self.rows.items() if is_numbering(row.values())}:
            self.rows = {number: row for number, row in self.rows.items() if number not in numbering}
        self.headings, self.caption_column = self._headings(sheet, numbering), 0
        captions, self.over_table = ([], set()) if is_turned else (captions_of(sheet), caption_rows(sheet))
        protocol = None if is_turned else protocol_in(sheet, catalogue)
        self.words = Headings(catalogue, protocol, context_of(sheet.title, captions), captions)
        first = {number: row for number, row in self.headings.items() if number <= HEADING_ROWS}
        self.heading_row, columns = self._most(first, self._indicator)
        for near in (self._near_indicator, self._short_indicator):
            if not columns:
                self.heading_row, columns = self._most(_upper(first, _MOST_NEAR), near)
        self.title_column, titles = self._title_column()
        if columns and not titles:
            self.title_column = self._column_of_words()
        self.caption_column = self.title_column
        # Both are wanted; of one alone the other's names can still be asked for.
        self.found = (columns * titles, columns * (self.title_column > 0) + titles)

    def _headings(self, sheet: WorkbookSheet, numbering: Container[int]) -> dict[int, dict[int, str]]:
        """The texts of the first rows, with the text of a merged cell in each of its places."""
        rows = {
            number: {column: text for column, text in row.items() if column <= _MOST_COLUMNS}
            for number, row in sheet.rows.items()
            if number <= HEADING_ROWS + 2 and number not in numbering
        }
        for column, row, last, last_row in sheet.merged:
            if row > HEADING_ROWS or (last - column + 1) * (last_row - row + 1) > _MOST_MERGED_CELLS:
                continue
            if text := sheet.text(row, column):
                for number in range(row, min(last_row, HEADING_ROWS + 2) + 1):
                    rows.setdefault(number, {}).update(dict.fromkeys(range(column, last + 1), text))
        return {number: row for number, row in rows.items() if number not in numbering}

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
        named = (self._indicator, self._near_indicator, self._short_indicator)
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
        return self.words.exact(self._titles(row, column), column)

    def _near_indicator(self, row: int, column: int) -> int | None:
        if row in self.over_table:
            return None
        found = self.catalogue.near_indicators.find(self.headings[row][column])
        return found and found[0]

    def _short_indicator(self, row: int, column: int) -> int | None:
        if row in self.over_table or is_source(self.headings[row][column]):
            return None
        titles = [title for title in self._titles(row, column) if not is_source(title)]
        return self.words.near(titles, column).indicator if titles else None

    def _titles(self, bottom: int, column: int) -> list[str]:
        """The headings of a column from the top down, at most three; what a group's heading spans is merged."""
        lines = (number for number in range(bottom - 2, bottom + 1) if number not in self.over_table)
        rows = [self.headings.get(number, {}) for number in lines]
        # What is joined over the names of schools too is a caption of the whole table.
        titles = (row.get(column, "") for row in rows if row.get(column) != row.get(self.caption_column, ""))
        return list(dict.fromkeys(title for title in titles if title.strip()))

    def _is_title(self, text: str) -> bool:
        """Whether the text names a school, or the municipality if headings were found (else it may title the sheet)."""
        found = self._school(text)
        return found is not None and bool(self.heading_row or found[0])

    def _school(self, text: str) -> tuple[int | None] | None:
        if len(text) > _LONGEST_FIGURE and not any(map(str.isalpha, text)):
            return None
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
        """Whether the row has a name and, right of it, a figure that is no year; marks «2, 3, 4, 5» are headings."""
        row = self.rows[number]
        is_named = sum(map(str.isalpha, row[self.title_column])) > 1
        figures = [text.strip() for column, text in row.items() if column > self.title_column and is_figure(text)]
        return is_named and bool(figures) and not _are_marks(figures)

    def _place_columns(self, placed: Placed) -> dict[int, _Column]:
        bottom = min(self._first_row - 1, HEADING_ROWS + 2)
        below = [row for number, row in self.rows.items() if number > bottom]
        used = {column for row in below for column in row} | self._merged_below(bottom)
        figures = Counter(column for row in below for column, text in row.items() if is_figure(text))
        with_values = {column for row in below for column, text in row.items() if may_be_value(text)}
        written = {column: self._titles(bottom, column) for column in sorted(used) if column > self.title_column}
        if not (self.merged or self.is_turned):
            _carry_groups(written)
        found = {column: [each for each in titles if not is_source(each)] for column, titles in written.items()}
        columns: dict[int, _Column] = {}
        what = "строка" if self.is_turned else "столбец"
        for column, meaning in self._meanings(written, found).items():
            title, asked = ": ".join(found[column]), self.words.asked(": ".join(found[column]))
            column_of = _Column(meaning.indicator or 0, *self._source(written[column], meaning.indicator))
            if meaning.indicator and column_of in columns.values():
                name = self.catalogue.indicators[meaning.indicator]
                placed.leave_out(what, title, f"«{name}» на этом листе уже есть.")
            elif meaning.indicator:
                columns[column] = column_of
                name = str(self.catalogue.indicators[meaning.indicator])
                title = ": ".join(written[column])
                name_line(placed, column, title, name, is_row=self.is_turned, why=meaning.why)
            elif title and not meaning.likely and (is_derived(found[column]) or column not in with_values):
                placed.leave_out(what, title, NO_VALUES if is_derived(found[column]) else NO_FIGURES)
            elif title:
                nearest = self.catalogue.indicator_names.nearest
                placed.leave_out(what, asked, self.catalogue.unknown, nearest, "indicator", meaning.likely)
            else:
                tell_nameless(placed, what, column, figures.get(column, 0))
        sources = with_plans({column: (each.period, each.kind) for column, each in columns.items()})
        return {column: _Column(each.indicator, *sources[column]) for column, each in columns.items()}

    def _meanings(self, written: dict[int, list[str]], found: dict[int, list[str]]) -> dict[int, HeadingMeaning]:
        """What each column means; of two that may mean the same alike, neither is taken."""
        named = self._named(written, found)
        meanings = {column: self._meaning(titles, named[column], column) for column, titles in found.items()}
        keys = {
            column: (meaning.indicator or meaning.likely, *self._source(written[column], meaning.indicator))
            for column, meaning in meanings.items()
        }
        exact = {keys[column] for column, indicator in named.items() if indicator}
        taken = Counter(keys[column] for column, meaning in meanings.items() if meaning.indicator)
        for column, meaning in meanings.items():
            if named[column]:
                continue
            if keys[column] in exact or (meaning.likely and taken[keys[column]]):
                meanings[column] = HeadingMeaning()
            elif meaning.indicator and taken[keys[column]] > 1:
                meanings[column] = HeadingMeaning(likely=meaning.indicator)
        return meanings

    def _meaning(self, titles: list[str], named: int | None, column: int) -> HeadingMeaning:
        if named:
            return HeadingMeaning(named, self.words.is_of_protocol(named, titles, column))
        return HeadingMeaning() if not titles or is_derived(titles) else self.words.near(titles, column)

    def _source(self, titles: list[str], indicator: int | None) -> tuple[str, str]:
        """The period and the kind of a column; a year that is in the indicator's own name is no period."""
        period, kind = source_in(titles)
        is_own = period and indicator and natural_key(period) in natural_key(str(self.catalogue.indicators[indicator]))
        return "" if is_own else period, kind

    def _named(self, written: dict[int, list[str]], found: dict[int, list[str]]) -> dict[int, int | None]:
        """The indicator of each column: by its headings, as a protocol, or by a heading that stands over it alone.

        «Средняя отметка» over «балл» alone is enough; «Математика» over «участников» and «% „2“» says too little.
        """
        names = self.catalogue.indicator_names
        shared = Counter(title for titles in written.values() for title in titles[:-1])
        named = {}
        for column, titles in found.items():
            above = [title for title in titles[:-1] if shared[title] == 1]
            named[column] = None if is_derived(titles) else self.words.exact(titles, column)
            if named[column] is None and titles and not is_derived(titles):
                named[column] = names.find(*above, titles[-1])
        return named

    def _merged_below(self, bottom: int) -> set[int]:
        """The columns below the headings whose cells are merged with others, and so may have no text of their own."""
        last_heading = max((column for row in self.headings.values() for column in row), default=0)
        spans = {(left, min(right, last_heading)) for left, _, right, last_row in self.merged if last_row > bottom}
        if sum(right - left for left, right in spans) > MOST_MERGED_CELLS:
            raise too_many_merged(self.title)
        return {column for left, right in spans if left < right for column in range(left, right + 1)}

    def _place_rows(self, placed: Placed) -> dict[int, tuple[int | None]]:
        lines = [
            Line(
                number,
                self.rows[number].get(self.title_column, "").strip(),
                [text for column, text in self.rows[number].items() if column > self.title_column],
            )
            for number in sorted(self.rows)
            if number >= self._first_row
        ]
        return place_schools(placed, self.catalogue, lines, self._school, is_row=not self.is_turned)


def _are_marks(figures: list[str]) -> bool:
    numbers = [int(text) for text in figures if text.isdecimal()]
    steps = {later - sooner for sooner, later in pairwise(numbers)}
    return len(numbers) == len(figures) > 2 and steps in ({1}, {-1})


def _carry_groups(written: dict[int, list[str]]) -> None:
    """Where nothing is merged, as in a text, what stands over the first column of a group is meant for the others."""
    group: list[str] = []
    for column in sorted(written):
        titles = written[column]
        if len(titles) > 1 and is_source(titles[-1]):
            group = [title for title in titles if not is_source(title)]
        elif titles and all(map(is_source, titles)):
            written[column] = [*group, *titles]
        else:
            group = []
