"""A program that reads an .xls from its standard input and writes its sheets as JSON to its standard output.

It runs in a process of its own with limits, because python-calamine lays out the whole rectangle between a sheet's
cells, so that a small file may ask for any amount of memory.
"""

from __future__ import annotations

import datetime
import io
import json
import resource
import sys

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

LOCKED, BROKEN = 3, 4  # exit codes


def sheets_of(content: bytes) -> list[dict]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    visible = [each.name for each in workbook.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
    return [_read_sheet(workbook.get_sheet_by_name(name)) for name in visible]


def _read_sheet(read: CalamineSheet) -> dict:
    """Return a sheet's name, its non-empty cells and its merged ranges; rows and columns count from 1."""
    top, left = read.start or (0, 0)
    cells = [
        (row, column, text)
        for row, values in enumerate(read.to_python(skip_empty_area=True), top + 1)
        for column, value in enumerate(values, left + 1)
        if (text := _format_value(value))
    ]
    joined = [(first[1] + 1, first[0] + 1, last[1] + 1, last[0] + 1) for first, last in read.merged_cell_ranges or []]
    return {"name": read.name, "cells": cells, "merged": joined}


def _format_value(value: object) -> str:
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value:%d.%m.%Y}"
    return str(value).strip()


if __name__ == "__main__":
    seconds, megabytes = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))
    try:
        answer = json.dumps(sheets_of(sys.stdin.buffer.read()))
    except PasswordError:
        sys.exit(LOCKED)
    except (CalamineError, ValueError, OSError):
        sys.exit(BROKEN)
    sys.stdout.write(answer)
