"""Reads tables as text (.csv) with semicolons or tabs between cells, as a Russian Excel writes them, or with commas."""

import csv
import io
import re
from typing import BinaryIO

from portal.spreadsheets.opening import MOST_COLUMNS, too_many_cells, too_wide
from portal.spreadsheets.workbook_sheet import WorkbookSheet

TITLE = "CSV"
_SIGNS = ";\t"
_BINARY = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SEPARATOR = re.compile(r"sep=(.)\r?\n")


def read_delimited(file: BinaryIO, most_cells: int) -> list[WorkbookSheet] | None:
    """Return the table as a list of one sheet (of none if it is empty), or None if the file is no such table.

    UTF-8 and UTF-16 are recognised; anything else is read as Windows-1251. Raises TooManyCells if it has more than
    `most_cells`, NotReadable if a row is wider than any in Excel, and ValueError if it is malformed.
    """
    file.seek(0)
    text = _decode(file.read())
    if text is None or text.startswith(("%PDF", "{\\rtf", "<")):
        return None
    said = _SEPARATOR.match(text)
    text = text[said.end() :] if said else text
    sign = said[1] if said else max(_SIGNS, key=text[:10_000].count)
    if sign not in text:
        if not _is_of_commas(text):
            return None
        sign = ","
    sheet = WorkbookSheet(TITLE)
    cells = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=sign), 1):
            if filled := {column: cell for column, cell in enumerate(row, 1) if cell.strip()}:
                if next(reversed(filled)) > MOST_COLUMNS:
                    raise too_wide(number, MOST_COLUMNS)
                sheet.rows[number] = filled
                cells += len(filled)
                if cells > most_cells:
                    raise too_many_cells(most_cells)
    except csv.Error as fault:
        raise ValueError(str(fault)) from fault
    return [sheet] if sheet.rows else []


def _is_of_commas(text: str) -> bool:
    """Return whether commas separate cells: all rows then have one width, unlike with decimal commas."""
    try:
        widths = [len(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    except csv.Error:
        return False
    return len(widths) > 1 and widths[0] > 1 and len(set(widths)) == 1


def _decode(content: bytes) -> str | None:
    """Return the content as text, or None if it is binary."""
    is_utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if is_utf_16 else ["utf-8-sig", "cp1251"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _BINARY.search(text) else text
    return None
