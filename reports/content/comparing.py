"""Two editions of a document: what was added, changed and struck, block by block and row by row."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from reports.content.blocks import Block, Caption, Chart, CheckAddress, Content, Table, grid, text_of
from roadmap.queries.comparing import Change
from roadmap.wording import Piece, compare_words

# Alike enough to be one paragraph or row that was reworded, rather than one struck and another added.
_ALIKE = 0.5


@dataclass(frozen=True)
class Line:
    """A paragraph, a heading, or a row of a table with its cells in a line; None in the edition that lacks it."""

    change: Change
    old: str | None
    new: str | None

    @property
    def pieces(self) -> list[Piece]:
        return compare_words(self.old or "", self.new or "")


def compare_contents(old: Content, new: Content) -> list[Line]:
    """All lines in the new edition's order; what was struck stands where it stood."""
    before, after = _lines(old), _lines(new)
    found: list[Line] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [Line(Change.SAME, text, text) for text in before[start:end]]
        else:
            found += _paired(before[start:end], after[new_start:new_end])
    return found


def _paired(struck: list[str], added: list[str]) -> list[Line]:
    """What was reworded beside what it became, each looked for after the last that was found."""
    found: list[Line] = []
    start = 0
    for text in added:
        alike = next((n for n in range(start, len(struck)) if _likeness(struck[n], text) >= _ALIKE), None)
        if alike is None:
            found.append(Line(Change.ADDED, None, text))
            continue
        found += [Line(Change.STRUCK, each, None) for each in struck[start:alike]]
        found.append(Line(Change.CHANGED, struck[alike], text))
        start = alike + 1
    return found + [Line(Change.STRUCK, each, None) for each in struck[start:]]


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _lines(content: Content) -> list[str]:
    return [line for part in content.parts for block in part.blocks for line in _of_block(block) if line]


def _of_block(block: Block) -> list[str]:
    """A caption names the order, a check its address: they differ in every edition."""
    match block:
        case Caption() | CheckAddress():
            return []
        case Table():
            rows = grid(block.header, len(block.columns)) + grid(block.rows, len(block.columns))
            return [" | ".join(cell.text.replace("\n", " ") for cell in row if cell and cell.text) for row in rows]
        case Chart():
            return [block.title]
    if hasattr(block, "spans"):
        return [text_of(block)]
    return [" ".join(value for key, value in vars(block).items() if key != "block" and value)]
