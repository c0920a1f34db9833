"""Workbooks of older and other programs (.xls, .ods) as a source: their values as they are usually shown."""

from __future__ import annotations

import datetime
import io
import zipfile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from indicators.workbooks.workbook_sheet import WorkbookSheet
from portal.archives import is_too_large
from portal.refusals import Refusal
from portal.sources.source import AT_ONCE, ReadingLimits, Source
from roadmap.recognition.workbook import sheets_as_source

_MOST_BYTES = 5 * 2**20
_MOST_UNPACKED = 60 * 2**20
_INSTEAD = "Откройте её сами, сохраните как .xlsx и загрузите ещё раз."


def read_older_workbook(content: bytes, limits: ReadingLimits = AT_ONCE) -> Source:
    """Refusal: what is no workbook, is locked or far too large."""
    if len(content) > _MOST_BYTES or _unpacks_too_large(content):
        raise Refusal(f"Книга слишком велика. {_INSTEAD}")
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        visible = [each.name for each in workbook.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
        sheets = [_sheet(workbook.get_sheet_by_name(name)) for name in visible]
    except PasswordError:
        raise Refusal("Книга защищена паролем. Снимите пароль и загрузите ещё раз.") from None
    except (CalamineError, ValueError, OSError) as fault:
        raise Refusal(f"Книга не открывается. {_INSTEAD}") from fault
    return sheets_as_source([each for each in sheets if each.rows], limits)


def _unpacks_too_large(content: bytes) -> bool:
    try:
        return is_too_large(zipfile.ZipFile(io.BytesIO(content)), _MOST_UNPACKED)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False  # no archive: an .xls


def _sheet(read: CalamineSheet) -> WorkbookSheet:
    sheet = WorkbookSheet(read.name)
    for row, values in enumerate(read.to_python(skip_empty_area=False), 1):
        written = {column: text for column, value in enumerate(values, 1) if (text := _shown(value))}
        if written:
            sheet.rows[row] = written
    joined = read.merged_cell_ranges or []
    sheet.merged = [(left + 1, top + 1, right + 1, bottom + 1) for (top, left), (bottom, right) in joined]
    return sheet


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value:%d.%m.%Y}"
    return str(value).strip()
