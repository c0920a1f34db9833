"""Two editions of a document: what was added, changed and struck, block by block and a table's rows cell by cell."""

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

# Alike enough to be one paragraph or row that was reworded, rather than one struck and another added.
_ALIKE = 0.5


@dataclass(frozen=True)
class _Line:
    """A paragraph or a heading as one cell; a row of a table with its columns' headings and what it is called by."""

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
    """All lines in the new edition's order; what was struck stands where it stood."""
    before, after = _lines(old), _lines(new)
    found: list[ComparedRow] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found += map(_row, before[start:end], after[new_start:new_end])
        else:
            found += _paired(before[start:end], after[new_start:new_end])
    return found


def _paired(struck: list[_Line], added: list[_Line]) -> list[ComparedRow]:
    """What was reworded beside what it became, each looked for after the last that was found."""
    found: list[ComparedRow] = []
    start = 0
    for line in added:
        alike = next((n for n in range(start, len(struck)) if _is_alike(struck[n], line)), None)
        if alike is None:
            found.append(_row(None, line))
            continue
        found += [_row(each, None) for each in struck[start:alike]]
        found.append(_row(struck[alike], line))
        start = alike + 1
    return found + [_row(each, None) for each in struck[start:]]


def _is_alike(one: _Line, other: _Line) -> bool:
    if one.is_row != other.is_row:
        return False
    return SequenceMatcher(None, one.words, other.words, autojunk=False).ratio() >= _ALIKE


def _row(old: _Line | None, new: _Line | None) -> ComparedRow:
    """Cells by their places while the table has as many columns, else by their columns' headings."""
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
    return [line for part in content.parts for block in part.blocks for line in _of_block(block) if any(line.cells)]


def _of_block(block: Block) -> Iterator[_Line]:
    """A caption names the order, a check its address: they differ in every edition."""
    match block:
        case Caption() | CheckAddress():
            return
        case Table():
            yield from _of_table(block)
        case Chart():
            yield _Line((block.title,))
        case _ if hasattr(block, "spans"):
            yield _Line((text_of(block),))
        case _:
            yield _Line((" ".join(value for key, value in vars(block).items() if key != "block" and value),))


def _of_table(table: Table) -> Iterator[_Line]:
    """The header's rows and those of a single cell as words, the others cell by cell."""
    width = len(table.columns)
    for row in table.header:
        yield _Line((", ".join(cell.text for cell in row.cells if cell.text),))
    labels = _headings(table)
    names = 2 if table.columns[0].kind == "number" else 1
    for own, covered in zip(grid(table.rows, width), _covered(table.rows, width), strict=True):
        written = [cell for cell in own if cell]
        if len(written) == 1 and written[0].colspan == width:
            yield _Line((written[0].text,))
            continue
        title = " ".join(dict.fromkeys(cell.text for cell in covered[:names] if cell and cell.text))
        yield _Line(tuple(cell.text if cell else "" for cell in own), labels, title)


def _headings(table: Table) -> tuple[str, ...]:
    """Of each column, from the top down: «2025 год, факт»."""
    covered = _covered(table.header, len(table.columns))
    columns = zip(*covered, strict=True) if covered else ((),) * len(table.columns)
    return tuple(", ".join(dict.fromkeys(cell.text for cell in column if cell and cell.text)) for column in columns)


def _covered(rows: tuple[TableRow, ...], width: int) -> list[list[TableCell | None]]:
    """Each row's cells by column, a merged one in all its places."""
    places: dict[tuple[int, int], TableCell] = {}
    for y, line in enumerate(grid(rows, width)):
        for x, cell in enumerate(line):
            if cell:
                places |= {(y + dy, x + dx): cell for dy in range(cell.rowspan) for dx in range(cell.colspan)}
    return [[places.get((y, x)) for x in range(width)] for y in range(len(rows))]
