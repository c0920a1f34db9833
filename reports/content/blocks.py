"""What a document consists of: plain values that every format lays out alike and that JSON can keep."""

from dataclasses import dataclass, field
from typing import Literal

from portal.prose import Align, ListItem, Text

ColumnKind = Literal["number", "label", "text", "term", "figure"]


@dataclass(frozen=True)
class Caption:
    """Whose annex this is: at the top right, line by line."""

    lines: tuple[str, ...]
    block: str = field(default="caption", init=False)


@dataclass(frozen=True)
class ApprovalStamp:
    """«УТВЕРЖДАЮ»: position, place for the signature and the date."""

    position: str
    name: str
    block: str = field(default="approval_stamp", init=False)


@dataclass(frozen=True)
class SignatureLine:
    position: str
    name: str
    block: str = field(default="signature_line", init=False)


@dataclass(frozen=True)
class DateAndNumber:
    """An order's date at the left and its number at the right of one line."""

    date: str
    number: str
    block: str = field(default="date_and_number", init=False)


@dataclass(frozen=True)
class Cell:
    content: tuple[Text, ...] = ()
    colspan: int = 1
    rowspan: int = 1
    align: Align = "left"
    bold: bool = False

    @property
    def text(self) -> str:
        """The cell's words without marks of any kind, a line for each paragraph."""
        return "\n".join(text_of(each) for each in self.content)


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]
    # A row that is the heading of those below it must not end a page.
    is_heading: bool = False


@dataclass(frozen=True)
class Column:
    kind: ColumnKind = "text"


@dataclass(frozen=True)
class Table:
    """Columns, rows of the header (repeated on every page) and rows; a merged cell stands in its first row only."""

    columns: tuple[Column, ...]
    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    block: str = field(default="table", init=False)


Block = Text | Caption | ApprovalStamp | SignatureLine | DateAndNumber | Table


@dataclass(frozen=True)
class Part:
    """Blocks that share the orientation of their pages, portrait unless a table of theirs is too wide for it."""

    blocks: tuple[Block, ...]
    starts_page: bool = False


@dataclass(frozen=True)
class Document:
    title: str
    parts: tuple[Part, ...]


def text_of(block: Text) -> str:
    words = "".join(span.text for span in block.spans)
    return f"{block.marker} {words}" if isinstance(block, ListItem) else words


def grid(rows: tuple[Row, ...], width: int) -> list[list[Cell | None]]:
    """Each row's cells by column; None where a cell above or to the left covers the place."""
    covered: dict[tuple[int, int], bool] = {}
    placed = []
    for y, row in enumerate(rows):
        line: list[Cell | None] = [None] * width
        cells = iter(row.cells)
        for x in range(width):
            if (y, x) in covered or (cell := next(cells, None)) is None:
                continue
            line[x] = cell
            covered |= {(y + dy, x + dx): True for dy in range(cell.rowspan) for dx in range(cell.colspan)}
        placed.append(line)
    return placed
