"""Finds the address of each cell of a sheet: by the hidden identifiers of the portal's own workbooks, else by names."""

from collections.abc import Callable, Iterator

from openpyxl.utils import get_column_letter

from indicators.values.address import AddressPart
from indicators.workbooks.by_names import place_by_names
from indicators.workbooks.disagreeing import whose
from indicators.workbooks.known_names import KnownNames
from indicators.workbooks.labels import (
    NOTHING,
    Seen,
    checksum,
    column_name,
    is_of_this_portal,
    read_label,
    read_part,
    read_seen,
)
from indicators.workbooks.placed_cells import Placed, Renamed
from indicators.workbooks.questions import SheetQuestions
from indicators.workbooks.sheet_source import LoadingPage, ask_about_sheet
from indicators.workbooks.writing import FIRST_COLUMN, FIRST_ROW, HEADINGS_ROW, INSTRUCTION, LABELS_ROW
from portal.spreadsheets.workbook_sheet import WorkbookSheet
from portal.text.keys import natural_key

_COMPUTED = "«{}» портал считает сам: вписанное «{}» не загружается."
_OTHER_NAME = "Название и скрытый номер строки расходятся. Скачайте файл заново и впишите значения в него."
HIDDEN_SHEET = "Лист скрыт, портал его не читает. Если он нужен, покажите его в Excel и загрузите файл снова."


def place(sheet: WorkbookSheet, catalogue: KnownNames, page: LoadingPage, questions: SheetQuestions) -> Placed | None:
    """The sheet's cells with their addresses; None if the sheet is not about values.

    What it leaves open is put into `questions`, and left out until it is answered.
    """
    placed = _place_any(sheet, catalogue, page, questions)
    if placed:
        placed.set_aside(catalogue.chosen.left_out)
        ask_about_sheet(placed, catalogue, page, questions)
    if placed and catalogue.only:
        placed.keep_only(*catalogue.only)
    return placed


def _place_any(
    sheet: WorkbookSheet, catalogue: KnownNames, page: LoadingPage, questions: SheetQuestions
) -> Placed | None:
    """Place all that the sheet has, by its labels or by names; `place` then sets aside what is not wanted."""
    if sheet.is_hidden:
        placed = Placed(sheet)
        placed.leave_out("лист", sheet.title, HIDDEN_SHEET)
        return placed
    label = read_label(sheet.text(LABELS_ROW, 1))
    if sheet.title == INSTRUCTION and not label:
        return None
    if not is_of_this_portal(label):
        return place_by_names(sheet, catalogue, page)
    if label.get("municipality") != catalogue.municipality.pk:
        placed = Placed(sheet)
        placed.leave_out("лист", sheet.title, "Этот лист выгружен для другого муниципалитета.")
        return placed
    return _Identified(sheet, catalogue, label, questions).placed


class _Identified:
    """Places a sheet that the portal wrote by its hidden labels, which are checked against the names beside them."""

    def __init__(self, sheet: WorkbookSheet, catalogue: KnownNames, label: dict, questions: SheetQuestions):
        self.sheet, self.catalogue, self.placed, self.questions = sheet, catalogue, Placed(sheet), questions
        self.placed.collection = label.get("collection")
        shared = self._read_known_part(label.get("key"))
        if shared is None:
            self.placed.leave_out("лист", sheet.title, "В портале нет того, что на этом листе.")
            return
        if shared.has_school:
            self.placed.schools[shared.school_id] = ("лист", sheet.title)
        columns = list(self._columns())
        self.first = min((number for number, _, _ in columns), default=FIRST_COLUMN + 1)
        self.has_schools_in_rows = any(part.indicator_id for _, part, _ in columns)
        for number in sorted(sheet.rows):
            if number >= FIRST_ROW:
                self._place_row(number, shared, columns)
        sources = {(cell.period, cell.kind) for _, _, cell, _ in self.placed.cells}
        self.placed.said = sources.pop() if len(sources) == 1 else None
        self._tell_unlabelled()

    def _tell_unlabelled(self) -> None:
        """Tell of columns that somebody has added beside the portal's own; they are not read."""
        labelled = {1, *range(FIRST_COLUMN, self.first), *self.sheet.rows.get(LABELS_ROW, {})}
        filled: dict[int, int] = {}
        for number, row in self.sheet.rows.items():
            if number >= FIRST_ROW:
                for column in row.keys() - labelled:
                    filled[column] = filled.get(column, 0) + 1
        for column, count in sorted(filled.items()):
            title = self.sheet.text(HEADINGS_ROW, column) or get_column_letter(column)
            self.placed.leave_out("столбец", title, f"Столбца нет в выгруженной таблице, заполнено ячеек: {count}.")

    def _columns(self) -> Iterator[tuple[int, AddressPart, str]]:
        """Each column that can be placed: its number, the part of the address it gives, and its name in rows' labels.

        That name is "" if the column's heading now means something else than its label.
        """
        for number, text in sorted(self.sheet.rows.get(LABELS_ROW, {}).items()):
            key, title = read_label(text), self.sheet.text(HEADINGS_ROW, number)
            if number == 1 or not key:
                continue
            part = self._read_known_part(key)
            if part is None:
                self._leave_out("столбец", title, self.catalogue.indicator_names.nearest)
                continue
            where = f"столбец {get_column_letter(number)}, лист «{self.sheet.title}»"
            named = whose(part, title, where, f"column:{number}", self.catalogue, self.questions)
            if named is None:
                continue
            self.placed.columns[number] = title
            self._tell_renamed("столбец", title, named)
            if named.has_school:
                self.placed.schools[named.school_id] = ("столбец", title)
            yield number, named, column_name(part) if named == part else ""

    def _place_row(self, number: int, shared: AddressPart, columns: list[tuple[int, AddressPart, str]]) -> None:
        """Place the cells of a row by its label, or by its title if somebody has added it; else tell why not."""
        label, title = read_label(self.sheet.text(number, 1)), self.sheet.text(number, FIRST_COLUMN)
        if label and not label.get("key"):
            self._tell_computed(number, title, read_seen(label), columns)
            return
        part = self._read_known_part(label.get("key")) if label else self._by_title(title)
        if part is None:
            if any(column >= self.first for column in self.sheet.rows[number]):
                names = self.catalogue.own_schools if self.has_schools_in_rows else self.catalogue.indicator_names
                what = "school" if self.has_schools_in_rows else "indicator"
                self._leave_out("строка", title, names.nearest, "" if label else what)
            return
        where = f"строка {number}, лист «{self.sheet.title}»"
        named = whose(part, title, where, f"row:{number}", self.catalogue, self.questions) if label else part
        if named is None:
            if self.questions.is_full:
                self.placed.leave_out("строка", title, _OTHER_NAME)
            return
        self.placed.rows[number] = title
        self._tell_renamed("строка", title, named)
        if named.has_school:
            self.placed.schools.setdefault(named.school_id, ("строка", title))
        seen = read_seen(label) if label and named == part else None
        whole = shared.with_those_of(named)
        for column, its, name in columns:
            if address := whole.with_those_of(its).address:
                known = seen.get(name, NOTHING) if seen is not None and name else None
                self.placed.cells.append((number, column, address, known))

    def _tell_computed(
        self, number: int, title: str, seen: dict[str, Seen], columns: list[tuple[int, AddressPart, str]]
    ) -> None:
        """Tell of values in a computed row that somebody has typed over; they are not loaded."""
        if not seen:  # the file was written by an earlier version of the portal
            return
        for column, _, name in columns:
            text = self.sheet.text(number, column)
            if name and text and checksum(text) != seen.get(name, NOTHING).checksum:
                where = f"{get_column_letter(column)}{number}"
                self.placed.faults.append((where, _COMPUTED.format(title, text[:60])))

    def _read_known_part(self, key: object) -> AddressPart | None:
        """The part of an address in a label; None if the municipality doesn't have it or the label was damaged."""
        part = read_part(key)
        is_known = (
            part is not None
            and (part.indicator_id is None or part.indicator_id in self.catalogue.indicators)
            and (part.school_id is None or part.school_id in self.catalogue.schools.names)
        )
        return part if is_known else None

    def _tell_renamed(self, place: str, title: str, part: AddressPart) -> None:
        name = ""
        if part.school_id:
            name = self.catalogue.own_schools.names.get(part.school_id, "")
        elif part.indicator_id:
            name = str(self.catalogue.indicators[part.indicator_id])
        if name and natural_key(name) != natural_key(title):
            self.placed.renamed.append(Renamed(place, title, name))

    def _by_title(self, title: str) -> AddressPart | None:
        """The part of an address for a row that somebody has added, by its title; None if no such name is known."""
        if self.has_schools_in_rows:
            found = self.catalogue.school(title)
            return found and AddressPart.of_school(found[0])
        indicator = self.catalogue.indicator_names.find(title)
        return indicator and AddressPart(indicator)

    def _leave_out(self, place: str, title: str, nearest: Callable[[str], list[str]], what: str = "") -> None:
        what = what if title else ""
        self.placed.leave_out(place, title or "без названия", self.catalogue.unknown, nearest, what)
