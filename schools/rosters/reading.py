"""A table out of Excel, of the clipboard or of plain text: rows of words, merged cells filled."""

import csv
import io
import json
import zipfile
from dataclasses import dataclass

from openpyxl import load_workbook

from portal.archives import is_encrypted, is_too_large
from portal.refusals import Refusal
from portal.sources.source import SourceTable
from portal.sources.web import read_html

MOST_BYTES = 10 * 2**20
MOST_UNPACKED_BYTES = 100 * 2**20
MOST_ROWS, MOST_COLUMNS = 2_000, 40
_SAVE = "Откройте файл в Excel, сохраните как «Книга Excel (*.xlsx)» или скопируйте таблицу и вставьте её сюда."
Rows = list[list[str]]


class NoRoster(Refusal):
    """There is no table that can be read; the message says what to do."""


@dataclass(frozen=True)
class RosterSheet:
    """One table, and where it was found."""

    title: str
    rows: Rows

    def as_json(self) -> str:
        return json.dumps([self.title, self.rows], ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def of_json(cls, text: str) -> "RosterSheet":
        try:
            title, rows = json.loads(text)
            return cls(str(title), _within_bounds([[str(cell) for cell in row] for row in rows]))
        except (ValueError, TypeError) as fault:
            raise NoRoster("Таблица не дошла целиком. Вставьте её ещё раз.") from fault


def read_file(content: bytes) -> list[RosterSheet]:
    """The visible sheets of a workbook that have anything on them."""
    if len(content) > MOST_BYTES:
        raise NoRoster(f"Файл больше {MOST_BYTES // 2**20} МБ. Оставьте в нём только лист со списком.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if is_encrypted(archive) or is_too_large(archive, MOST_UNPACKED_BYTES):
                raise NoRoster(f"Книга слишком велика или под паролем. {_SAVE}")
        workbook = load_workbook(io.BytesIO(content), data_only=True)
    except NoRoster:
        raise
    except Exception as fault:  # openpyxl fails on damaged parts in ways of its own
        raise NoRoster(f"Файл не читается как книга Excel. {_SAVE}") from fault
    sheets = [_sheet(each) for each in workbook.worksheets if each.sheet_state == "visible"]
    return _with_words(sheets)


def read_pasted(text: str, html: str = "") -> list[RosterSheet]:
    """What the clipboard had: with its cells as the page of a program, else lines parted by tabulators."""
    if html.strip():
        tables = [block for block in read_html(html).blocks if isinstance(block, SourceTable)]
        if sheets := [RosterSheet("вставлено", _of_table(table)) for table in tables]:
            return _with_words(sheets)
    dialect = "\t" if "\t" in text else ";"
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=dialect)]
    return _with_words([RosterSheet("вставлено", _within_bounds(rows))])


def _with_words(sheets: list[RosterSheet]) -> list[RosterSheet]:
    found = [sheet for sheet in sheets if any(any(row) for row in sheet.rows)]
    if not found:
        raise NoRoster("Таблицы здесь нет. Выделите её в Excel вместе с заголовками, скопируйте и вставьте.")
    return found


def _sheet(sheet) -> RosterSheet:
    if sheet.max_row > MOST_ROWS * 50:
        raise NoRoster("На листе слишком много строк. Скопируйте из него только список.")
    rows = [[_shown(cell) for cell in row[:MOST_COLUMNS]] for row in sheet.iter_rows(values_only=True)]
    for merged in sheet.merged_cells.ranges:
        for row in range(merged.min_row - 1, min(merged.max_row, len(rows))):
            for column in range(merged.min_col - 1, min(merged.max_col, MOST_COLUMNS, len(rows[row]))):
                rows[row][column] = rows[merged.min_row - 1][merged.min_col - 1]
    return RosterSheet(sheet.title, _within_bounds(rows))


def _of_table(table: SourceTable) -> Rows:
    return _within_bounds([[" ".join(cell.shown.split()) if cell else "" for cell in row] for row in table.grid()])


def _shown(value) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())


def _within_bounds(rows: Rows) -> Rows:
    """Of one width, without the empty end."""
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) > MOST_ROWS:
        raise NoRoster(f"В списке больше {MOST_ROWS} строк. Внесите его по частям.")
    width = max((len(row) for row in rows), default=0)
    used = max((number + 1 for row in rows for number, cell in enumerate(row) if cell), default=0)
    if min(width, used) > MOST_COLUMNS:
        raise NoRoster(f"В списке больше {MOST_COLUMNS} столбцов. Оставьте только нужные.")
    return [(row + [""] * width)[:used] for row in rows]
