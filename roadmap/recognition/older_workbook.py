"""Reads old workbooks (.xls) without LibreOffice: the values of their cells, without number formats."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

from portal.archives import is_too_large
from portal.refusals import Refusal
from portal.sources.source import AT_ONCE, ReadingLimits, Remark, Source, TakesLong
from portal.spreadsheets.workbook_sheet import WorkbookSheet
from roadmap.recognition.older_cells import BROKEN, LOCKED
from roadmap.recognition.workbook import sheets_as_source

_MOST_BYTES = 5 * 2**20
_MOST_UNPACKED = 60 * 2**20
_NO_FORMATS = (
    "Это книга .xls: проценты, числа и даты прочитаны без их вида («45 %» может стоять как «0,45», «октябрь 2024» — "
    "как день). Проверьте их особенно или сохраните книгу как .xlsx."
)
_MEGABYTES = 200  # of address space for the other process; a file of five megabytes takes half of it
_CLOCK = 10  # it may take so many times as long by the clock as in processor time
_CELLS = Path(__file__).with_name("older_cells.py")
_INSTEAD = "Откройте её сами, сохраните как .xlsx и загрузите ещё раз."


def read_older_workbook(content: bytes, limits: ReadingLimits = AT_ONCE) -> Source:
    """Return the workbook's visible sheets as a source.

    Raises Refusal if it is no workbook, locked or far too large, also by the blank cells between its own.
    """
    if len(content) > _MOST_BYTES or _unpacks_too_large(content):
        raise Refusal(f"Книга слишком велика. {_INSTEAD}")
    sheets = [_build_sheet(each) for each in json.loads(_read_cells(content, limits))]
    source = sheets_as_source([each for each in sheets if each.rows], limits)
    return replace(source, remarks=(Remark(_NO_FORMATS), *source.remarks))


def _unpacks_too_large(content: bytes) -> bool:
    try:
        return is_too_large(zipfile.ZipFile(io.BytesIO(content)), _MOST_UNPACKED)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False  # an .xls isn't an archive


def _read_cells(content: bytes, limits: ReadingLimits) -> bytes:
    """Read the cells in another process with limits of time and memory; return them as JSON.

    Raises Refusal if the file can't be read, and TakesLong if it takes too long and larger limits exist.
    """
    command = [sys.executable, "-I", str(_CELLS), str(limits.seconds), str(_MEGABYTES)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=_CLOCK * limits.seconds, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise (Refusal if limits.is_final else TakesLong)(f"Книга читается слишком долго. {_INSTEAD}") from None
    if done.returncode == LOCKED:
        raise Refusal("Книга защищена паролем. Снимите пароль и загрузите ещё раз.")
    if done.returncode == BROKEN:
        raise Refusal(f"Книга не открывается. {_INSTEAD}")
    if done.returncode:
        raise Refusal(f"Книга слишком велика, или её ячейки стоят слишком далеко друг от друга. {_INSTEAD}")
    return done.stdout


def _build_sheet(read: dict) -> WorkbookSheet:
    sheet = WorkbookSheet(read["name"], merged=[tuple(each) for each in read["merged"]])
    for row, column, text in read["cells"]:
        sheet.rows.setdefault(row, {})[column] = text
    return sheet
