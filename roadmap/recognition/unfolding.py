"""Tables that are none: a form whose lines stand in cells, a frame around a document, a title in its own table."""

from __future__ import annotations

from dataclasses import replace

from portal.sources.source import SourceBlock, SourceCell, SourceParagraph, SourceTable, StyledText
from roadmap.recognition.acts import act_word

_MOST_ROWS = 8
_FEW_PARAGRAPHS = 4


def form_unfolded(table: SourceTable) -> tuple[list[SourceBlock], list[SourceCell]] | None:
    """An act's form as lines, and cells beside them that say it in another language; nothing for another table.

    The column in which the act is named is the form, what stands below it in any column are its date, place and number.
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
    """What a single cell holds, where that is a document and no remark."""
    if len(table.cells) != 1:
        return None
    blocks = list(table.cells[0].blocks)
    holds_tables = any(isinstance(block, SourceTable) for block in blocks)
    return blocks if holds_tables or len(blocks) > _FEW_PARAGRAPHS else None


def titled(table: SourceTable) -> tuple[list[SourceParagraph], SourceTable] | None:
    """The words of a first row that is one cell over all columns, and the table below it."""
    first = [cell for cell in table.cells if cell.row == 0]
    if len(first) != 1 or first[0].columns < max(table.column_count, 2) or first[0].rows != 1 or table.row_count < 3:
        return None
    words = [each for each in first[0].paragraphs if not each.is_blank]
    if not words:
        return None
    rest = tuple(replace(cell, row=cell.row - 1) for cell in table.cells if cell.row > 0)
    repeated = max(table.repeated_rows - 1, 0)
    cut = replace(table, row_count=table.row_count - 1, cells=rest, first_row=1, repeated_rows=repeated)
    return [_bold(each) for each in words], cut


def _bold(paragraph: SourceParagraph) -> SourceParagraph:
    return replace(paragraph, pieces=(StyledText(paragraph.text, bold=True),))
