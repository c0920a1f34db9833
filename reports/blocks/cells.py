"""Short ways to build the cells, rows and tables that documents need most often."""

from collections.abc import Iterable

from portal.text.prose import Align, Paragraph, ProseSpan, parse_prose
from reports.blocks.content import ColumnKind, Table, TableCell, TableColumn, TableRow


def cell(
    text: str | None, align: Align = "left", *, bold: bool = False, colspan: int = 1, rowspan: int = 1
) -> TableCell:
    """Build a cell of text in which the marks of prose («**bold**», «- item») are read; no text gives an empty cell."""
    return TableCell(parse_prose(text, align), colspan, rowspan, align, bold)


def plain_cell(text: str | None, align: Align = "left", *, bold: bool = False, colspan: int = 1) -> TableCell:
    """Build a cell whose text is printed literally, even where it looks like a mark of prose."""
    content = (Paragraph((ProseSpan(text),), align),) if text else ()
    return TableCell(content, colspan, align=align, bold=bold)


def figure_cell(text: str | None, *, bold: bool = False) -> TableCell:
    return cell(text, "center", bold=bold)


def keyed_cell(key: str, text: str | None, rowspan: int = 1) -> TableCell:
    """Build a cell of the column with that key: the «number» column is centred, any other aligned to the left."""
    return cell(text, "center" if key == "number" else "left", rowspan=rowspan)


def head_cell(text: str | None, *, colspan: int = 1, rowspan: int = 1) -> TableCell:
    return cell(text, "center", bold=True, colspan=colspan, rowspan=rowspan)


def head_row(titles: Iterable[str | None]) -> TableRow:
    return TableRow(tuple(map(head_cell, titles)))


def spanning_row(text: str | None, width: int, align: Align = "center") -> TableRow:
    """Build a row of one bold cell over all `width` columns, which heads the rows below it."""
    return TableRow((cell(text, align, bold=True, colspan=width),), is_heading=True)


def table_of(titles: Iterable[str | None], kinds: Iterable[ColumnKind], rows: Iterable[TableRow]) -> Table:
    """Build a table with one header row of `titles`, and a column of each of the `kinds`."""
    return Table(tuple(map(TableColumn, kinds)), (head_row(titles),), tuple(rows))
