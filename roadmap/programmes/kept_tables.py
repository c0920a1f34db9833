"""Lays out tables that the portal keeps as the document has them (version 2 of the interchange format)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PLACE = re.compile(r"^\[table (\d+)\]$", re.MULTILINE)
_SHOWN_PLACE = re.compile(r"^\[таблица (\d+)\]$", re.MULTILINE | re.IGNORECASE)
_FIGURE = re.compile(r"[-−–+]?\d[\d\s.,]*%?")
Spans = dict[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class KeptCell:
    """A cell over so many rows and columns; `row` and `column` are its upper left place, counted from 0."""

    text: str
    rows: int = 1
    columns: int = 1
    row: int = 0
    column: int = 0

    @property
    def is_figure(self) -> bool:
        """Return whether the text is a number or a share, which must not be broken into two lines."""
        return bool(_FIGURE.fullmatch(self.text))


def kept_lines(table: dict) -> list[list[KeptCell]]:
    """Return the table's rows of cells; places that a joined cell covers have no cell of their own."""
    rows = full_rows(table)
    spans = spans_of(table)
    covered = {place for corner, place in covered_places(spans)}
    return [
        [
            KeptCell(text, *spans.get((at, column), (1, 1)), at, column)
            for column, text in enumerate(row)
            if (at, column) not in covered
        ]
        for at, row in enumerate(rows)
    ]


def full_rows(table: dict) -> list[list[str]]:
    """Return the table's rows, each filled up with empty cells to the width of the widest."""
    written = table.get("rows") or []
    width = max(map(len, written), default=0)
    return [[*row, *[""] * (width - len(row))] for row in written]


def spans_of(table: dict) -> Spans:
    """Return over how many rows and columns cells are joined, by their upper left places.

    Cells that would cover words, or a place that is covered already, are not joined: no word is ever hidden.
    """
    rows = full_rows(table)
    width = len(rows[0]) if rows else 0
    spans: Spans = {}
    covered: set[tuple[int, int]] = set()
    for at, column, down, across in table.get("merged") or []:
        places = {
            (r, c) for r in range(at, min(at + down, len(rows))) for c in range(column, min(column + across, width))
        }
        inner = places - {(at, column)}
        if (at, column) in places and not any(rows[r][c] for r, c in inner) and not places & (covered | spans.keys()):
            spans[at, column] = (max(r for r, _ in places) - at + 1, max(c for _, c in places) - column + 1)
            covered |= inner
    return spans


def covered_places(spans: Spans) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return pairs of a joined cell's own place and each other place that it covers."""
    return [
        ((row, column), (r, c))
        for (row, column), (down, across) in spans.items()
        for r in range(row, row + down)
        for c in range(column, column + across)
        if (r, c) != (row, column)
    ]


def rows_read_out(table: dict) -> list[list[str]]:
    """Return the rows with a joined cell's words repeated in every place that it covers."""
    rows = full_rows(table)
    for (row, column), (r, c) in covered_places(spans_of(table)):
        rows[r][c] = rows[row][column]
    return rows


def pieces_of(text: str | None, tables: list[dict]) -> Iterator[str | dict]:
    """Yield pieces of the text, and each table where «[table 1]» stands; tables without a place come last."""
    left = dict(enumerate(tables, 1))
    for at, piece in enumerate(_PLACE.split(text or "")):
        if at % 2 == 0:
            yield piece.strip("\n")
        elif table := left.pop(int(piece), None):
            yield table
    yield from left.values()


def places_in_words(text: str) -> str:
    """Return the text with «(здесь таблица 1)» for «[table 1]», for where the tables themselves aren't shown."""
    return _PLACE.sub(r"(здесь таблица \1)", text)


def places_to_type(text: str) -> str:
    """As a person sees and moves them in a field: «[таблица 1]»."""
    return _PLACE.sub(r"[таблица \1]", text)


def places_as_kept(typed: str) -> str:
    return _SHOWN_PLACE.sub(r"[table \1]", typed)


def text_with_place(text: str | None, number: int) -> str:
    """Return the text with a place for table `number` added at its end."""
    return "\n\n".join(filter(None, [text, f"[table {number}]"]))


def text_without_place(text: str | None, number: int) -> str | None:
    """Return the text without the place of table `number`; the tables after it are renumbered."""
    if text is None:
        return None
    own = re.compile(rf"\n*^\[table {number}\]$\n*", re.MULTILINE)
    left = own.sub("\n\n", text).strip("\n") if own.search(text) else text
    return _PLACE.sub(lambda place: f"[table {int(place[1]) - (int(place[1]) > number)}]", left)
