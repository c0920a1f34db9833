"""Large workbooks of values: the worker reads them in a process of its own and passes them on as JSON.

Whether a file is large is found out before anything in it is parsed. This module uses no database.
"""

import io
import json
from dataclasses import fields
from typing import BinaryIO

from portal.spreadsheets.opening import is_archive, opened
from portal.spreadsheets.sheets import read_workbook
from portal.spreadsheets.workbook_sheet import WorkbookSheet

# The unpacked size of the parts to parse, about 50,000 cells; even the slowest such files are read in two seconds.
LARGE_BYTES = 2 * 2**20
_TEXT_IS_SMALLER = 4  # a table as text (.csv) takes so many times fewer bytes than as a workbook
_BY_PLACE = {"no_values", "remarks", "rounded", "comments", "parts_of_days"}


def is_large(file: BinaryIO) -> bool:
    """Return whether the file is too large to be read in a request. Raises NotReadable if it is damaged or harmful."""
    if is_archive(file):
        with opened(file) as archive:
            size = sum(part.file_size for part in archive.infolist() if part.filename.endswith(".xml"))
    else:
        size = file.seek(0, 2) // _TEXT_IS_SMALLER
    file.seek(0)
    return size > LARGE_BYTES


def read_values_apart(name: str, content: bytes, arguments: dict) -> bytes:
    """Read a workbook in the worker's process and return its sheets as JSON. Raises Refusal if it can't be read."""
    return written_sheets(read_workbook(io.BytesIO(content)))


def written_sheets(sheets: list[WorkbookSheet]) -> bytes:
    return json.dumps([_sheet_as_json(each) for each in sheets], ensure_ascii=False).encode("utf-8", "surrogatepass")


def sheets_of(content: bytes) -> list[WorkbookSheet]:
    return [_sheet_from_json(each) for each in json.loads(content.decode("utf-8", "surrogatepass"))]


def _sheet_as_json(sheet: WorkbookSheet) -> dict:
    written = {each.name: getattr(sheet, each.name) for each in fields(sheet)}
    for name in _BY_PLACE:
        written[name] = [[*place, words] for place, words in written[name].items()]
    return written | {"hidden_rows": sorted(sheet.hidden_rows), "hidden_columns": sorted(sheet.hidden_columns)}


def _sheet_from_json(written: dict) -> WorkbookSheet:
    for name in _BY_PLACE:
        written[name] = {(row, column): words for row, column, words in written[name]}
    rows = {int(row): {int(column): text for column, text in cells.items()} for row, cells in written["rows"].items()}
    merged, faults = map(tuple, written["merged"]), map(tuple, written["faults"])
    hidden = {name: set(written[name]) for name in ("hidden_rows", "hidden_columns")}
    return WorkbookSheet(**{**written, **hidden, "rows": rows, "merged": list(merged), "faults": list(faults)})
