"""Fills a sheet from the XML elements of its part of a workbook, as the parser meets them."""

import re

from openpyxl.utils import column_index_from_string, range_boundaries

from portal.spreadsheets.number_formats import GENERAL, LONGEST_FORMAT, shown
from portal.spreadsheets.opening import MOST_COLUMNS, too_many_cells, too_many_merged
from portal.spreadsheets.workbook_sheet import WorkbookSheet, told_rounding

MOST_MERGED = 100_000
MOST_MERGED_CELLS = 1_000_000  # in all ranges up to LARGE_RANGE, whose cells are looked at one by one
LARGE_RANGE = 10_000
_TRUE = ("1", "true")

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NOT_AVAILABLE = "#N/A"
_ERRORS = {
    "#DIV/0!": "#ДЕЛ/0!", "#VALUE!": "#ЗНАЧ!", "#REF!": "#ССЫЛКА!", "#NAME?": "#ИМЯ?", "#NUM!": "#ЧИСЛО!",
    "#NULL!": "#ПУСТО!", _NOT_AVAILABLE: "#Н/Д",
}  # fmt: skip
NO_RESULT = "В ячейке формула, а её результата в файле нет: откройте книгу в Excel, сохраните и загрузите снова."
_ERROR = "В ячейке ошибка Excel «{}», значения в ней нет: исправьте формулу или впишите значение."
_HASHES = "В ячейке вместо значения решётки «{}»: впишите само значение."
_NARROW = "В Excel столбец узок, и вместо числа видны решётки «####»: взято «{}»."
_LONG_FORMAT = "У ячейки числовой формат длиннее, чем бывает в Excel: число взято без формата."
_MOST_ROWS = 1_048_576


class SheetReader:
    """Fills a sheet with at most `most` cells, which are left of the workbook's `most_of_all`."""

    def __init__(
        self,
        sheet: WorkbookSheet,
        strings: list[str],
        formats: list[str],
        dates_from_1904: bool,
        most: int,
        most_of_all: int,
    ):
        self.sheet, self.strings, self.formats, self.dates_from_1904 = sheet, strings, formats, dates_from_1904
        self.most, self.most_of_all, self.count = most, most_of_all, 0
        self.row_number = self.column = 0
        self.row: dict[int, str] = {}
        self.columns: dict[str, int] = {}
        self.widths: dict[int, float] = {}
        self.merged_cells = self.told_columns = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            reference = attributes.get("r")
            self.column = self._column_number(reference) if reference else self.column + 1
            self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "0")
            self.value, self.has_formula, self.pieces, self.aid = None, False, [], False
        elif tag == "row":
            number = attributes.get("r")
            self.row_number = int(number) if number else self.row_number + 1
            if self.row_number > _MOST_ROWS:
                raise ValueError("A sheet of Excel has no such row")
            self.row, self.column = {}, 0
            if attributes.get("hidden") in _TRUE or attributes.get("ht") == "0":
                self.sheet.hidden_rows.add(self.row_number)
        elif tag == "col":
            self._keep_column_widths(attributes)
        elif tag == "rPh":
            self.aid = True
        elif tag == "mergeCell":
            self._keep_merged(attributes["ref"])

    def end(self, tag: str, text: str) -> None:
        if tag == "v":
            self.value = text
        elif tag == "c":
            self._keep_cell()
        elif tag == "f":
            self.has_formula = True
        elif tag == "t" and not self.aid:
            self.pieces.append(text)
        elif tag == "rPh":
            self.aid = False
        elif tag == "row" and self.row:
            self.sheet.rows[self.row_number] = self.row

    def _keep_column_widths(self, attributes: dict[str, str]) -> None:
        """Note which columns are hidden, and the widths that somebody set."""
        first, last = int(attributes["min"]), min(int(attributes["max"]), MOST_COLUMNS)
        self.told_columns += max(last + 1 - first, 0)
        if self.told_columns > MOST_COLUMNS:  # more than a sheet has: the file repeats columns
            return
        width = attributes.get("width")
        if attributes.get("hidden") in _TRUE or width == "0":
            self.sheet.hidden_columns.update(range(first, last + 1))
        elif width and attributes.get("customWidth") in _TRUE:
            self.widths.update(dict.fromkeys(range(first, last + 1), float(width)))

    def _keep_merged(self, reference: str) -> None:
        """Keep a merged range. Raises NotReadable if there are too many."""
        bounds = range_boundaries(reference)
        if None in bounds:  # the reference has no rows or no columns
            fault = "Объединение ячеек прочитать нельзя: портал его не учёл."
            self.sheet.faults.append((reference[:20], fault))
        else:
            (left, right), (top, bottom) = sorted(bounds[::2]), sorted(bounds[1::2])
            self.sheet.merged.append((left, top, right, bottom))
            cells = (right - left + 1) * (bottom - top + 1)
            self.merged_cells += cells if cells <= LARGE_RANGE else 0
        if len(self.sheet.merged) + len(self.sheet.faults) > MOST_MERGED or self.merged_cells > MOST_MERGED_CELLS:
            raise too_many_merged(self.sheet.title)

    def _keep_cell(self) -> None:
        """Keep the cell's text, or why it has no value. Raises TooManyCells if there are more than allowed."""
        text = self._format_value()
        if text:
            self.row[self.column] = text
            self.count += 1
            if self.count > self.most:
                raise too_many_cells(self.most_of_all)
            if self.kind == "e" and self.value != _NOT_AVAILABLE:
                self._keep_reason(_ERROR.format(text))
            elif text[0] == "#" and not text.strip("# \u00a0"):
                self._keep_reason(_HASHES.format(text[:12]))
        elif self.has_formula and not self.value and self.kind != "str":
            self._keep_reason(NO_RESULT)

    def _format_value(self) -> str:
        """Return what the cell shows, or "" if it is empty."""
        value, kind = self.value, self.kind
        if kind == "inlineStr":
            return unescaped("".join(self.pieces))
        if not value:
            return ""
        if kind == "n":
            return self._format_number(value)
        if kind == "s":
            return self.strings[int(value)]
        if kind == "b":
            return "ИСТИНА" if value in ("1", "true") else "ЛОЖЬ"
        if kind == "e":
            return _ERRORS.get(value, value)
        if kind == "d":
            year, month, day = value[:10].split("-")
            return f"{day}.{month}.{year}"
        return unescaped(value)

    def _format_number(self, value: str) -> str:
        """Return a number as its format shows it, and keep remarks on what isn't shown."""
        style = int(self.style)
        number_format = self.formats[style] if style < len(self.formats) else GENERAL
        seen = shown(value, number_format, self.dates_from_1904)
        place = self.row_number, self.column
        if seen.part_of_day:
            self.sheet.parts_of_days[place] = seen.part_of_day
        if len(number_format) > LONGEST_FORMAT:
            self.sheet.remarks[place] = _LONG_FORMAT
        elif seen.hidden:
            self.sheet.rounded[place] = told_rounding(seen.hidden, seen.text)
        elif number_format != GENERAL and len(seen.text) > self.widths.get(self.column, MOST_COLUMNS):
            self.sheet.remarks[place] = _NARROW.format(seen.text)
        return seen.text

    def _keep_reason(self, why: str) -> None:
        self.sheet.no_values[self.row_number, self.column] = why
        self.sheet.rows.setdefault(self.row_number, self.row)

    def _column_number(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        column = self.columns.get(letters)
        if column is None:
            column = self.columns[letters] = column_index_from_string(letters)
        return column


def unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: _safe_character(int(match[1], 16)), text)


def _safe_character(code: int) -> str:
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
