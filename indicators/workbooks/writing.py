"""Writes grids of values as a workbook that can be filled in and read back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from indicators.quantity import Number, read_quantity
from indicators.values.address import AddressPart
from indicators.values.grid.table import Grid, GridColumn, GridRow
from indicators.workbooks.labels import Seen, checksum, column_label, column_name, row_label, sheet_label
from portal.spreadsheets.number_formats import GENERAL, number_and_format, shown, with_comma
from portal.workbook import fit_on_a4, head_rows, put_text, set_widths, sheet_title, workbook_bytes

INSTRUCTION = "Как заполнять"
LABELS_ROW, CAPTION_ROW, GROUPS_ROW, HEADINGS_ROW, FIRST_ROW = range(1, 6)
FIRST_COLUMN = 2  # after the hidden labels

_LINE = Side(style="thin", color="B8C4CE")
_BORDER = Border(_LINE, _LINE, _LINE, _LINE)
_GREY, _BLUE = PatternFill("solid", "EEF1F4"), PatternFill("solid", "DCE8F2")
_HATCHED = PatternFill("lightUp", "B8C4CE", "FFFFFF")
_OPEN = Protection(locked=False)
_TITLE, _HEADING, _ROW, _VALUE, _LOCKED, _UNASKED = (
    f"Портал: {name}" for name in ("название", "заголовок", "строка", "значение", "закрыто", "не спрашивается")
)

_UPLOAD = "Впишите значения в белые ячейки и загрузите файл на странице {} кнопкой «Загрузить Excel»."
_SEND = "Загрузка ничего не отправляет: когда всё внесено, нажмите на странице сбора «Отправить в отдел»."
_RULES = [
    "Перед записью портал покажет, что изменится. Пока вы не подтвердите, не изменится ничего.",
    "Пишите так, как значение стоит в документе: «3,5», «61,1%», «не менее 70», «12 из 40», «1 (9%)».",
    "«-» — показатель к школе не относится; «н/д» — данных нет; пустая ячейка — значение не внесено. "
    "Их можно выбрать в списке ячейки. Ноль пишите цифрой 0.",
    "Пустая ячейка в портале ничего не стирает. Если вы стёрли в файле выгруженное значение, портал спросит перед "
    "записью, стереть ли его и в портале.",
    "Серые ячейки закрыты: это названия и то, что портал считает сам или вам вносить не поручено. "
    "Защита листа без пароля, она бережёт от случайных правок.",
    "Заштрихованные ячейки у школы не спрашиваются: таких классов в ней нет. Если они есть, впишите значение.",
    "В скрытых строке 1 и столбце A стоят номера школ и показателей: не удаляйте их.",
    "Если, пока вы работали с файлом, значение в портале изменил кто-то другой, портал покажет оба и спросит, "
    "какое оставить.",
]  # fmt: skip


@dataclass(frozen=True)
class SheetOfValues:
    title: str
    municipality_id: int
    grid: Grid
    collection_id: int | None = None


def emptied(grid: Grid) -> Grid:
    """The grid without texts, to be filled in; the versions of values stay, so that conflicts are noticed."""
    rows = [
        replace(row, cells=[cell if cell.readonly else replace(cell, text="") for cell in row.cells])
        for row in grid.rows
        if not row.computed
    ]
    return replace(grid, rows=rows)


def write_workbook(sheets: Iterable[SheetOfValues], *, collection: str = "") -> bytes:
    """Write the sheets and an instruction, which says where to load the file: the page of values or of a collection."""
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
    """The styles of a workbook; made anew for each, as openpyxl binds them to it."""
    middle, left, right = (Alignment(side, "center", wrap_text=True) for side in ("center", "left", "right"))
    return [
        NamedStyle(_TITLE, Font(bold=True, size=13)),
        NamedStyle(_HEADING, Font(bold=True), _BLUE, _BORDER, middle),
        NamedStyle(_ROW, Font(), _GREY, _BORDER, left),
        NamedStyle(_VALUE, Font(), None, _BORDER, right, GENERAL, _OPEN),
        NamedStyle(_LOCKED, Font(color="5A6672"), _GREY, _BORDER, right),
        NamedStyle(_UNASKED, Font(), _HATCHED, _BORDER, right, GENERAL, _OPEN),
    ]


def _write_sheet(worksheet: Worksheet, sheet: SheetOfValues) -> None:
    grid = sheet.grid
    first_value = FIRST_COLUMN + len(grid.corner)
    _put(worksheet, LABELS_ROW, 1, sheet_label(sheet.municipality_id, grid.part, sheet.collection_id))
    _put(worksheet, CAPTION_ROW, FIRST_COLUMN, grid.caption, _TITLE)
    for number, heading in enumerate(grid.corner, FIRST_COLUMN):
        _put(worksheet, HEADINGS_ROW, number, heading, _HEADING)
    for number, column in enumerate(grid.columns, first_value):
        _put(worksheet, LABELS_ROW, number, column_label(column.part))
        _put(worksheet, HEADINGS_ROW, number, column.title, _HEADING)
    _write_groups(worksheet, grid.columns, first_value)
    for number, row in enumerate(grid.rows, FIRST_ROW):
        _write_row(worksheet, number, row, grid, first_value)
    _lay_out(worksheet, grid, first_value)


def _write_groups(worksheet: Worksheet, columns: list[GridColumn], first: int) -> None:
    start = first
    for number, column in enumerate(columns, first):
        if column.group:
            _put(worksheet, GROUPS_ROW, number, column.group if number == start else "", _HEADING)
        is_last = number - first + 1 == len(columns) or columns[number - first + 1].group != column.group
        if is_last:
            if column.group and number > start:
                worksheet.merge_cells(None, GROUPS_ROW, start, GROUPS_ROW, number)
            start = number + 1


def _write_row(worksheet: Worksheet, number: int, row: GridRow, grid: Grid, first_value: int) -> None:
    """Write a row with its label, which has the version and checksum of each value in it."""
    if row.heading:
        _put(worksheet, number, FIRST_COLUMN, row.title, _HEADING)
        _put(worksheet, number, 1, row_label(AddressPart(), {}))
        return
    seen = {}
    for place, text in enumerate((row.title, *row.info)):
        _put(worksheet, number, FIRST_COLUMN + place, text, _ROW)
    for place, (column, cell) in enumerate(zip(grid.columns, row.cells, strict=True), first_value):
        is_open = not (row.computed or cell.readonly or cell.locked)
        written = worksheet.cell(number, place)
        written.style = (_UNASKED if cell.unasked else _VALUE) if is_open else _LOCKED
        text = put_value(written, cell.text, reads_points=True) if cell.text else ""
        if (cell.version or text) and column.part and (row.computed or not cell.readonly):
            seen[column_name(column.part)] = Seen(cell.version, checksum(text))
    # A row that can't be typed into has an empty part, by which it is recognised when the file is read.
    _put(worksheet, number, 1, row_label(AddressPart() if row.computed else row.part, seen))


def put_value(place: Cell, text: str, *, reads_points: bool = False) -> str:
    """Write a value as a number, if Excel then shows it just as it is written, else as text.

    Returns the text that reading the cell will give. With `reads_points`, «3.5» is a number too; in a document it may
    be the number of an item in a list.
    """
    read = read_quantity(text)
    number = number_and_format(text) if isinstance(read, Number) else None
    if number is None and reads_points and isinstance(read, Number) and not read.doubts:  # not what may be a date
        number = number_and_format(with_comma(text))
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
    head_rows(worksheet, GROUPS_ROW, HEADINGS_ROW, columns=first_value - 1)
    worksheet.row_dimensions[LABELS_ROW].hidden = True
    worksheet.column_dimensions["A"].hidden = True
    worksheet.row_dimensions[HEADINGS_ROW].height = _height(max((len(each.title) for each in grid.columns), default=0))
    set_widths(worksheet, (_TITLE_WIDTH, *[_INFO_WIDTH] * (len(grid.corner) - 1)), FIRST_COLUMN)
    set_widths(worksheet, [_WIDTH] * (last + 1 - first_value), first_value)
    _offer_words(worksheet, f"{get_column_letter(first_value)}{FIRST_ROW}:{get_column_letter(last)}{last_row}")
    worksheet.protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows"):
        setattr(worksheet.protection, allowed, False)  # False: not forbidden
    fit_on_a4(worksheet, "landscape")
    # Print on as many pages side by side as the columns need, with the names on each; one page would be too small.
    worksheet.print_title_cols = f"{get_column_letter(FIRST_COLUMN)}:{get_column_letter(first_value - 1)}"
    names = _TITLE_WIDTH + _INFO_WIDTH * (len(grid.corner) - 1)
    worksheet.page_setup.fitToWidth = max(-(-_WIDTH * len(grid.columns) // (_PAGE_WIDTH - names)), 1)


_TITLE_WIDTH, _INFO_WIDTH, _WIDTH = 46, 14, 16
_PAGE_WIDTH = 140  # of landscape A4, in characters, as Excel measures columns


def _height(longest: int) -> float:
    """The height in points of the row of headings, so that the longest one fits: 2 to 12 lines of 13 characters."""
    return 15.0 * min(max(-(-longest // 13), 2), 12)


def _offer_words(worksheet: Worksheet, cells: str) -> None:
    """Offer «-» and «н/д» in the cells' list; anything else may still be typed."""
    words = DataValidation("list", formula1='"-,н/д"', allow_blank=True, showErrorMessage=False)
    words.add(cells)
    worksheet.add_data_validation(words)


def _write_instruction(worksheet: Worksheet, rules: list[str]) -> None:
    set_widths(worksheet, [110])
    _put(worksheet, 1, 1, INSTRUCTION, _TITLE)
    for number, rule in enumerate(rules, 3):
        place = worksheet.cell(number, 1, rule)
        place.alignment = Alignment(wrap_text=True, vertical="top")
        worksheet.row_dimensions[number].height = 15.0 * -(-len(rule) // 100)
    worksheet.protection.sheet = True
