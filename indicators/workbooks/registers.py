"""Places a register, which has a value a line: the school, the indicator, the year and the value stand in columns."""

import re
from dataclasses import replace

from indicators.quantity.units import read_measure
from indicators.values.address import CellAddress
from indicators.workbooks.headings import Headings
from indicators.workbooks.known_names import KnownNames
from indicators.workbooks.placed_cells import Placed
from indicators.workbooks.school_lines import Line, may_be_value, name_line, place_schools
from indicators.workbooks.sheet_context import HEADING_ROWS
from indicators.workbooks.sheet_source import LoadingPage, source_in
from portal.spreadsheets.workbook_sheet import WorkbookSheet

_ROLES = {
    "indicator": re.compile(r"^\W*(?:наименовани\w*\s+)?показател\w*", re.I),
    "value": re.compile(r"^\W*(?:значени\w*|результат\w*|число|величин\w*)\W*$", re.I),
    "school": re.compile(r"школ|организаци|учреждени|^\W*о[оуш]\W*$", re.I),
    "period": re.compile(r"^\W*(?:период|(?:отчётный |отчетный |учебный )?год)\W*$", re.I),
    "kind": re.compile(r"^\W*(?:вид|тип)(?:\s+значени\w*)?\W*$", re.I),
    "unit": re.compile(r"^\W*ед(?:\.|иниц)", re.I),
    "remark": re.compile(r"^\W*(?:примечани|комментари|замечани)", re.I),
}
_NEEDED = {"indicator", "value", "school"}
_MOST_ROWS = 20_000


class Register:
    """A sheet whose headings name the parts of an address and the value; `columns` has its columns by their parts."""

    def __init__(self, sheet: WorkbookSheet, catalogue: KnownNames, head: int, columns: dict[str, int]):
        self.sheet, self.catalogue, self.head, self.columns = sheet, catalogue, head, columns
        self.words = Headings(catalogue, None)
        self.joined = self._joined()

    def _joined(self) -> dict[tuple[int, int], str]:
        """The texts of merged cells in each of their rows."""
        used = set(self.columns.values())
        found = {}
        for left, top, _, bottom in self.sheet.merged:
            if left in used and top > self.head and bottom - top < _MOST_ROWS and (text := self.sheet.text(top, left)):
                found |= {(row, left): text for row in range(top, bottom + 1)}
        return found

    def _text(self, number: int, part: str) -> str:
        column = self.columns.get(part, 0)
        return (self.joined.get((number, column)) or self.sheet.text(number, column)).strip()

    def placed(self, page: LoadingPage) -> Placed:
        placed = Placed(self.sheet, is_register=True)
        lines = [number for number in sorted(self.sheet.rows) if number > self.head and self._text(number, "value")]
        schools = self._schools(placed, lines)
        indicators = self._indicators(placed, lines)
        value = self.columns["value"]
        placed.columns[value] = self.sheet.text(self.head, value)
        for number in lines:
            school, indicator = schools.get(self._text(number, "school")), indicators.get(self._key(number))
            if school is not None and indicator is not None:
                placed.rows[number] = f"{self._text(number, 'school')}, {self._text(number, 'indicator')}"
                source = source_in([self._text(number, "period"), self._text(number, "kind")])
                cell = CellAddress(indicator, source[0] or page.period, school[0], source[1] or page.kind)
                placed.cells.append((number, value, cell, None))
        sources = {(cell.period, cell.kind) for _, _, cell, _ in placed.cells}
        placed.has_own_sources = len(sources) > 1
        placed.said = sources.pop() if len(sources) == 1 else None
        placed.sheet = self._with_remarks(lines)
        return placed

    def _key(self, number: int) -> tuple[str, str]:
        return self._text(number, "indicator"), self._text(number, "unit")

    def _schools(self, placed: Placed, lines: list[int]) -> dict[str, tuple[int | None]]:
        first = {self._text(number, "school"): number for number in reversed(lines)}
        named = [Line(number, title, [self._text(number, "value")]) for title, number in reversed(first.items())]
        found = place_schools(placed, self.catalogue, named, self.catalogue.school, is_row=True)
        placed.rows.clear()
        return {title: found[number] for title, number in first.items() if number in found}

    def _indicators(self, placed: Placed, lines: list[int]) -> dict[tuple[str, str], int]:
        found = {}
        for title, unit in dict.fromkeys(map(self._key, lines)):
            exact = self.words.exact([title], 0) if title else None
            meaning = self.words.near([title], 0, read_measure(unit).name) if title and not exact else None
            indicator = exact or (meaning and meaning.indicator)
            if indicator:
                found[title, unit] = indicator
                name_line(
                    placed,
                    0,
                    title,
                    str(self.catalogue.indicators[indicator]),
                    is_row=True,
                    why=meaning.why if meaning else "",
                )
            elif title:
                nearest = self.catalogue.indicator_names.nearest
                likely = meaning and meaning.likely
                placed.leave_out("строка", title, self.catalogue.unknown, nearest, "indicator", likely)
        placed.rows.clear()
        return found

    def _with_remarks(self, lines: list[int]) -> WorkbookSheet:
        """The sheet with what stands in a column of remarks told at the values."""
        remarks = dict(self.sheet.remarks)
        for number in lines:
            if (remark := self._text(number, "remark")) and may_be_value(self._text(number, "value")):
                place = number, self.columns["value"]
                remarks[place] = " ".join(filter(None, [remarks.get(place, ""), f"Рядом написано: «{remark[:100]}»."]))
        return replace(self.sheet, remarks=remarks)


def register_in(sheet: WorkbookSheet, catalogue: KnownNames) -> Register | None:
    """The register in the sheet; None if no row of headings names a school, an indicator and a value."""
    for number, row in sorted(sheet.rows.items()):
        if number > HEADING_ROWS:
            break
        columns: dict[str, int] = {}
        for column, text in sorted(row.items()):
            part = next((part for part, word in _ROLES.items() if word.search(text) and part not in columns), "")
            if part:
                columns[part] = column
        if columns.keys() >= _NEEDED:
            return Register(sheet, catalogue, number, columns)
    return None
