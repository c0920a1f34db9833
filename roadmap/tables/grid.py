"""Changes of a table's cells in its editor: rows and columns are added, moved and removed, cells joined and split."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from portal.refusals import Refusal
from roadmap.programmes.kept_tables import Spans, covered_places, full_rows, spans_of

# The most cells that a form may send.
MOST_CELLS = 900


class CannotChangeTable(Refusal):
    """The table's cells as they are now don't allow the step."""


@dataclass(frozen=True)
class TableGrid:
    """Rows of one width, with joined cells as `spans` of (row, column, rows, columns).

    A joined cell's words are in its upper left place, and its other places are empty.
    """

    rows: tuple[tuple[str, ...], ...]
    spans: tuple[tuple[int, int, int, int], ...] = ()

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    @property
    def merged(self) -> list[list[int]]:
        """Return the joined cells as the interchange format has them."""
        return [list(span) for span in sorted(self.spans)]

    @property
    def covered(self) -> set[tuple[int, int]]:
        spans: Spans = {(row, column): (down, across) for row, column, down, across in self.spans}
        return {place for _, place in covered_places(spans)}


def grid_of(table: dict) -> TableGrid:
    spans = tuple((*corner, *size) for corner, size in sorted(spans_of(table).items()))
    return TableGrid(tuple(map(tuple, full_rows(table))), spans)


def blank_grid() -> TableGrid:
    return TableGrid((("",) * 3,) * 3)


def with_row(grid: TableGrid, at: int) -> TableGrid:
    """Return the grid with an empty row before row `at`; a cell joined over this place covers the new row too."""
    spans = tuple((r + (r >= at), c, down + (r < at < r + down), across) for r, c, down, across in grid.spans)
    return _check_size(TableGrid((*grid.rows[:at], ("",) * grid.width, *grid.rows[at:]), spans))


def without_row(grid: TableGrid, at: int) -> TableGrid:
    """Return the grid without a row; words of a cell joined over further rows move to the next of them."""
    if len(grid.rows) == 1:
        raise CannotChangeTable("Это последняя строка. Чтобы убрать таблицу целиком, нажмите «Убрать таблицу».")
    rows, spans = [list(row) for row in grid.rows], []
    for r, c, down, across in grid.spans:
        if r == at and down > 1:
            rows[at + 1][c] = rows[at][c]
        left = down - (r <= at < r + down)
        if left and left * across > 1:
            spans.append((r - (r > at), c, left, across))
    return TableGrid((*map(tuple, rows[:at]), *map(tuple, rows[at + 1 :])), tuple(spans))


def with_column(grid: TableGrid, at: int) -> TableGrid:
    return _transpose(with_row(_transpose(grid), at))


def without_column(grid: TableGrid, at: int) -> TableGrid:
    if grid.width == 1:
        raise CannotChangeTable("Это последний столбец. Чтобы убрать таблицу целиком, нажмите «Убрать таблицу».")
    return _transpose(without_row(_transpose(grid), at))


def with_row_moved(grid: TableGrid, at: int, step: int) -> TableGrid:
    """Return the grid with a row moved past its neighbour.

    Raises CannotChangeTable if there is no neighbour, or if a joined cell ties one of them to another row.
    """
    other = at + step
    if not 0 <= other < len(grid.rows):
        raise CannotChangeTable("Выше некуда." if step < 0 else "Ниже некуда.")
    if any(down > 1 and (r <= at < r + down or r <= other < r + down) for r, _, down, _ in grid.spans):
        raise CannotChangeTable("Строка связана с соседней объединённой ячейкой. Разделите её и переставьте строку.")
    rows, swap = list(grid.rows), {at: other, other: at}
    rows[at], rows[other] = rows[other], rows[at]
    return TableGrid(tuple(rows), tuple((swap.get(r, r), c, down, across) for r, c, down, across in grid.spans))


def with_column_moved(grid: TableGrid, at: int, step: int) -> TableGrid:
    try:
        return _transpose(with_row_moved(_transpose(grid), at, step))
    except CannotChangeTable:
        if not 0 <= at + step < grid.width:
            raise CannotChangeTable("Левее некуда." if step < 0 else "Правее некуда.") from None
        raise CannotChangeTable(
            "Столбец связан с соседним объединённой ячейкой. Разделите её и переставьте столбец."
        ) from None


def joined(grid: TableGrid, row: int, column: int, down: int, across: int) -> TableGrid:
    """Return the grid with several cells joined to one; the words of all of them stay, one below the other."""
    places = [(r, c) for r in range(row, row + down) for c in range(column, column + across)]
    if row + down > len(grid.rows) or column + across > grid.width or len(places) < 2:
        raise CannotChangeTable("Объединить можно только соседние ячейки этой таблицы: две или больше.")
    inside = set(places)
    for r, c, rows, columns in grid.spans:
        own = {(r + i, c + j) for i in range(rows) for j in range(columns)}
        if own & inside and not own <= inside:
            raise CannotChangeTable("Часть этих ячеек уже объединена с другими. Сначала разделите их.")
    rows = [list(each) for each in grid.rows]
    words = [rows[r][c] for r, c in places if rows[r][c].strip()]
    for r, c in places:
        rows[r][c] = ""
    rows[row][column] = "\n".join(words)
    spans = [span for span in grid.spans if (span[0], span[1]) not in inside]
    return TableGrid(tuple(map(tuple, rows)), (*spans, (row, column, down, across)))


def parted(grid: TableGrid, row: int, column: int) -> TableGrid:
    spans = tuple(span for span in grid.spans if span[:2] != (row, column))
    if spans == grid.spans:
        raise CannotChangeTable("Эта ячейка не объединена с другими.")
    return replace(grid, spans=spans)


def with_block(grid: TableGrid, block: TableGrid, row: int, column: int) -> TableGrid:
    """Return the grid with a pasted block from that cell on; the table grows as far as needed."""
    height, width = max(len(grid.rows), row + len(block.rows)), max(grid.width, column + block.width)
    if height * width > MOST_CELLS:
        raise CannotChangeTable(f"В таблице будет больше {MOST_CELLS} ячеек. Вставьте её частями, в несколько таблиц.")
    rows = [[*line, *[""] * (width - len(line))] for line in grid.rows]
    rows += [[""] * width for _ in range(height - len(rows))]
    reached = {(row + r, column + c) for r in range(len(block.rows)) for c in range(block.width)}
    kept = []
    for span in grid.spans:
        own = {(span[0] + i, span[1] + j) for i in range(span[2]) for j in range(span[3])}
        if not own & reached:
            kept.append(span)
    for r, line in enumerate(block.rows):
        rows[row + r][column : column + block.width] = line
    moved = ((row + r, column + c, down, across) for r, c, down, across in block.spans)
    return TableGrid(tuple(map(tuple, rows)), (*kept, *moved))


def _transpose(grid: TableGrid) -> TableGrid:
    spans = tuple((c, r, across, down) for r, c, down, across in grid.spans)
    return TableGrid(tuple(zip(*grid.rows, strict=True)), spans)


def _check_size(grid: TableGrid) -> TableGrid:
    if len(grid.rows) * grid.width > MOST_CELLS:
        raise CannotChangeTable(f"В таблице больше {MOST_CELLS} ячеек не бывает.")
    return grid


def table_of(grid: TableGrid, was: dict, *, title: str | None, header_rows: int) -> dict:
    """Return the table as it is kept; exactly the table that it was if nothing has changed."""
    is_same = (grid, title, header_rows) == (grid_of(was), was.get("title"), was.get("header_rows", 0))
    if was and is_same:
        return was
    stated: dict = {} if title is None else {"title": title}
    if header_rows or "header_rows" in was:
        stated["header_rows"] = header_rows
    stated["rows"] = [list(row) for row in grid.rows]
    if grid.spans or "merged" in was:
        stated["merged"] = grid.merged
    return stated


def block_of(rows: Sequence[Sequence[str]]) -> TableGrid:
    width = max(map(len, rows), default=0)
    return TableGrid(tuple((*row, *[""] * (width - len(row))) for row in rows))
