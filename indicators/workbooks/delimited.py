"""A table as text with semicolons or tabs between cells (.csv), as Excel and LibreOffice write it in Russia."""

import csv
import io
import re
from typing import BinaryIO

from indicators.workbooks.opening import MOST_CELLS, too_many_cells
from indicators.workbooks.workbook_sheet import WorkbookSheet

TITLE = "CSV"
_SIGNS = ";\t"
_BINARY = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SEPARATOR = re.compile(r"sep=(.)\r?\n")


def read_delimited(file: BinaryIO) -> list[WorkbookSheet] | None:
    """None: it is no such table. UTF-8 and UTF-16 are told by what stands in them, anything else is Windows-1251."""
    file.seek(0)
    text = _decoded(file.read())
    if text is None or text.startswith(("%PDF", "{\\rtf", "<")):
        return None
    said = _SEPARATOR.match(text)
    text = text[said.end() :] if said else text
    sign = said[1] if said else max(_SIGNS, key=text[:10_000].count)
    if sign not in text:
        return None
    sheet = WorkbookSheet(TITLE)
    cells = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=sign), 1):
            if filled := {column: cell for column, cell in enumerate(row, 1) if cell.strip()}:
                sheet.rows[number] = filled
                cells += len(filled)
                if cells > MOST_CELLS:
                    raise too_many_cells()
    except csv.Error as fault:
        raise ValueError(str(fault)) from fault
    return [sheet] if sheet.rows else []


def _decoded(content: bytes) -> str | None:
    is_utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if is_utf_16 else ["utf-8-sig", "cp1251"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _BINARY.search(text) else text
    return None
