"""Cells, rows and tables of words, as documents write them most often."""

from collections.abc import Iterable

from portal.text.prose import Align, Paragraph, ProseSpan, parse_prose
from reports.blocks.content import ColumnKind, Table, TableCell, TableColumn, TableRow


def cell(
    text: str | None, align: Align = "left", *, bold: bool = False, colspan: int = 1, rowspan: int = 1
) -> TableCell:
    """Words with the marks of prose in them; empty for no words."""
    return TableCell(parse_prose(text, align), colspan, rowspan, align, bold)


def plain_cell(text: str | None, align: Align = "left", *, bold: bool = False, colspan: int = 1) -> TableCell:
    """Words as they are, with what would be a mark of prose."""
    content = (Paragraph((ProseSpan(text),), align),) if text else ()
    return TableCell(content, colspan, align=align, bold=bold)


def figure_cell(text: str | None, *, bold: bool = False) -> TableCell:
    return cell(text, "center", bold=bold)


def keyed_cell(key: str, text: str | None, rowspan: int = 1) -> TableCell:
    """Of a column that is known by its key: a row's number stands in the middle, words at the left."""
    return cell(text, "center" if key == "number" else "left", rowspan=rowspan)


def head_cell(text: str | None, *, colspan: int = 1, rowspan: int = 1) -> TableCell:
    return cell(text, "center", bold=True, colspan=colspan, rowspan=rowspan)


def head_row(titles: Iterable[str | None]) -> TableRow:
    return TableRow(tuple(map(head_cell, titles)))


def spanning_row(text: str | None, width: int, align: Align = "center") -> TableRow:
    """The heading of the rows below it, over all columns."""
    return TableRow((cell(text, align, bold=True, colspan=width),), is_heading=True)


def table_of(titles: Iterable[str | None], kinds: Iterable[ColumnKind], rows: Iterable[TableRow]) -> Table:
    """With a row of headings."""
    return Table(tuple(map(TableColumn, kinds)), (head_row(titles),), tuple(rows))
