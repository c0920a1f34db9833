"""Parts a sheet into the tables that stand under one another, and puts what was placed of them together again."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from indicators.workbooks.placed_cells import Placed
from indicators.workbooks.school_lines import is_figure
from indicators.workbooks.sheet_source import moved_to
from portal.spreadsheets.workbook_sheet import WorkbookSheet

_LABEL = re.compile(
    r"\W*(?:№(?:\s*п/?\s*п)?|п/п|(?:наименовани\w*\s*)?(?:школ[аы]|о[оуш]|(?:образовательн\w+\s+)?"
    r"(?:учреждени|организаци)\w*|показател\w*)?)\W*",
    re.I,
)
_MOST_TABLES = 30
_MOST_ROWS = 5_000  # of a sheet that is looked through for tables


def tables_of(sheet: WorkbookSheet) -> Iterator[tuple[WorkbookSheet, int]]:
    """The tables of a sheet, each as a sheet whose rows begin at 1, with the number of rows above it."""
    numbers = sorted(sheet.rows)
    begins = list(_beginnings(sheet, numbers)) if len(numbers) <= _MOST_ROWS else []
    if not begins or len(begins) > _MOST_TABLES:
        yield sheet, 0
        return
    for first, after in zip([1, *begins], [*begins, numbers[-1] + 1], strict=True):
        yield _cut(sheet, first, after), first - 1


def _beginnings(sheet: WorkbookSheet, numbers: list[int]) -> Iterator[int]:
    """The rows with which further tables begin: their captions, or their headings if they have none."""
    heads = [number for number in numbers if _is_head(sheet.rows[number])]
    for earlier, head in pairwise(heads):
        between = [number for number in numbers if earlier < number < head]
        if not any(len(sheet.rows[number]) > 1 and not _is_head(sheet.rows[number]) for number in between):
            continue  # the headings take several rows
        begin = head
        for number in reversed(between):
            if len(sheet.rows[number]) > 1:
                break
            begin = number
        yield begin


def _is_head(row: dict[int, str]) -> bool:
    """Return whether a row looks like headings: «№», «Школа» or «Показатель» first, and no figures but years."""
    texts = [text.strip() for _, text in sorted(row.items()) if text.strip()]
    return len(texts) > 1 and _LABEL.fullmatch(texts[0]) is not None and not any(map(is_figure, texts[1:]))


def _cut(sheet: WorkbookSheet, first: int, after: int) -> WorkbookSheet:
    def moved(places: dict) -> dict:
        return {(row - first + 1, column): each for (row, column), each in places.items() if first <= row < after}

    return replace(
        sheet,
        rows={number - first + 1: row for number, row in sheet.rows.items() if first <= number < after},
        no_values=moved(sheet.no_values),
        merged=[
            (left, top - first + 1, right, bottom - first + 1)
            for left, top, right, bottom in sheet.merged
            if first <= top <= bottom < after
        ],
    )


def join_tables(sheet: WorkbookSheet, placed: list[tuple[Placed, int]]) -> Placed:
    """What was placed of the tables of a sheet, as of one; each table keeps the year that its own captions say."""
    if len(placed) == 1:
        return placed[0][0]
    whole = Placed(sheet)
    sources = {each.said for each, _ in placed if each.cells}
    whole.said = next(iter(sources)) if len(sources) == 1 else None
    whole.has_own_sources = len(sources) > 1 or any(each.has_own_sources for each, _ in placed)
    whole.is_nobodys = any(each.is_nobodys for each, _ in placed)
    for each, above in placed:
        cells = each.cells
        if whole.has_own_sources and not each.has_own_sources and each.said:
            cells = [moved_to(found, *each.said) for found in cells]
        whole.cells += [(row + above, column, cell, seen) for row, column, cell, seen in cells]
        whole.rows |= {number + above: title for number, title in each.rows.items()}
        whole.columns |= each.columns
        whole.schools |= each.schools
        whole.unplaced += each.unplaced
        whole.faults += each.faults
        whole.renamed += each.renamed
    return whole
