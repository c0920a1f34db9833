"""Prepares a table's rows for breaking over pages.

WeasyPrint can't break a merged cell over pages, nor close it at a page's foot. So a low merged cell keeps its rows on
one page, and a high one is divided into a cell for each row without lines between them. Rows that stay together form
a group of their own, because WeasyPrint leaves a gap above the line at the page's foot where it has to go back to an
earlier row instead.
"""

from dataclasses import dataclass, field

from portal.text.prose import Text
from reports.blocks.content import Table, TableCell, grid
from reports.layout.widths import PageSetting, cell_height, has_wide_word

HIGHEST_UNBROKEN_MM = 45
HIGHEST_MERGED_MM = 90
LONGEST_GROUP = 20
MOST_OF_A_PAGE = 0.8


@dataclass
class LaidOutCell:
    cell: TableCell
    colspan: int = 1
    rowspan: int = 1
    place: str = ""
    # A word of it is wider than the cell.
    is_hyphenated: bool = False
    begins_page: bool = False

    @property
    def content(self) -> tuple[Text, ...]:
        """Return the cell's words; a divided cell has them in its first row and, if it repeats, where a page begins."""
        is_below = self.place in ("middle", "last")
        return () if is_below and not (self.begins_page and self.cell.repeats) else self.cell.content

    @property
    def classes(self) -> str:
        marks = {
            self.cell.align: self.cell.align not in ("left", "justify"),
            "bold": self.cell.bold,
            f"merged-{self.place}": self.place,
            "hyphenated": self.is_hyphenated,
        }
        return " ".join(mark for mark, is_so in marks.items() if is_so)


@dataclass
class LaidOutRow:
    cells: list[LaidOutCell] = field(default_factory=list)
    may_break: bool = False
    keeps_next: bool = False
    # Estimated, in millimetres.
    height: float = 0
    anchor: str = ""
    # Finds the row in the laid-out pages; only for rows whose cells may have to repeat words.
    key: str = ""

    @property
    def may_repeat(self) -> bool:
        return any(each.cell.repeats and each.place in ("middle", "last") for each in self.cells)

    @property
    def classes(self) -> str:
        marks = {"may-break": self.may_break, "keeps-next": self.keeps_next}
        return " ".join(mark for mark, is_so in marks.items() if is_so)


@dataclass
class RowGroup:
    rows: list[LaidOutRow]
    stays_together: bool = False


def row_groups(rows: list[LaidOutRow]) -> list[RowGroup]:
    """Group rows that must stay together; other rows form groups of at most `LONGEST_GROUP`.

    Long groups would be slow, since WeasyPrint walks a whole group for each page. The first group may always break:
    otherwise WeasyPrint would take the page for empty.
    """
    groups: list[RowGroup] = []
    chain: list[LaidOutRow] = []
    for row in rows:
        chain.append(row)
        if row.keeps_next and row is not rows[-1]:
            continue
        last = groups[-1] if len(groups) > 1 else None
        if len(chain) == 1 and last and not last.stays_together and len(last.rows) < LONGEST_GROUP:
            last.rows += chain
        else:
            groups.append(RowGroup(chain, stays_together=len(chain) > 1 and bool(groups)))
        chain = []
    return groups


def laid_out_rows(table: Table, widths: list[float], points: int) -> list[LaidOutRow]:
    """Return the table's rows with which of them may break, stay with the next one, and have divided cells."""
    placed = grid(table.rows, len(table.columns))
    heights = [_row_height(line, widths, points) for line in placed]
    rows = [
        LaidOutRow(may_break=height > HIGHEST_UNBROKEN_MM, keeps_next=row.is_heading, height=height)
        for row, height in zip(table.rows, heights, strict=True)
    ]
    for row, above in zip(table.rows[1:], rows, strict=False):
        above.keeps_next |= row.is_total
    if len(rows) > 3:
        # Neither the first row nor the last one stands alone on its page.
        for row, other in ((rows[0], rows[1]), (rows[-2], rows[-1])):
            row.keeps_next |= row.height + other.height <= HIGHEST_UNBROKEN_MM
    by_column: list[list[tuple[int, LaidOutCell]]] = [[] for _ in rows]
    for y, line in enumerate(placed):
        for x, cell in enumerate(line):
            if cell is not None:
                _place(cell, y, x, by_column, rows, _merged_height(cell, y, heights, widths[x], points))
    for row, cells in zip(rows, by_column, strict=True):
        for x, cell in sorted(cells, key=lambda each: each[0]):
            cell.is_hyphenated = has_wide_word(cell.cell, sum(widths[x : x + cell.colspan]), points)
            row.cells.append(cell)
    return rows


def fits_a_page(rows: list[LaidOutRow], setting: PageSetting) -> bool:
    """Return whether the rows fit on one page together with the table's header and the heading above it."""
    return sum(row.height for row in rows) <= setting.height * MOST_OF_A_PAGE


def header_rows(table: Table, widths: list[float], points: int) -> list[LaidOutRow]:
    """Return the header's rows. Only words that are wider than their column are hyphenated."""
    rows = []
    for line in grid(table.header, len(table.columns)):
        cells = [
            LaidOutCell(
                cell, cell.colspan, cell.rowspan, "", has_wide_word(cell, sum(widths[x : x + cell.colspan]), points)
            )
            for x, cell in enumerate(line)
            if cell is not None
        ]
        rows.append(LaidOutRow(cells))
    return rows


def _row_height(line: list[TableCell | None], widths: list[float], points: int) -> float:
    return max(
        (
            cell_height(cell, sum(widths[x : x + cell.colspan]), points)
            for x, cell in enumerate(line)
            if cell is not None and cell.rowspan == 1
        ),
        default=0,
    )


def _merged_height(cell: TableCell, y: int, heights: list[float], width: float, points: int) -> float:
    return max(sum(heights[y : y + cell.rowspan]), cell_height(cell, width, points))


def _place(cell: TableCell, y: int, x: int, by_column: list, rows: list[LaidOutRow], height: float) -> None:
    last = min(y + cell.rowspan, len(rows)) - 1
    if last == y:
        by_column[y].append((x, LaidOutCell(cell, cell.colspan)))
    elif height <= HIGHEST_MERGED_MM:
        by_column[y].append((x, LaidOutCell(cell, cell.colspan, last - y + 1)))
        for row in rows[y:last]:
            row.keeps_next = True
    else:
        for each in range(y, last + 1):
            place = "first" if each == y else "last" if each == last else "middle"
            by_column[each].append((x, LaidOutCell(cell, cell.colspan, place=place)))
