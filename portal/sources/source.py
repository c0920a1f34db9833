"""What a document consists of, in the order of reading, whatever program wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from portal.refusals import Refusal

_TOO_LONG = "Документ слишком велик: в нём больше {} тысяч абзацев и ячеек. Разделите его на несколько файлов."


class TakesLong(Refusal):
    """More than is read while somebody waits; read with `IN_WORKER` it may be none the worse."""


@dataclass(frozen=True)
class ReadingLimits:
    """`paragraphs` of a document or a workbook, its cells among them; `pages` and `seconds` of a core for a PDF."""

    paragraphs: int
    pages: int
    seconds: int
    is_final: bool = False
    """Nobody reads more than that."""

    def check(self, paragraphs: int) -> None:
        """TakesLong, or Refusal where nobody reads so many."""
        if paragraphs > self.paragraphs:
            raise (Refusal if self.is_final else TakesLong)(_TOO_LONG.format(self.paragraphs // 1000))


# 10,000 are 160 pages of tables, read and understood in a second or two of a core.
AT_ONCE = ReadingLimits(10_000, 20, 3)
IN_WORKER = ReadingLimits(150_000, 1_000, 60, is_final=True)
# What is pasted into a page that has no other way.
PASTED = ReadingLimits(25_000, 0, 0, is_final=True)


class SourceAlignment(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


class SourceOrigin(StrEnum):
    """Where a paragraph stands in its document beside the running text."""

    BODY = "body"
    BOX = "box"
    FOOTNOTE = "footnote"


@dataclass(frozen=True)
class StyledText:
    """Words in one look."""

    text: str
    bold: bool = False
    italic: bool = False
    underlined: bool = False


@dataclass(frozen=True)
class SourceParagraph:
    """Its words with line breaks as "\\n"; the number that the program prints before them is not among them."""

    place: str
    pieces: tuple[StyledText, ...] = ()
    number: str = ""
    number_level: int = 0
    is_bulleted: bool = False
    outline_level: int | None = None
    alignment: SourceAlignment = SourceAlignment.LEFT
    indent: int = 0
    """Of the left edge, in twentieths of a point."""
    style: str = ""
    size: float = 0
    """Of its largest letters, in points; 0 where nothing says."""
    space_before: float = 0
    """In points."""
    begins_page: bool = False
    origin: SourceOrigin = SourceOrigin.BODY

    @cached_property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def shown(self) -> str:
        """As it is read: the printed number, then the words."""
        return " ".join(filter(None, (self.number, self.text.strip())))

    @cached_property
    def is_blank(self) -> bool:
        return not self.number and not self.text.strip()

    @property
    def is_bold(self) -> bool:
        """All its words are."""
        written = [piece for piece in self.pieces if piece.text.strip()]
        return bool(written) and all(piece.bold for piece in written)

    @property
    def is_italic(self) -> bool:
        written = [piece for piece in self.pieces if piece.text.strip()]
        return bool(written) and all(piece.italic for piece in written)


@dataclass(frozen=True, eq=False)
class SourceCell:
    """At the upper left of the rows and columns over which it is joined, counted from 0."""

    place: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    blocks: tuple[SourceBlock, ...] = ()

    @cached_property
    def paragraphs(self) -> list[SourceParagraph]:
        return list(paragraphs_of(self.blocks))

    @cached_property
    def shown(self) -> str:
        """Its paragraphs, one a line."""
        return "\n".join(each.shown for each in self.paragraphs if not each.is_blank)

    @cached_property
    def is_blank(self) -> bool:
        return all(each.is_blank for each in self.paragraphs)


@dataclass(frozen=True)
class SourceTable:
    """Every place of `row_count` × `column_count` belongs to at most one of the cells, which stand in reading order."""

    place: str
    row_count: int
    column_count: int
    cells: tuple[SourceCell, ...] = ()
    repeated_rows: int = 0
    """How many rows at the top are repeated on every page, as the document says."""
    first_row: int = 0
    """How many rows of the document's table stand above it, where its title was taken off."""

    def grid(self) -> list[list[SourceCell | None]]:
        """Each place with the cell that covers it."""
        rows: list[list[SourceCell | None]] = [[None] * self.column_count for _ in range(self.row_count)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    rows[row][column] = cell
        return rows


SourceBlock = SourceParagraph | SourceTable


@dataclass(frozen=True)
class Remark:
    """Something of the document that is not content or was decided in reading it, told to whoever checks."""

    text: str
    place: str = ""


@dataclass(frozen=True)
class Source:
    blocks: tuple[SourceBlock, ...]
    remarks: tuple[Remark, ...] = field(default=())

    @cached_property
    def paragraphs(self) -> list[SourceParagraph]:
        return list(paragraphs_of(self.blocks))


def paragraphs_of(blocks: tuple[SourceBlock, ...]) -> Iterator[SourceParagraph]:
    """All of them in reading order, those in tables within tables among them."""
    for block in blocks:
        if isinstance(block, SourceParagraph):
            yield block
        else:
            for cell in block.cells:
                yield from paragraphs_of(cell.blocks)
