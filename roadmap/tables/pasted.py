"""Reads what is pasted into a table from Excel, Word or a web page, with joined cells as they were."""

import csv
import io

from django.utils.text import normalize_newlines

from portal.sources.source import SourceTable
from portal.sources.web import read_html
from roadmap.tables.grid import CannotChangeTable, TableGrid, block_of

_MOST_LETTERS = 500_000


def read_pasted(html: str, text: str) -> TableGrid:
    """Return the first table of the clipboard's HTML, or else its text, whose cells are separated by tabs.

    Raises CannotChangeTable if there is no table, or if it is too large.
    """
    if max(len(html), len(text)) > _MOST_LETTERS:
        raise CannotChangeTable("Вставлено слишком много. Вставьте таблицу по частям.")
    tables = [block for block in read_html(html).blocks if isinstance(block, SourceTable)] if html else []
    grid = _read_table(tables[0]) if tables else _read_text(text)
    if not grid.width:
        raise CannotChangeTable(
            "Во вставленном нет таблицы. Скопируйте ячейки в Excel или таблицу в Word и вставьте ещё раз."
        )
    return grid


def _read_table(table: SourceTable) -> TableGrid:
    rows = [[""] * table.column_count for _ in range(table.row_count)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.shown
    spans = [(c.row, c.column, c.rows, c.columns) for c in table.cells if c.rows * c.columns > 1]
    return TableGrid(tuple(map(tuple, rows)), tuple(spans))


def _read_text(text: str) -> TableGrid:
    if not text.strip():
        return block_of(())
    lines = csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), dialect="excel-tab")
    try:
        return block_of([[normalize_newlines(cell) for cell in line] for line in lines if line])
    except csv.Error:  # a quoted cell has no end
        return block_of(())
