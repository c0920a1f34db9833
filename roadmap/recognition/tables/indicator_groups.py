"""Finds the column of a table of indicators that names groups of rows: tasks that stand beside their indicators."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roadmap.recognition.columns import ColumnKind
from roadmap.recognition.tables.lines import TableLines

_NAMES_GROUPS = re.compile(
    r"\W*(?:наименовани\w*\s+)?(?:стратегическ\w+\s+)?(?:задач|цел[ьи]\b|направлени|раздел|блок|критери|подпрограмм|групп|модул|"
    r"компонент|проект|сфер|объект)",
    re.I,
)
_MOSTLY = 0.6


def names_groups(title: str) -> bool:
    return bool(_NAMES_GROUPS.match(title))


def column_of_groups(lines: TableLines, keys: Sequence[str | None]) -> int | None:
    """Return the index of the column of groups, which stands before that of names, or None.

    Its heading says so, and some cells stand for several rows; or most of its cells are joined over several rows.
    """
    if ColumnKind.NAME not in keys:
        return None
    free = [at for at in range(keys.index(ColumnKind.NAME)) if keys[at] in {None, ColumnKind.FURTHER}]
    return next((at for at in free if stands_for_several(lines, at)), None)


def stands_for_several(lines: TableLines, at: int) -> bool:
    """Return whether cells of the column stand for several rows each: joined, or empty below if its heading says so."""
    rows = [line for line in lines.body if not line.is_joined_over(lines.width) and not line.is_blank]
    cells = [cell for cell in dict.fromkeys(line.cell(at) for line in rows) if cell is not None and not cell.is_blank]
    spanning = sum(cell.rows > 1 for cell in cells)
    if names_groups(lines.columns[at].title):
        return bool(cells) and (spanning > 0 or len(cells) < len(rows))
    return spanning > _MOSTLY * len(cells)
