"""What a document consists of: plain values that every format lays out alike and that JSON can keep."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from portal.text.prose import Align, ListItem, Text

ColumnKind = Literal["number", "label", "text", "term", "figure"]
ChartKind = Literal["lines", "columns", "bars"]


@dataclass(frozen=True)
class Caption:
    """The lines at the top right that say whose annex this is: «Приложение № 1», «к приказу от …»."""

    lines: tuple[str, ...]
    block: Literal["caption"] = field(default="caption", kw_only=True, repr=False)


@dataclass(frozen=True)
class ApprovalStamp:
    """«УТВЕРЖДАЮ»: position, place for the signature and the date."""

    position: str
    name: str
    block: Literal["approval_stamp"] = field(default="approval_stamp", kw_only=True, repr=False)


@dataclass(frozen=True)
class SignatureLine:
    position: str
    name: str
    block: Literal["signature_line"] = field(default="signature_line", kw_only=True, repr=False)


@dataclass(frozen=True)
class DateAndNumber:
    """An order's date at the left and its number at the right of one line."""

    date: str
    number: str
    block: Literal["date_and_number"] = field(default="date_and_number", kw_only=True, repr=False)


@dataclass(frozen=True)
class TableCell:
    content: tuple[Text, ...] = ()
    colspan: int = 1
    rowspan: int = 1
    align: Align = "left"
    bold: bool = False
    # If the cell is merged over rows that continue on the next page, its words are repeated there.
    repeats: bool = False

    @property
    def text(self) -> str:
        """Return the cell's words without any marks, each paragraph on a line."""
        return "\n".join(text_of(each) for each in self.content)


@dataclass(frozen=True)
class TableRow:
    cells: tuple[TableCell, ...]
    # A row that is the heading of those below it must not end a page.
    is_heading: bool = False
    # A row that sums up those above it must not begin a page.
    is_total: bool = False


@dataclass(frozen=True)
class TableColumn:
    kind: ColumnKind = "text"


@dataclass(frozen=True)
class Table:
    """A table whose header is repeated on every page. A merged cell is listed in its first row only.

    A table that `stays_together` begins a new page rather than be broken, if it fits on one.
    """

    columns: tuple[TableColumn, ...]
    header: tuple[TableRow, ...]
    rows: tuple[TableRow, ...]
    stays_together: bool = False
    block: Literal["table"] = field(default="table", kw_only=True, repr=False)


@dataclass(frozen=True)
class Series:
    """One line of a chart, or one column in each category. None means that there is no figure: a gap is left."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Chart:
    """Figures over categories: `lines` for years, `columns` for few categories, `bars` for long names."""

    title: str
    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    # A threshold, drawn as a line across the chart, and its name in the legend.
    limit: Decimal | None = None
    limit_name: str = ""
    block: Literal["chart"] = field(default="chart", kw_only=True, repr=False)


@dataclass(frozen=True)
class CheckAddress:
    """The address where anybody can check whether a file is what was issued, printed as a QR code and as text."""

    address: str
    block: Literal["check_address"] = field(default="check_address", kw_only=True, repr=False)


Block = Text | Caption | ApprovalStamp | SignatureLine | DateAndNumber | Table | Chart | CheckAddress


@dataclass(frozen=True)
class DocumentPart:
    """Blocks whose pages have one orientation: portrait, unless one of their tables is too wide for it."""

    blocks: tuple[Block, ...]
    starts_page: bool = False


@dataclass(frozen=True)
class PlacedWords:
    """Words that a letterhead may have a field for, such as the date; `block` is their block's index in part one."""

    name: str
    text: str
    block: int


@dataclass(frozen=True)
class Content:
    """A whole document, as every format lays it out.

    `order` is the issuing order as «от 30.08.2025 № 214», for the file's properties; it is empty before the issue.
    `may_have_letterhead` is False for what isn't the department's own order. `has_contents` asks for a table of
    contents or forbids it; None leaves that to the document's length.
    """

    title: str
    parts: tuple[DocumentPart, ...]
    order: str = ""
    fields: tuple[PlacedWords, ...] = ()
    may_have_letterhead: bool = True
    has_contents: bool | None = None


def text_of(block: Text, after_marker: str = " ") -> str:
    """Return the block's words without marks of bold or underline; an item's number or dash stands before them."""
    words = "".join(span.text for span in block.spans)
    return f"{block.marker}{after_marker}{words}" if isinstance(block, ListItem) else words


def grid(rows: tuple[TableRow, ...], width: int) -> list[list[TableCell | None]]:
    """Return each row's cells by column, with None where a cell above or to the left covers the place."""
    covered: dict[tuple[int, int], bool] = {}
    placed = []
    for y, row in enumerate(rows):
        line: list[TableCell | None] = [None] * width
        cells = iter(row.cells)
        for x in range(width):
            if (y, x) in covered or (cell := next(cells, None)) is None:
                continue
            line[x] = cell
            covered |= {(y + dy, x + dx): True for dy in range(cell.rowspan) for dx in range(cell.colspan)}
        placed.append(line)
    return placed
