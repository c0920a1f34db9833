"""Grids of values as a workbook that can be filled in and read back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from indicators.excel.formats import GENERAL, number_and_format, shown
from indicators.excel.labels import Seen, checksum, column_label, column_name, row_label, sheet_label
from indicators.grid.table import Column, Grid, Row
from indicators.quantity import Kind, read_quantity
from portal.workbook import put_text, sheet_title, workbook_bytes

INSTRUCTION = "Как заполнять"
LABELS_ROW, CAPTION_ROW, GROUPS_ROW, HEADINGS_ROW, FIRST_ROW = range(1, 6)
FIRST_COLUMN = 2  # after the hidden labels

_LINE = Side(style="thin", color="B8C4CE")
_BORDER = Border(_LINE, _LINE, _LINE, _LINE)
_GREY, _BLUE = PatternFill("solid", "EEF1F4"), PatternFill("solid", "DCE8F2")
_OPEN = Protection(locked=False)
_TITLE, _HEADING, _ROW, _VALUE, _LOCKED = (
    f"Портал: {name}" for name in ("название", "заголовок", "строка", "значение", "закрыто")
)

_UPLOAD = "Впишите значения в белые ячейки и загрузите файл на странице {} кнопкой «Загрузить Excel»."
_SEND = "Загрузка ничего не отправляет: когда всё внесено, нажмите на странице сбора «Отправить в отдел»."
_RULES = [
    "Перед записью портал покажет, что изменится. Пока вы не подтвердите, не изменится ничего.",
    "Пишите так, как значение стоит в документе: «3,5», «61,1%», «не менее 70», «12 из 40», «1 (9%)».",
    "«-» — показатель к школе не относится; «н/д» — данных нет; пустая ячейка — значение не внесено. "
    "Их можно выбрать в списке ячейки. Ноль пишите цифрой 0.",
    "В файле с выгруженными значениями стёртое значение сотрётся и в портале. В пустом шаблоне пустая ячейка "
    "ничего не меняет.",
    "Серые ячейки закрыты: это названия и то, что портал считает сам или вам вносить не поручено. "
    "Защита листа без пароля, она бережёт от случайных правок.",
    "В скрытых строке 1 и столбце A стоят номера школ и показателей: не удаляйте их.",
    "Если, пока вы работали с файлом, значение в портале изменил кто-то другой, портал покажет оба и спросит, "
    "какое оставить.",
]  # fmt: skip


@dataclass(frozen=True)
class SheetOfValues:
    title: str
    municipality_id: int
    grid: Grid


def emptied(grid: Grid) -> Grid:
    """The same grid to be filled in: no values, but knowing which writing of each stands in the portal."""
    rows = [
        replace(row, cells=[cell if cell.readonly else replace(cell, text="") for cell in row.cells])
        for row in grid.rows
        if not row.computed
    ]
    return replace(grid, rows=rows)


def write_workbook(sheets: Iterable[SheetOfValues], *, collection: str = "") -> bytes:
    """With its instruction, which tells to load it where it came from: the page of all values or of that collection."""
    workbook = Workbook()
    for style in _styles():
        workbook.add_named_style(style)
    for number, sheet in enumerate(sheets):
        worksheet = workbook.active if number == 0 else workbook.create_sheet()
        worksheet.title = sheet_title(sheet.title, workbook, f"Лист {number + 1}")
        _write_sheet(worksheet, sheet)
    page = [_UPLOAD.format(f"сбора «{collection}»"), _SEND] if collection else [_UPLOAD.format("«Показатели школ»")]
    _write_instruction(workbook.create_sheet(INSTRUCTION), page + _RULES)
    return workbook_bytes(workbook)


def _styles() -> list[NamedStyle]:
    """Anew for each workbook, which takes them into its own."""
    middle, left, right = (Alignment(side, "center", wrap_text=True) for side in ("center", "left", "right"))
    return [
        NamedStyle(_TITLE, Font(bold=True, size=13)),
        NamedStyle(_HEADING, Font(bold=True), _BLUE, _BORDER, middle),
        NamedStyle(_ROW, Font(), _GREY, _BORDER, left),
        NamedStyle(_VALUE, Font(), None, _BORDER, right, GENERAL, _OPEN),
        NamedStyle(_LOCKED, Font(color="5A6672"), _GREY, _BORDER, right),
    ]


def _write_sheet(worksheet: Worksheet, sheet: SheetOfValues) -> None:
    grid = sheet.grid
    first_value = FIRST_COLUMN + len(grid.corner)
    _put(worksheet, LABELS_ROW, 1, sheet_label(sheet.municipality_id, grid.key))
    _put(worksheet, CAPTION_ROW, FIRST_COLUMN, grid.caption, _TITLE)
    for number, heading in enumerate(grid.corner, FIRST_COLUMN):
        _put(worksheet, HEADINGS_ROW, number, heading, _HEADING)
    for number, column in enumerate(grid.columns, first_value):
        _put(worksheet, LABELS_ROW, number, column_label(column.key))
        _put(worksheet, HEADINGS_ROW, number, column.title, _HEADING)
    _write_groups(worksheet, grid.columns, first_value)
    for number, row in enumerate(grid.rows, FIRST_ROW):
        _write_row(worksheet, number, row, grid, first_value)
    _lay_out(worksheet, grid, first_value)


def _write_groups(worksheet: Worksheet, columns: list[Column], first: int) -> None:
    start = first
    for number, column in enumerate(columns, first):
        if column.group:
            _put(worksheet, GROUPS_ROW, number, column.group if number == start else "", _HEADING)
        is_last = number - first + 1 == len(columns) or columns[number - first + 1].group != column.group
        if is_last:
            if column.group and number > start:
                worksheet.merge_cells(None, GROUPS_ROW, start, GROUPS_ROW, number)
            start = number + 1


def _write_row(worksheet: Worksheet, number: int, row: Row, grid: Grid, first_value: int) -> None:
    if row.heading:
        _put(worksheet, number, FIRST_COLUMN, row.title, _HEADING)
        _put(worksheet, number, 1, row_label({}, {}))
        return
    seen = {}
    for place, text in enumerate((row.title, *row.info)):
        _put(worksheet, number, FIRST_COLUMN + place, text, _ROW)
    for place, (column, cell) in enumerate(zip(grid.columns, row.cells, strict=True), first_value):
        is_open = not (row.computed or cell.readonly or cell.locked)
        written = worksheet.cell(number, place)
        written.style = _VALUE if is_open else _LOCKED
        text = put_value(written, cell.text) if cell.text else ""
        if (cell.version or text) and column.key and not (row.computed or cell.readonly):
            seen[column_name(column.key)] = Seen(cell.version, checksum(text))
    # A row in which nothing is typed is known again by its empty key.
    is_typed = not row.computed and row.key.get("indicator", 0) is not None
    _put(worksheet, number, 1, row_label(row.key if is_typed else {}, seen))


def put_value(place: Cell, text: str) -> str:
    """Write a value as the number that it is, if Excel then shows it as it is written, else as text.

    Gives what reading the cell will give.
    """
    number = number_and_format(text) if read_quantity(text).kind is Kind.NUMBER else None
    if number:
        place.value, number_format = number
        if number_format != GENERAL:
            place.number_format = number_format
        return shown(f"{number[0]:.15g}", number_format).text
    return put_text(place, text)


def _put(worksheet: Worksheet, row: int, column: int, text: str, style: str = "") -> None:
    place = worksheet.cell(row, column)
    if style:
        place.style = style
    if text:
        put_text(place, text)


def _lay_out(worksheet: Worksheet, grid: Grid, first_value: int) -> None:
    last_row, last = FIRST_ROW + max(len(grid.rows), 1) - 1, first_value + max(len(grid.columns), 1) - 1
    worksheet.freeze_panes = worksheet.cell(FIRST_ROW, first_value)
    worksheet.row_dimensions[LABELS_ROW].hidden = True
    worksheet.column_dimensions["A"].hidden = True
    worksheet.row_dimensions[HEADINGS_ROW].height = _height(max((len(each.title) for each in grid.columns), default=0))
    worksheet.column_dimensions[get_column_letter(FIRST_COLUMN)].width = 46
    for number in range(FIRST_COLUMN + 1, first_value):
        worksheet.column_dimensions[get_column_letter(number)].width = 14
    for number in range(first_value, last + 1):
        worksheet.column_dimensions[get_column_letter(number)].width = _WIDTH
    _offer_words(worksheet, f"{get_column_letter(first_value)}{FIRST_ROW}:{get_column_letter(last)}{last_row}")
    worksheet.protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows"):
        setattr(worksheet.protection, allowed, False)  # False: not forbidden
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.paperSize = worksheet.PAPERSIZE_A4
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr.fitToPage = True
    worksheet.print_title_rows = f"{GROUPS_ROW}:{HEADINGS_ROW}"


_WIDTH = 16


def _height(longest: int) -> float:
    """Of the headings, so that the longest shows, up to twelve lines of about 15 letters."""
    return 15.0 * min(max(-(-longest // 13), 2), 12)


def _offer_words(worksheet: Worksheet, cells: str) -> None:
    """Two words to choose from; whatever else is typed is accepted."""
    words = DataValidation("list", formula1='"-,н/д"', allow_blank=True, showErrorMessage=False)
    words.add(cells)
    worksheet.add_data_validation(words)


def _write_instruction(worksheet: Worksheet, rules: list[str]) -> None:
    worksheet.column_dimensions["A"].width = 110
    _put(worksheet, 1, 1, INSTRUCTION, _TITLE)
    for number, rule in enumerate(rules, 3):
        place = worksheet.cell(number, 1, rule)
        place.alignment = Alignment(wrap_text=True, vertical="top")
        worksheet.row_dimensions[number].height = 15.0 * -(-len(rule) // 100)
    worksheet.protection.sheet = True
