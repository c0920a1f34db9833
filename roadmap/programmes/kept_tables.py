"""Tables that a document has and the portal keeps as they stand (version 2 of the exchange format)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PLACE = re.compile(r"^\[table (\d+)\]$", re.MULTILINE)
_FIGURE = re.compile(r"[-−–+]?\d[\d\s.,]*%?")
Spans = dict[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class KeptCell:
    """`row` and `column` are those of its upper left place, from 0."""

    text: str
    rows: int = 1
    columns: int = 1
    row: int = 0
    column: int = 0

    @property
    def is_figure(self) -> bool:
        """To be kept in one line."""
        return bool(_FIGURE.fullmatch(self.text))


def kept_lines(table: dict) -> list[list[KeptCell]]:
    """Its rows, all as wide as the widest; a place that another is joined over has no cell."""
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
    written = table.get("rows") or []
    width = max(map(len, written), default=0)
    return [[*row, *[""] * (width - len(row))] for row in written]


def spans_of(table: dict) -> Spans:
    """How many rows and columns cells are joined over, by their upper left places.

    Cells are joined only over places without words and over none twice: no word of a document is hidden.
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
    """Each place that a cell is joined over, behind that cell's own."""
    return [
        ((row, column), (r, c))
        for (row, column), (down, across) in spans.items()
        for r in range(row, row + down)
        for c in range(column, column + across)
        if (r, c) != (row, column)
    ]


def rows_read_out(table: dict) -> list[list[str]]:
    """The rows with a joined cell's words in each of its places."""
    rows = full_rows(table)
    for (row, column), (r, c) in covered_places(spans_of(table)):
        rows[r][c] = rows[row][column]
    return rows


def pieces_of(text: str | None, tables: list[dict]) -> Iterator[str | dict]:
    """The text and each table where «[table 1]» stands in it; those that stand nowhere come last."""
    left = dict(enumerate(tables, 1))
    for at, piece in enumerate(_PLACE.split(text or "")):
        if at % 2 == 0:
            yield piece.strip("\n")
        elif table := left.pop(int(piece), None):
            yield table
    yield from left.values()


def text_with_place(text: str | None, number: int) -> str:
    """The text with the place of one more table at its end."""
    return "\n\n".join(filter(None, [text, f"[table {number}]"]))


def text_without_place(text: str | None, number: int) -> str | None:
    """Without the place of a table that is taken away; later ones are of a number less."""
    if text is None:
        return None
    own = re.compile(rf"\n*^\[table {number}\]$\n*", re.MULTILINE)
    left = own.sub("\n\n", text).strip("\n") if own.search(text) else text
    return _PLACE.sub(lambda place: f"[table {int(place[1]) - (int(place[1]) > number)}]", left)
