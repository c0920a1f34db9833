"""Tells which issued documents may be open. Their files never change, so nothing in them can be hidden."""

import re

from django.db.models import Q

from reports.blocks.content import Content, Table, TableRow
from reports.issue.models import Document
from reports.open_pages.hiding.people import is_of_people, tells_small_count

# They name schools beside their results, or are about one school.
_NEVER = ("low-result-schools", "analytical-note", "school-card", "region-summary")
# Those that print tables of indicators.
WITH_FIGURES = ("indicators", "programme", "evaluation")
_OF_INDICATORS = re.compile(r"показател|индикатор", re.IGNORECASE)
_NUMBER_COLUMN = re.compile(r"№|п/п", re.IGNORECASE)

MAY_BE_OPEN = (
    Q(status=Document.Status.ISSUED, low_result_list=None, school=None, region="")
    & Q(programme__school=None)
    & ~Q(kind__in=_NEVER)
    # The whole programme prints its lists of schools.
    & ~Q(kind="programme", programme__list_links__isnull=False)
)


def small_counts_in(content: Content) -> list[str]:
    """Return the names of indicators whose printed values tell a number of people from 1 to 4.

    In tables with periods in rows a row's name is a period, so that any small number is taken for one of people.
    """
    tables = [block for part in content.parts for block in part.blocks if isinstance(block, Table)]
    return [name for table in tables if _is_of_indicators(table) for name in _small_counts(table)]


def _is_of_indicators(table: Table) -> bool:
    return any(_OF_INDICATORS.search(text) for row in table.header for text in _texts(row))


def _small_counts(table: Table) -> list[str]:
    first = next((text for row in table.header for text in _texts(row)), "")
    found = []
    for row in table.rows:
        texts = _texts(row)[1 if _NUMBER_COLUMN.search(first) else 0 :]
        if len(texts) < 2:
            continue
        name, *values = texts
        unit = "%" if name.rstrip().endswith("%") or "%" in values else ""
        if is_of_people(name, unit) and any(_is_small(text, unit) for text in values):
            found.append(name)
    return found


def _is_small(text: str, unit: str) -> bool:
    """Return whether a cell tells a small number; words without a digit are a unit, a direction or a name."""
    return bool(re.search(r"\d", text)) and tells_small_count(text, unit)


def _texts(row: TableRow) -> list[str]:
    return [" ".join(cell.text.split()) for cell in row.cells]
