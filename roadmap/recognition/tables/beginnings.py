"""Tells whether a table begins with headings of its own, or with rows that continue another table."""

from __future__ import annotations

import re

from roadmap.recognition.columns import indicator_column, period_heading, plan_column
from roadmap.recognition.evidence import reads_as_term
from roadmap.recognition.tables.lines import TableLines
from roadmap.recognition.tables.plan_columns import titles_of

_ROW_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*\.?")
_FIRST_NUMBER = re.compile(r"1(?:\.1)*\.?")


def begins_with_rows(lines: TableLines) -> bool:
    """Return whether the first row is no row of headings: it begins with a number and names no columns."""
    first = lines.lines[0] if lines.lines else None
    if first is None or lines.is_column_numbers(first) or not _ROW_NUMBER.fullmatch(first.text(0).strip()):
        return False
    if len(first.written) > 2 and not _FIRST_NUMBER.fullmatch(first.text(0).strip()):
        return True  # no heading is called «3.»
    return not any(plan_column(cell.shown) or indicator_column(cell.shown) for cell in first.written[1:])


def has_headings(lines: TableLines) -> bool:
    """Return whether the first row names columns or periods; a single cell over the row is a direction instead."""
    first = lines.lines[0]
    if first.is_joined_over(lines.width):
        return False
    titles = titles_of(lines)
    periods = {title for title in titles if period_heading(title)}
    periods = periods if len(periods) > 1 else set()  # a single period may be the term of an activity
    if any(reads_as_term(cell.shown) and cell.shown.strip().casefold() not in periods for cell in first.written):
        return False
    kinds = [plan_column(title) or indicator_column(title) or title in periods for title in titles]
    return len({kind for kind in kinds if kind}) >= 2 and sum(map(bool, kinds)) * 2 > len(kinds)
