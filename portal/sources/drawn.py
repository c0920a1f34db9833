"""Turns lines of text into tables: drawn with signs («│ 1 │ Охват, процентов │ 31 │») or separated by tabs.

Law databases publish the former; the latter come from programs that have no tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from portal.sources.source import Remark, Source, SourceBlock, SourceCell, SourceParagraph, SourceTable, StyledText

_BARS = "│|┃║¦"
_JOINTS = "├┤┼┬┴┌┐└┘╔╗╚╝╠╣╦╩╬╟╢╤╧╪╫+"
_RULE = re.compile(rf"[{re.escape(_BARS + _JOINTS)}─━═\-–—_=\s]+")
_LEVEL = re.compile(r"[─━═\-–—_=]{2,}")
_EDGE = re.compile(rf"[{re.escape(_BARS + _JOINTS)}]")
_FEWEST_ROWS = 2
_NUMBER = re.compile(r"\d+(?:\.\d+)*[.)]?")
_CUT_WORD = re.compile(r"[А-Яа-яЁё]-$")
_COMPOUND = re.compile(r"[А-Яа-яЁё]{4,}о-$")
_DRAWN = "Таблица нарисована знаками: её строки и графы восстановлены по линиям, слова с переносом соединены."
_TABBED = "Строки, разделённые табуляцией, прочитаны как таблица."
_IS_TEXT = "Похоже на таблицу, нарисованную знаками, но разобрать её по линиям не удалось: она осталась текстом."
_MOST_CELLS = 8_000
"""The most cells that all such tables of a document may have."""
_MOST_PLACES = 100_000
"""The most lines times columns of a drawn table."""
_FEWEST_LINES = 3
_FEWEST_COLUMNS = 3


@dataclass
class _Cell:
    row: int
    left: int
    right: int
    rows: int = 1
    words: list[str] = field(default_factory=list)


def with_drawn_tables(source: Source) -> Source:
    """Replace runs of drawn or tabbed lines by tables; drawn lines that can't be read stay text, with a remark."""
    blocks: list[SourceBlock] = []
    remarks = list(source.remarks)
    count = sum(isinstance(each, SourceTable) for each in source.blocks)
    place, left = 0, _MOST_CELLS
    while place < len(source.blocks):
        name = f"таблица {count + 1}"
        made, told = None, ""
        if (end := _end_of_lines(source.blocks, place)) > place:
            lines = [line for each in source.blocks[place:end] for line in each.text.replace("\xa0", " ").split("\n")]
            made = _build_drawn_table([line.rstrip() for line in lines if line.strip()], name, left)
            if made:
                told = _DRAWN
            elif end - place >= _FEWEST_LINES:
                told = _IS_TEXT
        elif (end := _end_of_tabs(source.blocks, place)) > place:
            made = _build_tabbed_table(source.blocks[place:end], name, left)
            told = _TABBED if made else ""
        left -= len(made.cells) if made else 0
        end = max(end, place + 1)
        if told:
            remarks.append(Remark(told, made.place if made else source.blocks[place].place))
        blocks += [made] if made else source.blocks[place:end]
        count += made is not None
        place = end
    return replace(source, blocks=tuple(blocks), remarks=tuple(remarks))


def _end_of_tabs(blocks: tuple[SourceBlock, ...], start: int) -> int:
    """Return the index after lines with equally many pieces between tabs, three or more; `start` if there is no table.

    Lines of which the first ends with a number are taken for a table of contents, and left as they are.
    """
    place, count = start, 0
    while place < len(blocks) and isinstance(block := blocks[place], SourceParagraph):
        pieces = _split_at_tabs(block)
        count = count or len(pieces)
        if len(pieces) != count or count < _FEWEST_COLUMNS or (place == start and not all(pieces)):
            break
        place += 1
    is_contents = place > start and _split_at_tabs(blocks[start])[-1].isdecimal()
    return start if place - start < _FEWEST_LINES or is_contents else place


def _split_at_tabs(paragraph: SourceParagraph) -> list[str]:
    is_plain = not paragraph.number and "\n" not in paragraph.text
    return [each.strip() for each in paragraph.text.split("\t")] if is_plain else []


def _build_tabbed_table(paragraphs: tuple[SourceBlock, ...], place: str, most: int) -> SourceTable | None:
    """Return lines with tabs as a table, or None if it would have more than `most` cells."""
    cells = []
    if len(paragraphs) * len(_split_at_tabs(paragraphs[0])) > most:
        return None
    for row, paragraph in enumerate(paragraphs):
        for column, words in enumerate(_split_at_tabs(paragraph)):
            where = f"{place}, строка {row + 1}, столбец {column + 1}"
            inner = SourceParagraph(f"{where}, абзац 1", (StyledText(words),))
            cells.append(SourceCell(where, row, column, blocks=(inner,)))
    return SourceTable(place, len(paragraphs), len(_split_at_tabs(paragraphs[0])), tuple(cells))


def _end_of_lines(blocks: tuple[SourceBlock, ...], start: int) -> int:
    """Return the index after the drawn lines that begin here; `start` if there are none."""
    place = start
    while place < len(blocks) and isinstance(block := blocks[place], SourceParagraph):
        lines = [line.strip("\xa0 ") for line in block.text.split("\n") if line.strip("\xa0 ")]
        if not lines or block.number or not all(map(_is_drawn, lines)):
            break
        place += 1
    return place


def _is_drawn(line: str) -> bool:
    """Return whether a line is drawn: a level line, or words with bars at both ends."""
    is_level = _RULE.fullmatch(line) and _LEVEL.search(line) and _EDGE.search(line)
    return bool(is_level) or (len(line) > 2 and bool(_EDGE.match(line)) and bool(_EDGE.match(line[-1])))


def _build_drawn_table(lines: list[str], place: str, most: int) -> SourceTable | None:
    """Return drawn lines as a table, or None if their outer bars aren't in line or it is too large or too small."""
    bars = [[found.start() for found in _EDGE.finditer(line)] for line in lines if not _is_level(line)]
    edges = sorted({at for each in bars for at in each if len(each) > 1})
    if len(edges) < _FEWEST_COLUMNS or len(edges) * len(lines) > _MOST_PLACES:
        return None
    if any(each[:1] != edges[:1] or each[-1:] != edges[-1:] for each in bars):
        return None
    cells, rows = _find_cells(lines, edges)
    if rows < _FEWEST_ROWS or len(cells) > most:
        return None
    return SourceTable(place, rows, len(edges) - 1, tuple(_build_cell(cell, edges, place) for cell in cells))


def _is_level(line: str) -> bool:
    return bool(_RULE.fullmatch(line)) and bool(_LEVEL.search(line))


def _find_cells(lines: list[str], edges: list[int]) -> tuple[list[_Cell], int]:
    """Return the cells and the number of rows.

    Level lines separate rows; a line that is level only in part begins new cells below that part.
    """
    cells: list[_Cell] = []
    open_cells: dict[tuple[int, int], _Cell] = {}
    row = -1
    is_begun = False
    for line in lines:
        if _is_level(line):
            open_cells, is_begun = {}, False
            continue
        pieces = list(_split_line(line, edges))
        levels = [span for span, words in pieces if words is None]
        is_next = _begins_row(pieces, open_cells)
        if not is_begun or levels or is_next:
            row, is_begun = row + 1, True
        if is_next:
            open_cells = {}
        open_cells = {span: cell for span, cell in open_cells.items() if not _overlaps(span, levels)}
        for span, words in pieces:
            if words is None:
                continue
            if span not in open_cells:
                open_cells[span] = _Cell(row, *span)
                cells.append(open_cells[span])
            open_cells[span].rows = row - open_cells[span].row + 1
            open_cells[span].words += [words] if words else []
    return sorted(cells, key=lambda cell: (cell.row, cell.left)), row + 1


def _begins_row(pieces: list[tuple[tuple[int, int], str | None]], open_cells: dict[tuple[int, int], _Cell]) -> bool:
    """Return whether a new row begins without a level line, because the first column has another number."""
    span, words = pieces[0]
    above = open_cells.get(span)
    return bool(words and above and above.words and _NUMBER.fullmatch(words) and _NUMBER.fullmatch(above.words[0]))


def _overlaps(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(span[0] < other[1] and other[0] < span[1] for other in others)


def _split_line(line: str, edges: list[int]) -> Iterator[tuple[tuple[int, int], str | None]]:
    """Yield each piece between two bars: the positions of the bars and the words, None for a level line."""
    at = [edge for edge in edges if edge < len(line) and _EDGE.match(line[edge])]
    for left, right in pairwise(at):
        inner = line[left + 1 : right]
        is_level = bool(_LEVEL.search(inner)) and bool(_RULE.fullmatch(inner))
        yield (left, right), None if is_level else " ".join(inner.split())


def _build_cell(cell: _Cell, edges: list[int], place: str) -> SourceCell:
    """Return a cell with its lines joined into one; words that a hyphen cuts are put together."""
    column, after = edges.index(cell.left), edges.index(cell.right)
    where = f"{place}, строка {cell.row + 1}, столбец {column + 1}"
    words = ""
    for each in cell.words:
        if _CUT_WORD.search(words) and each[:1].islower():
            words = (words if _COMPOUND.search(words) else words[:-1]) + each
        else:
            words = f"{words} {each}".strip()
    paragraph = SourceParagraph(f"{where}, абзац 1", (StyledText(words),))
    return SourceCell(where, cell.row, column, cell.rows, after - column, (paragraph,))
