"""Helpers for Excel workbooks: text in cells, names and layout of sheets, and files with reproducible bytes."""

import datetime
import io
import re
import zipfile
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import ARC_CORE
from openpyxl.xml.functions import tostring

_LONGEST_TEXT = 32_767  # of a cell
_UNSAFE_START = ("=", "+", "-", "@", "\t", "\r")
_ESCAPED_ALREADY = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_LONGEST_TITLE = 31
_NOT_IN_TITLES = re.compile(r"[\\*?:/\[\]\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
_RESERVED = {"history", "журнал"}  # for Excel's own list of changes

# The earliest time that a ZIP archive can hold.
_MOMENT = datetime.datetime(1980, 1, 1)


def put_text(place: Cell, text: str) -> str:
    """Write the text into a cell, never as a formula, with characters that XML can't hold escaped as Excel does.

    Returns what reading the cell will return.
    """
    text = text[:_LONGEST_TEXT]
    written = _UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", _ESCAPED_ALREADY.sub("_x005F_", text))
    place.value = written
    place.data_type = "s"
    if text.startswith(_UNSAFE_START):
        place.quotePrefix = True
    return text


def sheet_title(words: str, workbook: Workbook, otherwise: str = "Лист") -> str:
    """Return a valid sheet name made of the words: at most 31 letters, and different from those in the workbook."""
    taken = {each.title.casefold() for each in workbook.worksheets} | _RESERVED
    title = _NOT_IN_TITLES.sub(" ", words).strip(" '") or otherwise
    number, ending = 1, ""
    while (found := _cut(title, _LONGEST_TITLE - len(ending)) + ending).casefold() in taken:
        number += 1
        ending = f" ({number})"
    return found


def _cut(title: str, length: int) -> str:
    """Cut the title to `length` UTF-16 units, as Excel counts, between words unless hardly anything would be left."""
    while len(title.encode("utf-16-le")) // 2 > length:
        whole_words = title.rpartition(" ")[0]
        title = whole_words if len(whole_words) > length // 2 else title[:-1]
    return title.strip(" '")


def set_widths(sheet: Worksheet, widths: Iterable[float], first: int = 1) -> None:
    """Set the widths of the columns from `first` on, in Excel's unit: digits of the workbook's own font."""
    for number, width in enumerate(widths, first):
        sheet.column_dimensions[get_column_letter(number)].width = width


def head_rows(sheet: Worksheet, first: int, last: int, *, columns: int = 0, stay_in_sight: bool = True) -> None:
    """Print the rows on every page and keep them, and so many `columns` at the left, in sight."""
    sheet.print_title_rows = f"{first}:{last}"
    if stay_in_sight:
        sheet.freeze_panes = sheet.cell(last + 1, columns + 1)


def fit_on_a4(sheet: Worksheet, orientation: str) -> None:
    """Print the sheet as wide as a page of A4, on as many pages as it takes."""
    sheet.page_setup.orientation = orientation
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def workbook_bytes(workbook: Workbook) -> bytes:
    """Return the file's bytes without any time in them, so that equal workbooks give equal bytes."""
    written, file = io.BytesIO(), io.BytesIO()
    workbook.save(written)
    workbook.properties.created = workbook.properties.modified = _MOMENT
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts.infolist():
            content = tostring(workbook.properties.to_tree()) if part.filename == ARC_CORE else parts.read(part)
            entry = zipfile.ZipInfo(part.filename, _MOMENT.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return file.getvalue()
