"""What a document consists of, in reading order, whatever program wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from portal.refusals import Refusal

_TOO_MANY_LETTERS = "Документ слишком велик: в нём больше {} тысяч знаков. Разделите его на несколько файлов."
_TOO_LONG = "Документ слишком велик: в нём больше {} тысяч абзацев и ячеек. Разделите его на несколько файлов."
_MOST_COVERED = 5_000_000  # letters of joined cells, counted for each of their places
_MOST_PLACES, _PLACES_OF_A_CELL = 60_000, 4  # of a table most of whose places are joined into few cells
UNSEEN = {ord(sign): None for sign in "\xad\u200b\u200c\u200d\u2060\ufeff"}
"""For `str.translate`: removes characters of no width, which say where lines may be broken."""


class TakesLong(Refusal):
    """The document is too large to be read while somebody waits; with the limits `IN_WORKER` it may be read."""


@dataclass(frozen=True)
class ReadingLimits:
    """How much is read: `paragraphs`, including cells, and `letters`; of a PDF also `pages` and `seconds` of time."""

    paragraphs: int
    pages: int
    seconds: int
    letters: int = 10_000_000
    is_final: bool = False
    """No larger limits exist, so that a larger document is refused."""

    def check(self, paragraphs: int) -> None:
        """Raises TakesLong if there are more paragraphs, or Refusal if these limits are final."""
        if paragraphs > self.paragraphs:
            self._refuse(_TOO_LONG.format(self.paragraphs // 1000))

    def check_letters(self, source: Source) -> None:
        """Raises TakesLong, or under final limits Refusal, if the document has more letters."""
        letters = sum(len(paragraph.shown) for paragraph in source.paragraphs)
        if letters > self.letters:
            self._refuse(_TOO_MANY_LETTERS.format(self.letters // 1000))

    def _refuse(self, why: str) -> None:
        raise (Refusal if self.is_final else TakesLong)(why)


# Ten times as much as programmes have: 5,000 paragraphs are 80 pages of tables, read and understood in a second.
AT_ONCE = ReadingLimits(5_000, 20, 3, letters=200_000)
IN_WORKER = ReadingLimits(150_000, 1_000, 60, is_final=True)
# For what is pasted into a page, which can't be handed to the worker.
PASTED = ReadingLimits(15_000, 0, 0, is_final=True)


class SourceAlignment(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


class SourceOrigin(StrEnum):
    """Where a paragraph stands: in the running text, in a text box or in a footnote."""

    BODY = "body"
    BOX = "box"
    FOOTNOTE = "footnote"


@dataclass(frozen=True)
class StyledText:
    """Words of one look."""

    text: str
    bold: bool = False
    italic: bool = False
    underlined: bool = False


@dataclass(frozen=True)
class SourceParagraph:
    """A paragraph, with line breaks as "\\n"; `number` is what the program prints before the words by itself."""

    place: str
    pieces: tuple[StyledText, ...] = ()
    number: str = ""
    number_level: int = 0
    is_bulleted: bool = False
    outline_level: int | None = None
    alignment: SourceAlignment = SourceAlignment.LEFT
    indent: int = 0
    """The left indent in twentieths of a point."""
    style: str = ""
    size: float = 0
    """The size of its largest letters in points; 0 if unknown."""
    space_before: float = 0
    """In points."""
    begins_page: bool = False
    origin: SourceOrigin = SourceOrigin.BODY

    @cached_property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def shown(self) -> str:
        """Return the printed number and the words, as people read them."""
        return " ".join(filter(None, (self.number, self.text.strip())))

    @cached_property
    def is_blank(self) -> bool:
        return not self.number and not self.text.strip()

    @property
    def is_bold(self) -> bool:
        """Return whether all its words are bold."""
        written = [piece for piece in self.pieces if piece.text.strip()]
        return bool(written) and all(piece.bold for piece in written)

    @property
    def is_italic(self) -> bool:
        written = [piece for piece in self.pieces if piece.text.strip()]
        return bool(written) and all(piece.italic for piece in written)


@dataclass(frozen=True, eq=False)
class SourceCell:
    """A cell; `row` and `column` (from 0) are the upper left of those over which it is merged."""

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
        """Return its paragraphs, each on a line."""
        return "\n".join(each.shown for each in self.paragraphs if not each.is_blank)

    @cached_property
    def is_blank(self) -> bool:
        return all(each.is_blank for each in self.paragraphs)


@dataclass(frozen=True)
class SourceTable:
    """A table with its cells in reading order; each of the `row_count` × `column_count` places has at most one cell."""

    place: str
    row_count: int
    column_count: int
    cells: tuple[SourceCell, ...] = ()
    repeated_rows: int = 0
    """How many rows at the top the document repeats on every page."""
    first_row: int = 0
    """How many rows of the document's table were taken off above it, as its title."""

    def __post_init__(self) -> None:
        """Raises Refusal if merged cells, which are read at each place that they cover, are too many or too long."""
        places = self.row_count * self.column_count
        if places > _MOST_PLACES and places > _PLACES_OF_A_CELL * len(self.cells):
            raise Refusal("В таблице объединено слишком много ячеек. Снимите объединение и повторите.")
        joined = (cell for cell in self.cells if cell.rows * cell.columns > 1)
        if sum(len(cell.shown) * cell.rows * cell.columns for cell in joined) > _MOST_COVERED:
            raise Refusal("В таблице слишком длинный текст в объединённых ячейках. Снимите объединение и повторите.")

    def grid(self) -> list[list[SourceCell | None]]:
        """Return for each place the cell that covers it."""
        rows: list[list[SourceCell | None]] = [[None] * self.column_count for _ in range(self.row_count)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    rows[row][column] = cell
        return rows


SourceBlock = SourceParagraph | SourceTable


@dataclass(frozen=True)
class Remark:
    """A note for whoever checks the reading: something isn't content, or was decided while reading."""

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
    """Yield all paragraphs in reading order, also those in tables and in tables within tables."""
    for block in blocks:
        if isinstance(block, SourceParagraph):
            yield block
        else:
            for cell in block.cells:
                yield from paragraphs_of(cell.blocks)
