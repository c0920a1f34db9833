"""Compares two editions of a document: what was added, changed and struck, by paragraphs and by cells of tables."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from reports.blocks.content import (
    Block,
    Caption,
    Chart,
    CheckAddress,
    Content,
    Table,
    TableCell,
    TableRow,
    grid,
    text_of,
)
from roadmap.editions.comparing import ComparedRow, RevisionChange, Wording

# From this ratio of `SequenceMatcher` on, a line counts as reworded, not as struck and another one added.
_REWORDED_RATIO = 0.5


@dataclass(frozen=True)
class _Line:
    """What is compared: a table's row with its columns' headings and its name; a paragraph or heading is one cell."""

    cells: tuple[str, ...]
    labels: tuple[str, ...] = field(default=("",), compare=False)
    title: str = field(default="", compare=False)

    @property
    def is_row(self) -> bool:
        return len(self.cells) > 1

    @property
    def words(self) -> list[str]:
        return " ".join(self.cells).split()


def compare_contents(old: Content, new: Content) -> list[ComparedRow]:
    """Return all lines in the new edition's order; struck lines stand where they stood."""
    before, after = _lines(old), _lines(new)
    found: list[ComparedRow] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found += map(_compare, before[start:end], after[new_start:new_end])
        else:
            found += _pair(before[start:end], after[new_start:new_end])
    return found


def _pair(struck: list[_Line], added: list[_Line]) -> list[ComparedRow]:
    """Put each added line beside the struck line that it rewords, looked for behind the last one found."""
    found: list[ComparedRow] = []
    start = 0
    for line in added:
        alike = next((n for n in range(start, len(struck)) if _is_alike(struck[n], line)), None)
        if alike is None:
            found.append(_compare(None, line))
            continue
        found += [_compare(each, None) for each in struck[start:alike]]
        found.append(_compare(struck[alike], line))
        start = alike + 1
    return found + [_compare(each, None) for each in struck[start:]]


def _is_alike(one: _Line, other: _Line) -> bool:
    if one.is_row != other.is_row:
        return False
    return SequenceMatcher(None, one.words, other.words, autojunk=False).ratio() >= _REWORDED_RATIO


def _compare(old: _Line | None, new: _Line | None) -> ComparedRow:
    """Compare cells by their position while both lines have as many, otherwise by their columns' headings."""
    if old is None or new is None:
        line, change = (new, RevisionChange.ADDED) if new else (old, RevisionChange.STRUCK)
        cells = [(label, text) for label, text in zip(line.labels, line.cells, strict=True) if text]
        wordings = [Wording(label, None, text) if new else Wording(label, text, None) for label, text in cells]
        return ComparedRow(line.title, change, tuple(wordings))
    if len(old.cells) == len(new.cells):
        wordings = tuple(map(Wording, new.labels, old.cells, new.cells))
    else:
        before, after = (dict(zip(line.labels, line.cells, strict=True)) for line in (old, new))
        wordings = tuple(Wording(label, before.get(label), after.get(label)) for label in before | after)
    return ComparedRow(new.title, RevisionChange.SAME if old == new else RevisionChange.CHANGED, wordings)


def _lines(content: Content) -> list[_Line]:
    return [line for part in content.parts for block in part.blocks for line in _block_lines(block) if any(line.cells)]


def _block_lines(block: Block) -> Iterator[_Line]:
    """Yield the block's lines; none of a caption and a check's address, which differ in every edition."""
    match block:
        case Caption() | CheckAddress():
            return
        case Table():
            yield from _table_lines(block)
        case Chart():
            yield _Line((block.title,))
        case _ if hasattr(block, "spans"):
            yield _Line((text_of(block),))
        case _:
            yield _Line((" ".join(value for key, value in vars(block).items() if key != "block" and value),))


def _table_lines(table: Table) -> Iterator[_Line]:
    """Yield a line for each row: of the header and of a single wide cell as plain words, of others cell by cell."""
    width = len(table.columns)
    for row in table.header:
        yield _Line((", ".join(cell.text for cell in row.cells if cell.text),))
    labels = _headings(table)
    names = 2 if table.columns[0].kind == "number" else 1
    for own, covered in zip(grid(table.rows, width), _fill_grid(table.rows, width), strict=True):
        written = [cell for cell in own if cell]
        if len(written) == 1 and written[0].colspan == width:
            yield _Line((written[0].text,))
            continue
        title = " ".join(dict.fromkeys(cell.text for cell in covered[:names] if cell and cell.text))
        yield _Line(tuple(cell.text if cell else "" for cell in own), labels, title)


def _headings(table: Table) -> tuple[str, ...]:
    """Return each column's headings joined from the top down: «2025 год, факт»."""
    covered = _fill_grid(table.header, len(table.columns))
    columns = zip(*covered, strict=True) if covered else ((),) * len(table.columns)
    return tuple(", ".join(dict.fromkeys(cell.text for cell in column if cell and cell.text)) for column in columns)


def _fill_grid(rows: tuple[TableRow, ...], width: int) -> list[list[TableCell | None]]:
    """Return each row's cells by column, with a merged cell in every place that it covers."""
    places: dict[tuple[int, int], TableCell] = {}
    for y, line in enumerate(grid(rows, width)):
        for x, cell in enumerate(line):
            if cell:
                places |= {(y + dy, x + dx): cell for dy in range(cell.rowspan) for dx in range(cell.colspan)}
    return [[places.get((y, x)) for x in range(width)] for y in range(len(rows))]
