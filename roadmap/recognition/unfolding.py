"""Takes apart tables used for layout only: an act's letterhead in cells, a frame around a document, a title on top."""

from __future__ import annotations

from dataclasses import replace

from portal.sources.source import SourceBlock, SourceCell, SourceParagraph, SourceTable, StyledText
from roadmap.recognition.acts import act_word

_MOST_ROWS = 8
_FEW_PARAGRAPHS = 4


def form_unfolded(table: SourceTable) -> tuple[list[SourceBlock], list[SourceCell]] | None:
    """Return the paragraphs of an act's letterhead, and cells that repeat it in another language; else None.

    The column that names the act is the letterhead; date, place and number stand below it in any column.
    """
    if table.row_count > _MOST_ROWS:
        return None
    named = next((cell for cell in table.cells if any(map(act_word, cell.paragraphs))), None)
    if named is None:
        return None
    lines: list[SourceBlock] = []
    beside: list[SourceCell] = []
    for cell in table.cells:
        if cell.row > named.row or cell.column == named.column:
            lines += cell.paragraphs
        else:
            beside.append(cell)
    return lines, beside


def frame_unfolded(table: SourceTable) -> list[SourceBlock] | None:
    """Return the content of a table's only cell if it is a document rather than a remark, else None."""
    if len(table.cells) != 1:
        return None
    blocks = list(table.cells[0].blocks)
    holds_tables = any(isinstance(block, SourceTable) for block in blocks)
    return blocks if holds_tables or len(blocks) > _FEW_PARAGRAPHS else None


def titled(table: SourceTable) -> tuple[list[SourceParagraph], SourceTable] | None:
    """Split off a first row that is one cell over all columns: return its words and the table below it, or None."""
    first = [cell for cell in table.cells if cell.row == 0]
    if len(first) != 1 or first[0].columns < max(table.column_count, 2) or first[0].rows != 1 or table.row_count < 3:
        return None
    words = [each for each in first[0].paragraphs if not each.is_blank]
    if not words:
        return None
    rest = tuple(replace(cell, row=cell.row - 1) for cell in table.cells if cell.row > 0)
    repeated = max(table.repeated_rows - 1, 0)
    cut = replace(table, row_count=table.row_count - 1, cells=rest, first_row=1, repeated_rows=repeated)
    return [_make_bold(each) for each in words], cut


def _make_bold(paragraph: SourceParagraph) -> SourceParagraph:
    return replace(paragraph, pieces=(StyledText(paragraph.text, bold=True),))
