"""A table that somebody made by hand: its headings and its names of schools are looked for."""

import re
from collections.abc import Iterator
from dataclasses import replace

from indicators.excel.catalogue import Catalogue
from indicators.excel.placing import Placed, Renamed
from indicators.excel.reading import Sheet
from portal.text import natural_key

HEADING_ROWS = 20  # the first rows, in which its headings are looked for
TITLE_COLUMNS = 10  # and the first columns, for its names
_MOST_MERGED_CELLS = 10_000
_FIGURE = re.compile(r"\s*(?!20\d\d\s*$)\d+([.,]\d+)?\s*%?\s*")
_NOT_FOUND = (
    "Не найдено ни строки с названиями показателей, ни столбца с названиями школ. "
    "Названия должны стоять в первых 20 строках и 10 столбцах."
)


def place_by_names(sheet: Sheet, catalogue: Catalogue, *, period: str, kind: str) -> Placed:
    """Schools in rows and indicators in columns, or the other way round, whichever finds more of them."""
    upright, turned = _Table(sheet, catalogue, False), _Table(_turned(sheet), catalogue, True)
    table = max(upright, turned, key=lambda table: table.found)
    return table.placed(sheet, period, kind)


def _turned(sheet: Sheet) -> Sheet:
    rows: dict[int, dict[int, str]] = {}
    for number, row in sorted(sheet.rows.items()):
        for column, text in row.items():
            rows.setdefault(column, {})[number] = text
    merged = [(row, column, last_row, last) for column, row, last, last_row in sheet.merged]
    return replace(sheet, rows=rows, merged=merged)


class _Table:
    """With schools in rows; `is_turned` says that the sheet itself has them in columns."""

    def __init__(self, sheet: Sheet, catalogue: Catalogue, is_turned: bool):
        self.catalogue, self.is_turned = catalogue, is_turned
        self.rows = sheet.rows
        self.headings = self._headings(sheet)
        self.heading_row, columns = self._most(
            (number, row) for number, row in self.headings.items() if number <= HEADING_ROWS
        )
        self.title_column, titles = self._title_column()
        if columns and not titles:
            self.title_column = self._column_of_words()
        # Both are wanted; of one alone the other's names can still be asked for.
        self.found = (columns * titles, columns * (self.title_column > 0) + titles)

    def _headings(self, sheet: Sheet) -> dict[int, dict[int, str]]:
        """The first rows, a merged cell's text in each of its places."""
        rows = {number: dict(row) for number, row in sheet.rows.items() if number <= HEADING_ROWS + 2}
        for column, row, last, last_row in sheet.merged:
            if row > HEADING_ROWS or (last - column + 1) * (last_row - row + 1) > _MOST_MERGED_CELLS:
                continue
            if text := sheet.text(row, column):
                for number in range(row, min(last_row, HEADING_ROWS + 2) + 1):
                    rows.setdefault(number, {}).update(dict.fromkeys(range(column, last + 1), text))
        return rows

    def _most(self, rows: Iterator[tuple[int, dict[int, str]]]) -> tuple[int, int]:
        """The row with most indicators, the lowest of equals, and how many there are."""
        counts = {number: len({self._indicator(number, column) for column in row} - {None}) for number, row in rows}
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
        first = min(column for column in self.headings[self.heading_row] if self._indicator(self.heading_row, column))
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

    def _titles(self, bottom: int, column: int) -> list[str]:
        """The headings of a column from the top down, at most three; what a group's heading spans is merged."""
        titles = (self.headings.get(number, {}).get(column, "") for number in range(bottom - 2, bottom + 1))
        return list(dict.fromkeys(title for title in titles if title.strip()))

    def _is_title(self, text: str) -> bool:
        """A school's; also the municipality's where headings were found: without them it is a title of the sheet."""
        found = self._school(text)
        return found is not None and bool(self.heading_row or found[0])

    def _school(self, text: str) -> tuple[int | None] | None:
        return self.catalogue.school(text)

    def placed(self, sheet: Sheet, period: str, kind: str) -> Placed:
        placed = Placed(sheet)
        if not any(self.found):
            placed.leave_out("лист", sheet.title, _NOT_FOUND)
            return placed
        columns, rows = self._place_columns(placed), self._place_rows(placed)
        if not (columns and rows) and not placed.unplaced:
            placed.leave_out("лист", sheet.title, _NOT_FOUND)
        for number, (school,) in rows.items():
            for column, indicator in columns.items():
                if text := self.rows[number].get(column, ""):
                    place = (column, number) if self.is_turned else (number, column)
                    if text.strip():
                        placed.cells.append((*place, (indicator, school, period, kind), None))
        return placed

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
        bottom = min(self._first_row() - 1, HEADING_ROWS + 2)
        used = {column for number, row in self.rows.items() if number > bottom for column in row}
        columns: dict[int, int] = {}
        names, nearest = self.catalogue.indicators, self.catalogue.indicator_names.nearest
        what = "строка" if self.is_turned else "столбец"
        for column in sorted(column for column in used if column > self.title_column):
            titles = self._titles(bottom, column)
            title = ": ".join(titles)
            indicator = self.catalogue.indicator_names.find(*titles) if titles else None
            if indicator in columns.values():
                placed.leave_out(what, title, f"«{names[indicator]}» на этом листе уже есть.")
            elif indicator is None:
                if title:
                    placed.leave_out(what, title, self.catalogue.unknown, nearest, "indicator")
            else:
                columns[column] = indicator
                self._name(placed, column, title, str(names[indicator]), is_row=self.is_turned)
        return columns

    def _place_rows(self, placed: Placed) -> dict[int, tuple[int | None]]:
        rows: dict[int, tuple[int | None]] = {}
        what = "столбец" if self.is_turned else "строка"
        for number in sorted(number for number in self.rows if number >= self._first_row()):
            title = self.rows[number].get(self.title_column, "").strip()
            school = self._school(title) if title else None
            if school is None:
                if title and any(column > self.title_column for column in self.rows[number]):
                    placed.leave_out(what, title, self.catalogue.unknown, self.catalogue.own_schools.nearest, "school")
            elif school in rows.values():
                placed.leave_out(what, title, "Эта школа на листе уже есть.")
            else:
                rows[number] = school
                placed.schools[school[0]] = (what, title)
                name = self.catalogue.own_schools.names.get(school[0], title)
                self._name(placed, number, title, name, is_row=not self.is_turned)
        return rows

    @staticmethod
    def _name(placed: Placed, number: int, title: str, name: str, *, is_row: bool) -> None:
        (placed.rows if is_row else placed.columns)[number] = title
        if natural_key(title) != natural_key(name):
            placed.renamed.append(Renamed("строка" if is_row else "столбец", title, name))
