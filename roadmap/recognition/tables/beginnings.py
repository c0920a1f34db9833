"""Whether a table begins with headings of its own, or with rows that go on from elsewhere."""

from __future__ import annotations

import re

from roadmap.recognition.columns import indicator_column, plan_column
from roadmap.recognition.evidence import reads_as_term
from roadmap.recognition.tables.lines import TableLines
from roadmap.recognition.tables.plan_columns import titles_of

_ROW_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*\.?")


def begins_with_rows(lines: TableLines) -> bool:
    """Its first row is no row of headings: it begins with a number, and calls no column by name."""
    first = lines.lines[0] if lines.lines else None
    if first is None or lines.is_column_numbers(first) or not _ROW_NUMBER.fullmatch(first.text(0).strip()):
        return False
    return not any(plan_column(cell.shown) or indicator_column(cell.shown) for cell in first.written[1:])


def has_headings(lines: TableLines) -> bool:
    """Its first row calls columns by name; one cell over the row is a direction."""
    first = lines.lines[0]
    if first.is_joined_over(lines.width) or any(reads_as_term(cell.shown) for cell in first.written):
        return False
    kinds = [plan_column(title) or indicator_column(title) for title in titles_of(lines)]
    return len({kind for kind in kinds if kind}) >= 2 and sum(map(bool, kinds)) * 2 > len(kinds)
