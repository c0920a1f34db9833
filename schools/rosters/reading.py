"""Reads a table from Excel, the clipboard or plain text as rows of words, with merged cells filled."""

import csv
import io
import json
from dataclasses import dataclass

from portal.forms import sent_json
from portal.refusals import Refusal
from portal.sources.source import SourceTable
from portal.sources.web import read_html
from portal.spreadsheets.opening import NotReadable, TooManyCells
from portal.spreadsheets.sheets import read_workbook
from portal.spreadsheets.workbook_sheet import WorkbookSheet

MOST_BYTES = 10 * 2**20
MOST_ROWS, MOST_COLUMNS = 2_000, 40
MOST_CELLS = MOST_ROWS * MOST_COLUMNS
MOST_LETTERS = 1_000_000  # of a list, with merged cells filled; a list of schools has 100,000
Rows = list[list[str]]


class NoRoster(Refusal):
    """Raised if there is no table that can be read; the message says what to do."""


@dataclass(frozen=True)
class RosterSheet:
    """One table, and the title of its sheet."""

    title: str
    rows: Rows
    told: str = ""
    """A sentence for people about the other sheets of the file."""

    def as_json(self) -> str:
        return json.dumps([self.title, self.rows, self.told], ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def of_json(cls, text: str) -> "RosterSheet":
        """Return the sheet that `as_json` wrote; raises NoRoster if a page sent something else."""
        try:
            title, rows, told = sent_json(text)
            return cls(str(title), _trim([[str(cell) for cell in row] for row in rows]), str(told))
        except (ValueError, TypeError) as fault:
            raise NoRoster("Таблица не дошла целиком. Вставьте её ещё раз.") from fault


def read_file(content: bytes) -> list[RosterSheet]:
    """Return a workbook's visible sheets that aren't empty; raises NoRoster if there are none or they are too large."""
    if len(content) > MOST_BYTES:
        raise NoRoster(f"Файл больше {MOST_BYTES // 2**20} МБ. Оставьте в нём только лист со списком.")
    try:
        sheets = read_workbook(io.BytesIO(content), MOST_CELLS)
    except TooManyCells as fault:
        raise NoRoster("В книге слишком много заполненных ячеек. Скопируйте из неё только список.") from fault
    except NotReadable as fault:
        raise NoRoster(str(fault)) from fault
    return _drop_empty([_read_sheet(each) for each in sheets if not each.is_hidden])


def read_pasted(text: str, html: str = "") -> list[RosterSheet]:
    """Return the tables in a clipboard's HTML, else in its text, whose cells are separated by tabs or semicolons.

    Raises NoRoster if there is none.
    """
    if html.strip():
        tables = [block for block in read_html(html).blocks if isinstance(block, SourceTable)]
        if sheets := [RosterSheet("вставлено", _read_table(table)) for table in tables]:
            return _drop_empty(sheets)
    dialect = "\t" if "\t" in text else ";"
    try:
        rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=dialect)]
    except csv.Error as fault:  # for example, a quotation mark that isn't closed
        raise NoRoster("Вставленное не похоже на таблицу. Скопируйте её в Excel и вставьте ещё раз.") from fault
    return _drop_empty([RosterSheet("вставлено", _trim(rows))])


def joined_sheets(sheets: list[RosterSheet], first_rows: list[int]) -> RosterSheet:
    """Put sheets with the same columns one below the other; of each the rows from its number in `first_rows`."""
    rows = [row for sheet, first in zip(sheets, first_rows, strict=True) for row in sheet.rows[first:]]
    titles = ", ".join(sheet.title for sheet in sheets)
    return RosterSheet(titles, _trim([list(row) for row in rows]))


def _drop_empty(sheets: list[RosterSheet]) -> list[RosterSheet]:
    found = [sheet for sheet in sheets if any(any(row) for row in sheet.rows)]
    if not found:
        raise NoRoster("Таблицы здесь нет. Выделите её в Excel вместе с заголовками, скопируйте и вставьте.")
    return found


def _read_sheet(sheet: WorkbookSheet) -> RosterSheet:
    """Return a sheet's rows; each of the merged cells gets the words of the upper left one."""
    if max(sheet.rows, default=0) > MOST_ROWS * 50 or len(sheet.rows) > MOST_ROWS * 2:
        raise NoRoster("На листе слишком много строк. Скопируйте из него только список.")
    rows = [_read_row(sheet.rows.get(number, {})) for number in range(1, max(sheet.rows, default=0) + 1)]
    filled = 0
    for left, top, right, bottom in sheet.merged:
        words = rows[top - 1][left - 1] if top <= len(rows) and left <= MOST_COLUMNS else ""
        if not words:
            continue
        right, bottom = min(right, MOST_COLUMNS), min(bottom, len(rows))
        filled += (right - left + 1) * (bottom - top + 1)
        if filled > MOST_CELLS:
            raise NoRoster("На листе слишком много объединённых ячеек. Снимите объединение и загрузите файл снова.")
        for row in range(top - 1, bottom):
            rows[row][left - 1 : right] = [words] * (right - left + 1)
    return RosterSheet(sheet.title, _trim(rows))


def _read_row(cells: dict[int, str]) -> list[str]:
    return [" ".join(cells.get(column, "").split()) for column in range(1, MOST_COLUMNS + 1)]


def _read_table(table: SourceTable) -> Rows:
    words = {cell: " ".join(cell.shown.split()) for cell in table.cells}
    return _trim([[words[cell] if cell else "" for cell in row] for row in table.grid()])


def _trim(rows: Rows) -> Rows:
    """Return the rows with one width and no empty rows or columns at the end; raises NoRoster if they are too many."""
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) > MOST_ROWS:
        raise NoRoster(f"В списке больше {MOST_ROWS} строк. Внесите его по частям.")
    width = max((len(row) for row in rows), default=0)
    used = max((number + 1 for row in rows for number, cell in enumerate(row) if cell), default=0)
    if min(width, used) > MOST_COLUMNS:
        raise NoRoster(f"В списке больше {MOST_COLUMNS} столбцов. Оставьте только нужные.")
    if sum(len(cell) for row in rows for cell in row) > MOST_LETTERS:
        raise NoRoster("В списке слишком много слов. Оставьте в нём только нужные столбцы.")
    return [row[:used] + [""] * (used - len(row)) for row in rows]
