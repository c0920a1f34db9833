"""Prepares the review page: the document's blocks as they look, and beside them what each was read as."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from portal.sources.source import Source, SourceBlock, SourceCell, SourceParagraph, SourceTable
from roadmap.intake.choices import ROW_KINDS, ColumnChoice, column_choices_of, years_around
from roadmap.intake.doubts import DoubtedWording
from roadmap.intake.labels import label_of
from roadmap.intake.understood import UnderstoodDocument, UnderstoodPart
from roadmap.recognition.accounts import Weight, words_in
from roadmap.recognition.corrections import Corrections
from roadmap.recognition.joined_tables import ReadTable
from roadmap.recognition.reading import Recognition

_MOST_SHOWN = 4000


@dataclass(frozen=True)
class ShownParagraph:
    """A paragraph of the document.

    `state` is «understood», «read» (read, but not kept as words) or «left» (not understood); `corrected` is the kind
    of line that a person chose.
    """

    number: int
    paragraph: SourceParagraph
    state: str
    labels: tuple[str, ...]
    corrected: str = ""
    kind: str = "paragraph"


@dataclass(frozen=True)
class ShownCell:
    rows: int
    columns: int
    blocks: tuple = ()


@dataclass(frozen=True)
class ShownRow:
    """A table's row; `corrected` is the kind that a person chose, `moved` the place of the direction they chose."""

    cells: tuple[ShownCell, ...]
    corrected: str = ""
    moved: str = ""


@dataclass(frozen=True)
class ShownTable:
    place: str
    lines: tuple[ShownRow, ...]
    read: ReadTable | None
    columns: tuple[ColumnChoice, ...] = ()
    """The columns that can be corrected."""
    kind: str = "table"

    @property
    def row_kinds(self) -> str:
        return " ".join(ROW_KINDS.get(self.read.kind, ())) if self.read else ""


@dataclass(frozen=True)
class ShownDoubt:
    """A doubted wording; `numbers` are those of the paragraphs that have it."""

    reasons: tuple[str, ...]
    text: str
    numbers: tuple[int, ...]


class IntakeSheet:
    """Everything that the review page shows about one reading of a document."""

    def __init__(
        self,
        source: Source,
        recognition: Recognition,
        doubts: Sequence[DoubtedWording] = (),
        corrections: Corrections | None = None,
    ) -> None:
        self.recognition, self._corrections = recognition, corrections or Corrections()
        self._doubts = doubts
        self._paragraphs = {each.place: each for each in source.paragraphs}
        self.numbers = {each.place: number for number, each in enumerate(source.paragraphs, 1)}
        self._written = {each.place for each in source.paragraphs if not each.is_blank}
        self._left = {each.place: each for each in recognition.balance.leftovers}
        self._read = {each.place: each for each in recognition.tables}
        self.years = years_around(recognition.document["programme"])
        self.is_cut = len(self.numbers) > _MOST_SHOWN
        self.blocks = self._show_blocks(source.blocks)

    @property
    def balance(self):
        return self.recognition.balance

    @property
    def understood(self) -> str:
        return _format_count(self.balance.understood)

    @property
    def words(self) -> str:
        return _format_count(self.balance.words)

    @property
    def doubted(self) -> str:
        """Return the number of words in doubtful paragraphs, or an empty string for none; notes don't count."""
        places = {place for each in self._doubts if each.weight != Weight.NOTE for place in each.places}
        number = sum(words_in(self._paragraphs[place].shown) for place in places if place in self._paragraphs)
        return _format_count(number) if number else ""

    @property
    def not_kept(self) -> list[tuple[str, int]]:
        """Return the kinds of text that was read but isn't kept as words, each with its number of paragraphs."""
        kinds = Counter(kind for place, kind in self.recognition.read_only.items() if place in self._written)
        return sorted(kinds.items())

    @property
    def leftovers(self) -> list[ShownDoubt]:
        return [ShownDoubt((), each.text, self._find_numbers([each.place])) for each in self.balance.leftovers]

    @property
    def doubts(self) -> list[ShownDoubt]:
        return [ShownDoubt(each.reasons, each.text, self._find_numbers(each.places)) for each in self._doubts]

    def _find_numbers(self, places: Iterable[str]) -> tuple[int, ...]:
        return tuple(self.numbers[place] for place in places if place in self.numbers)

    @property
    def directions(self) -> list[tuple[str, str]]:
        """Return the directions to which an activity may be moved, as place and title."""
        roadmap = self.recognition.document["programme"].get("roadmap", {})
        return list(_walk_titled(roadmap.get("directions", [])))

    def _show_blocks(self, blocks: tuple[SourceBlock, ...]) -> tuple:
        shown = []
        for block in blocks:
            if isinstance(block, SourceTable):
                shown.append(self._show_table(block))
            elif not block.is_blank and self.numbers[block.place] <= _MOST_SHOWN:
                shown.append(self._show_paragraph(block))
        return tuple(shown)

    def _show_paragraph(self, paragraph: SourceParagraph) -> ShownParagraph:
        paths = self.balance.paths.get(paragraph.place, [])
        state = "understood" if paths else "read"
        if paragraph.place in self._left:
            state = "left"
        labels = tuple(dict.fromkeys(label_of(path) for path in paths))[:4]
        corrected = self._corrections.lines.get(paragraph.place, "")
        return ShownParagraph(self.numbers[paragraph.place], paragraph, state, labels, corrected)

    def _show_table(self, table: SourceTable) -> ShownTable:
        lines: list[list[ShownCell]] = [[] for _ in range(table.row_count)]
        for cell in table.cells:
            lines[cell.row].append(self._show_cell(cell))
        read = self._read.get(table.place)
        columns = column_choices_of(read, self.years) if read else ()
        kinds = self._corrections.rows.get(table.place, {})
        moves = self._corrections.moves.get(table.place, {})
        rows = tuple(ShownRow(tuple(cells), kinds.get(at, ""), moves.get(at, "")) for at, cells in enumerate(lines))
        return ShownTable(table.place, rows, read, columns)

    def _show_cell(self, cell: SourceCell) -> ShownCell:
        return ShownCell(cell.rows, cell.columns, self._show_blocks(cell.blocks))

    @property
    def parts(self) -> list[UnderstoodPart]:
        return UnderstoodDocument(self.recognition.document, self.numbers).parts()


def _walk_titled(directions: list[dict]) -> Iterator[tuple[str, str]]:
    for direction in directions:
        title = direction.get("title", "")
        if title and (places := getattr(title, "places", ())):
            yield places[0], " ".join(filter(None, [direction.get("number", ""), title]))
        yield from _walk_titled(direction.get("directions", []))


def _format_count(number: int) -> str:
    return f"{number:,}".replace(",", "\u00a0")
