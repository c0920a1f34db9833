"""Compares the cells of a file with the portal's values: what an import would change, and what it has to ask."""

from collections.abc import Container, Iterable, Mapping
from typing import NamedTuple

from django.db.models import Q, QuerySet
from openpyxl.utils import get_column_letter

from indicators.quantity import read_quantity
from indicators.values.actions import refusal
from indicators.values.address import CellAddress
from indicators.values.checks import fault_of_excel, notes_on
from indicators.values.models import Value
from indicators.values.sending import cleaned
from indicators.workbooks.adding_up import ask_of_wholes
from indicators.workbooks.beside_others import CONTRADICTED, note_odd_values, same_value
from indicators.workbooks.import_plan import Fate, ImportPlan, PlannedChange, PlannedSheet
from indicators.workbooks.known_names import KnownNames
from indicators.workbooks.labels import Seen, checksum
from indicators.workbooks.matching import place as place_sheet
from indicators.workbooks.placed_cells import Placed, SaidName
from indicators.workbooks.questions import SheetQuestions
from indicators.workbooks.sheet_faults import remarks_on, spread_over, told_of_sheet
from indicators.workbooks.sheet_source import LoadingPage, where_it_goes
from portal.spreadsheets.number_formats import with_comma
from portal.spreadsheets.workbook_sheet import WorkbookSheet

_CHANGED_SINCE = "В файле ячейка пуста, а в портале значение с тех пор изменили: файл его не сотрёт."
_TWICE = "Для этой ячейки в файле есть ещё одно значение, выше: «{}»."


def plan_import(
    sheets: Iterable[WorkbookSheet],
    catalogue: KnownNames,
    *,
    page: LoadingPage,
    file_name: str,
    file_hash: str,
    answers: Mapping[str, str] | None = None,
    is_return: bool = False,
    once: Iterable[SaidName] = (),
) -> ImportPlan:
    """Plan what the file would change if loaded on that page, given a person's `answers` to questions about it.

    If `is_return`, untouched values of the file are compared too, so that a person can choose which to bring back.
    `once` are meanings of names that count for this file only.
    """
    plan = ImportPlan(
        catalogue.municipality.pk, page.period, page.kind, file_name, file_hash, [], [],
        collection=catalogue.collection and catalogue.collection.pk, school=page.school, answers=dict(answers or {}),
        is_return=is_return, once=list(once),
    )  # fmt: skip
    placed, same = [], {}
    for number, sheet in enumerate(sheets):
        questions = SheetQuestions(number, plan.answers, same, plan.questions)
        if each := place_sheet(sheet, catalogue, page, questions):
            placed.append(each)
    spread = [spread_over(each) for each in placed]
    touched = [
        _find_touched(each, catalogue, no_values, is_return) for each, no_values in zip(placed, spread, strict=True)
    ]
    comparison = _Comparison(catalogue, {each[2] for cells, _ in touched for each in cells}, is_return)
    for number, (each, (cells, unchanged)) in enumerate(zip(placed, touched, strict=True)):
        sheet = PlannedSheet(each.sheet.title, each.rows, each.columns, unchanged, each.unplaced, each.renamed)
        sheet.when, sheet.goes = where_it_goes(each.cells, catalogue)
        plan.sheets.append(sheet)
        told: set[tuple[int, int]] = set()
        for row, column, cell, seen in cells:
            place = row, column
            read = _FileCell(
                (number, row, column), f"{get_column_letter(column)}{row}, лист «{each.sheet.title}»",
                cell, seen, cleaned(each.sheet.text(*place)),
                remarks_on(each, *place), each.sheet.no_values.get(place, ""), spread[number].get(place, ""),
            )  # fmt: skip
            if item := comparison.compare(read):
                plan.items.append(item)
                told.add(place)
            else:
                sheet.unchanged += 1
        sheet.remarks += told_of_sheet(each, told)
    note_odd_values(plan.items, catalogue.indicators)
    ask_of_wholes(plan.items, catalogue.indicators, _read_texts)
    return plan


def _find_touched(
    placed: Placed, catalogue: KnownNames, spread: Container[tuple[int, int]], is_return: bool
) -> tuple[list, int]:
    """The cells that differ from what the portal wrote into the file, and the number of those that don't.

    Cells where the user may not write are left out, and `placed` notes why for their school.
    """
    cells, locked, unchanged, rows = [], {}, 0, placed.sheet.rows
    for found in placed.cells:
        row, column, cell, seen = found
        text = rows[row].get(column, "")
        is_as_written = seen is not None and (checksum(text) == seen.checksum if text else not seen.checksum)
        has_value = (row, column) not in spread and (row, column) not in placed.sheet.no_values
        if (
            is_as_written
            and not (is_return and text)
            and (has_value or not (text or (row, column) in placed.sheet.no_values))
        ):
            unchanged += 1
            continue
        if why := catalogue.locks.why(cell):
            locked[cell.school_id] = why
        else:
            cells.append(found)
    for school, why in locked.items():
        what, title = placed.schools.get(school, ("лист", placed.sheet.title))
        placed.leave_out(what, title, why)
    return cells, unchanged


class _FileCell(NamedTuple):
    """What stands in a cell of the file.

    `no_value` says why it holds no value (an Excel error), `spread` why it is merged with another's cell; else "".
    """

    place: tuple[int, int, int]  # sheet, row, column
    where: str
    cell: CellAddress
    seen: Seen | None
    text: str
    remarks: list[str]
    no_value: str
    spread: str


class _Comparison:
    """Compares cells of a file, one by one, with the portal's values, which are read once for all."""

    def __init__(self, catalogue: KnownNames, cells: set[CellAddress], is_return: bool):
        self.catalogue, self.is_return = catalogue, is_return
        labels = {cell.period for cell in cells}
        self.known = _read_texts(cells, labels)
        careful = (cell for cell in cells if catalogue.indicators[cell.indicator_id].jump_limit is not None)
        before = {cell.a_year_before for cell in careful}
        self.last_year = _read_texts(before, {cell.period for cell in before} - labels) | self.known
        self.taken: dict[CellAddress, tuple[str, str, list[str]]] = {}
        """Of each cell the text that is taken, where it stands, and the notes on it."""
        self.notes: dict[tuple[int, str], list[str]] = {}

    def compare(self, read: "_FileCell") -> PlannedChange | None:
        """The change that the cell would make; None if the file says the same as the portal."""
        place, _, cell, seen, new, remarks, no_value, spread = read
        old, version = self.known.get(cell, ("", 0))
        if no_value or (spread and (new or old)):
            return PlannedChange(*place, Fate.REFUSED, cell, old, new, version, [no_value or spread, *remarks])
        if new in (old, old.strip(), with_comma(old)):
            return None
        if not new:
            return self._compare_emptied(read, old, version)
        if cell in self.taken and same_value(new, self.taken[cell][0]):
            return None
        if why := fault_of_excel(new) or refusal(new) or self._contradiction(read):
            return PlannedChange(*place, Fate.REFUSED, cell, old, new, version, [why])
        notes = [*remarks, *self._notes(cell, new)]
        self.taken[cell] = new, read.where, notes
        if seen is not None and seen.version != version and not self.is_return:
            return PlannedChange(*place, Fate.CONFLICT, cell, old, new, version, notes)
        return PlannedChange(*place, Fate.CHANGED if old else Fate.NEW, cell, old, new, version, notes)

    def _contradiction(self, read: "_FileCell") -> str:
        """Why the file's second value for a cell is not taken, which is told at the first one too; "" if it is none."""
        if read.cell not in self.taken:
            return ""
        first, _, notes = self.taken[read.cell]
        notes.append(CONTRADICTED.format(read.text[:60], read.where))
        return _TWICE.format(first)

    @staticmethod
    def _compare_emptied(read: "_FileCell", old: str, version: int) -> PlannedChange | None:
        """The change of an emptied cell; None if the portal had written no value there: an empty cell says nothing."""
        place, _, cell, seen, _, remarks, *_ = read
        if seen is None or not seen.checksum:
            return None
        if seen.version != version:
            return PlannedChange(*place, Fate.REFUSED, cell, old, "", version, [_CHANGED_SINCE, *remarks])
        return PlannedChange(*place, Fate.ERASED, cell, old, "", version, remarks)

    def _notes(self, cell: CellAddress, text: str) -> list[str]:
        """The notes that `enter_values` will find; kept for equal texts if last year's value doesn't matter."""
        indicator = self.catalogue.indicators[cell.indicator_id]
        if indicator.jump_limit is None:
            if (cell.indicator_id, text) not in self.notes:
                self.notes[cell.indicator_id, text] = notes_on(read_quantity(text, indicator.unit), indicator, None)
            return self.notes[cell.indicator_id, text]
        before = cell.a_year_before
        last_text = (self.taken.get(before) or self.last_year.get(before, ("",)))[0]
        return notes_on(read_quantity(text, indicator.unit), indicator, read_quantity(last_text, indicator.unit))


def standing(items: list[PlannedChange]) -> dict[CellAddress, Value]:
    """The portal's values in the cells of these changes, with their authors, to show them beside the file's."""
    cells = {item.cell for item in items}
    labels = {cell.period for cell in cells}
    values = _values_around(cells).filter(period__label__in=labels).select_related("entered_by", "period")
    return {CellAddress.of(each): each for each in values}


def _values_around(cells: set[CellAddress]) -> QuerySet[Value]:
    """The values of the cells' indicators, schools and kinds, of all periods; a superset of the cells."""
    schools = {cell.school_id for cell in cells}
    return Value.objects.filter(
        Q(school__in=schools - {None}) | (Q(school=None) if None in schools else Q(pk__in=[])),
        indicator__in={cell.indicator_id for cell in cells},
        kind__in={cell.kind for cell in cells},
    ).order_by()


def _read_texts(cells: set[CellAddress], labels: set[str]) -> dict[CellAddress, tuple[str, int]]:
    """Text and version of the portal's values in those periods, for at least the given cells."""
    if not cells or not labels:
        return {}
    columns = ("indicator_id", "period__label", "school_id", "kind", "text", "version")
    values = _values_around(cells).filter(period__label__in=labels).values_list(*columns)
    return {CellAddress(*value[:4]): value[4:] for value in values.iterator(5_000)}
