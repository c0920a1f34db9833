"""Places tables whose columns are only years: what they are of says the line, or what stands over the table."""

import re
from collections.abc import Iterable
from functools import cached_property

from indicators.quantity.units import read_measure
from indicators.values.address import CellAddress
from indicators.workbooks.headings import HeadingMeaning, Headings
from indicators.workbooks.known_names import KnownNames
from indicators.workbooks.placed_cells import TWICE, Placed
from indicators.workbooks.protocols import protocol_in
from indicators.workbooks.school_lines import (
    Line,
    is_figure,
    may_be_value,
    name_line,
    place_schools,
    tell_nameless,
)
from indicators.workbooks.sheet_context import HEADING_ROWS, captions_of, context_of, is_numbering
from indicators.workbooks.sheet_source import LoadingPage, is_source, source_in, with_plans
from portal.spreadsheets.workbook_sheet import WorkbookSheet

_MOST_LINES = 2_000  # names of lines are looked for among so many
_LABEL_COLUMNS = 8
_UNIT = re.compile(r"^\W*ед(?:\.|иниц)", re.I)
_NUMBER_OF_TABLE = re.compile(r"^\s*табл(?:ица|\.)\s*№?\s*\d+\W*", re.I)
_YEARS = re.compile(r"\(?20\d\d(?:\s*[-–/]\s*(?:20)?\d\d)?(?:\s*(?:г|уч)\w*\.?)*\)?")
_NO_INDICATOR = "В столбцах одни годы, а показатель над таблицей не узнан."
_NOBODYS = "Чьи строки под этим заголовком, не узнано: не загружаются."
Heading = dict[int, dict[int, str]]


def lines_by_years(sheet: WorkbookSheet, catalogue: KnownNames, headings: Heading) -> "LinesByYears | None":
    """The table if its columns are years and its lines schools or indicators; None if it is none such."""
    table = LinesByYears(sheet, catalogue, headings)
    return table if table.is_one else None


class LinesByYears:
    """A table with schools or indicators in rows and years in columns; `headings` are its first rows, unmerged."""

    def __init__(self, sheet: WorkbookSheet, catalogue: KnownNames, headings: Heading):
        self.sheet, self.catalogue, self.headings = sheet, catalogue, headings
        self.captions = captions_of(sheet)
        self.words = Headings(
            catalogue, protocol_in(sheet, catalogue), context_of(sheet.title, self.captions), self.captions
        )
        counts = {
            number: sum(map(is_source, row.values())) for number, row in headings.items() if number <= HEADING_ROWS
        }
        self.bottom = max(counts, key=lambda number: (counts[number], number), default=0)
        self.sources = self._sources() if counts.get(self.bottom) else {}
        self.first = min(self.sources, default=0)
        lines = [number for number in sorted(sheet.rows) if number > self.bottom][:_MOST_LINES]
        self.lines = [number for number in lines if not is_numbering(sheet.rows[number].values())]
        self.schools, self.indicators = self._counts()

    def _sources(self) -> dict[int, tuple[str, str]]:
        found = {}
        for column, text in self.headings[self.bottom].items():
            titles = [
                self.headings.get(number, {}).get(column, "") for number in range(self.bottom - 2, self.bottom + 1)
            ]
            if is_source(text) and column > 1:
                found[column] = source_in([title for title in titles if is_source(title)])
        return with_plans(found)

    def _counts(self) -> tuple[dict[int, int], dict[int, int]]:
        """How many lines name a school, and how many an indicator, by the columns left of the years."""
        schools, indicators = {}, {}
        for column in range(1, min(self.first, _LABEL_COLUMNS + 1)):
            texts = [text for number in self.lines if (text := self.sheet.text(number, column).strip())]
            schools[column] = sum(self.catalogue.school(text) is not None for text in texts)
            indicators[column] = sum(bool(self._meaning(text).indicator) for text in texts[:HEADING_ROWS])
        return schools, indicators

    def _meaning(self, text: str, unit: str = "") -> HeadingMeaning:
        if not any(map(str.isalpha, text)):
            return HeadingMeaning()
        exact = self.words.exact([text], 0)
        return HeadingMeaning(exact) if exact else self.words.near([text], 0, unit)

    @cached_property
    def label_column(self) -> int:
        counts = self.indicators if self.has_indicators else self.schools
        if not any(counts.values()):  # names that nobody knows yet
            texts = {column: {self.sheet.text(number, column) for number in self.lines} for column in counts}
            counts = {column: sum(any(map(str.isalpha, text)) for text in of) for column, of in texts.items()}
        return max(counts, key=lambda column: (counts[column], -column), default=0)

    @property
    def has_indicators(self) -> bool:
        return max(self.indicators.values(), default=0) > max(
            (count for column, count in self.schools.items() if count > 0 and self._is_filled(column)), default=0
        )

    def _is_filled(self, column: int) -> bool:
        """Return whether the lines named in a column have values, unlike headings over groups of lines."""
        return any(
            self.catalogue.school(self.sheet.text(number, column)) is not None and self._values(number)
            for number in self.lines
        )

    @property
    def is_one(self) -> bool:
        if not self.sources:
            return False
        return any([*self.schools.values(), *self.indicators.values()]) or bool(self._indicator_over_table[0].indicator)

    def _values(self, number: int) -> list[str]:
        return [text for column in self.sources if (text := self.sheet.text(number, column)).strip()]

    def placed(self, page: LoadingPage, said: tuple[str, str]) -> Placed:
        placed = Placed(self.sheet)
        lines = self._indicator_lines(placed) if self.has_indicators else self._school_lines(placed)
        for column, source in self.sources.items():
            titles = [
                self.headings.get(number, {}).get(column, "") for number in range(self.bottom - 2, self.bottom + 1)
            ]
            title = ": ".join(dict.fromkeys(filter(is_source, titles)))
            placed.columns[column] = title
            for number, (indicator, school) in lines.items():
                if self.sheet.text(number, column).strip() or (number, column) in self.sheet.no_values:
                    cell = CellAddress(indicator, source[0] or said[0], school, source[1] or said[1])
                    placed.cells.append((number, column, cell, None))
        sources = {(cell.period, cell.kind) for _, _, cell, _ in placed.cells}
        placed.has_own_sources = len(sources) > 1
        placed.said = sources.pop() if len(sources) == 1 else None
        self._tell_other_columns(placed)
        return placed

    def _tell_other_columns(self, placed: Placed) -> None:
        for column, text in sorted(self.headings[self.bottom].items()):
            is_other = column > self.first and column not in self.sources and text.strip()
            if is_other and any(is_figure(self.sheet.text(number, column)) for number in self.lines):
                placed.leave_out("столбец", text.strip(), "Ни года, ни вида у столбца нет, не загружается.")

    def _school_lines(self, placed: Placed) -> dict[int, tuple[int, int | None]]:
        """Schools in rows; the indicator is what stands over the table."""
        lines = [
            Line(number, self.sheet.text(number, self.label_column).strip(), self._values(number))
            for number in self.lines
        ]
        meaning, caption = self._indicator_over_table
        if not meaning.indicator:
            nearest = self.catalogue.indicator_names.nearest
            what = "indicator" if caption else ""
            placed.leave_out("лист", caption or self.sheet.title, _NO_INDICATOR, nearest, what, meaning.likely)
            return {}
        name = str(self.catalogue.indicators[meaning.indicator])
        if meaning.why:
            name_line(placed, 0, caption, name, is_row=False, why=meaning.why)
            placed.columns.pop(0)
        schools = place_schools(placed, self.catalogue, lines, self.catalogue.school, is_row=True)
        return {number: (meaning.indicator, school) for number, (school,) in schools.items()}

    @cached_property
    def _indicator_over_table(self) -> tuple[HeadingMeaning, str]:
        """The one indicator that a caption or the sheet's title names, and where; of several, none."""
        found: dict[int, tuple[HeadingMeaning, str]] = {}
        likely = HeadingMeaning()
        texts = [self._bare(text) for text in (*self.captions, self.sheet.title)]
        for text in filter(None, texts):
            meaning = self._meaning(text)
            if meaning.indicator:
                found.setdefault(meaning.indicator, (meaning, text))
            likely = meaning if meaning.likely and not likely.likely else likely
        if len(found) == 1:
            return next(iter(found.values()))
        return HeadingMeaning(likely=None if found else likely.likely), next(filter(None, texts), "")

    @staticmethod
    def _bare(caption: str) -> str:
        """A caption without the number of its table and without years."""
        text = _YEARS.sub(" ", _NUMBER_OF_TABLE.sub("", caption))
        return " ".join(text.split()).strip(" .,;:")

    def _indicator_lines(self, placed: Placed) -> dict[int, tuple[int, int | None]]:
        """Indicators in rows; the school is that of the group of lines, or of the sheet, else nobody's yet."""
        found: dict[int, tuple[int, int | None]] = {}
        taken: set[tuple[int, int | None]] = set()
        groups = list(self._groups())
        is_of_groups = any(school for school, _, _ in groups)
        of_sheet = self._school_of_sheet()
        placed.is_nobodys = not is_of_groups and of_sheet is None
        for school, title, numbers in groups:
            if is_of_groups and school is None:
                self._tell_group(placed, title, numbers)
                continue
            (whose,) = school or of_sheet or (None,)
            for number in numbers:
                if indicator := self._indicator_of(placed, number, (whose, taken)):
                    found[number] = indicator, whose
                    taken.add((indicator, whose))
            placed.schools[whose] = ("лист", self.sheet.title)
        return found

    def _tell_group(self, placed: Placed, title: str, numbers: list[int]) -> None:
        if title:
            nearest, likely = self.catalogue.own_schools.nearest, self.catalogue.likely_school(title)
            placed.leave_out("строка", title, _NOBODYS, nearest, "school", likely)
        else:
            placed.leave_out("строка", str(numbers[0]), _NOBODYS)

    def _groups(self) -> Iterable[tuple[tuple[int | None] | None, str, list[int]]]:
        """The lines under each heading over lines, with the school that it names, if any."""
        school, title, numbers = None, "", []
        for number in self.lines:
            if self._values(number):
                numbers.append(number)
            elif heading := next((text for _, text in sorted(self.sheet.rows[number].items()) if text.strip()), ""):
                if numbers:
                    yield school, title, numbers
                school, title, numbers = self.catalogue.school(heading.strip()), heading.strip(), []
        if numbers:
            yield school, title, numbers

    def _school_of_sheet(self) -> tuple[int | None] | None:
        found = {self.catalogue.school(text.strip()) for text in (*self.captions, self.sheet.title)} - {None}
        return found.pop() if len(found) == 1 else None

    def _indicator_of(self, placed: Placed, number: int, known: tuple[int | None, set]) -> int | None:
        """The indicator of a line; told in `placed` if there is none, or if the place has it already."""
        label = self.sheet.text(number, self.label_column).strip()
        values = self._values(number)
        if not label:
            tell_nameless(placed, "строка", number, sum(map(is_figure, values)))
            return None
        meaning = self._meaning(label, self._unit(number))
        whose, taken = known
        if meaning.indicator and (meaning.indicator, whose) in taken:
            placed.leave_out("строка", label, TWICE.replace("Эта школа", "Этот показатель"))
            return None
        if meaning.indicator:
            name_line(
                placed, number, label, str(self.catalogue.indicators[meaning.indicator]), is_row=True, why=meaning.why
            )
        elif any(map(may_be_value, values)):
            nearest = self.catalogue.indicator_names.nearest
            placed.leave_out(
                "строка", self.words.asked(label), self.catalogue.unknown, nearest, "indicator", meaning.likely
            )
        return meaning.indicator

    def _unit(self, number: int) -> str:
        """The unit that the line gives in a column of units, by the portal's name."""
        return read_measure(self.sheet.text(number, self._unit_column)).name if self._unit_column else ""

    @cached_property
    def _unit_column(self) -> int:
        rows = (row for number, row in self.headings.items() if number <= self.bottom)
        return next((column for row in rows for column, text in row.items() if _UNIT.match(text)), 0)
