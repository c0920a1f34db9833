"""A table as HTML. Made without templates and with as few elements as its tags need: a plan has thousands of cells."""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.prose import Heading, ListItem, Paragraph, Text
from reports.content.blocks import Cell, Table
from reports.layout.rows import TableCell, TableRow, laid_out_rows
from reports.layout.widths import Setting
from reports.layout.words import words_html


def table_html(table: Table, setting: Setting, widths: list[float]) -> SafeString:
    """Columns as wide as `widths` says, in millimetres."""
    columns = "".join(f'<col style="width: {width:.2f}mm" />' for width in widths)
    header = [TableRow([TableCell(cell, cell.colspan, cell.rowspan) for cell in row.cells]) for row in table.header]
    head = f"<thead>{_rows(header, 'th')}</thead>" if header else ""
    # The line under the last row of each page, where a row goes on to the next page or cells are merged.
    foot = f'<tfoot><tr><td colspan="{len(widths)}"></td></tr></tfoot>'
    body = _rows(laid_out_rows(table, widths, setting.points), "td")
    made = (
        f'<table class="points-{setting.points}"><colgroup>{columns}</colgroup>{head}{foot}<tbody>{body}</tbody></table>'
    )
    return mark_safe(made)  # noqa: S308 - words are escaped where they are written


def _rows(rows: Iterable[TableRow], tag: str) -> str:
    return "".join(
        f"<tr{_class(row.classes)}>{''.join(_cell(cell, tag) for cell in row.cells)}</tr>" for row in rows
    )


def _class(names: str) -> str:
    return f' class="{names}"' if names else ""


def _cell(laid_out: TableCell, tag: str) -> str:
    attributes = _class(laid_out.classes)
    if laid_out.colspan > 1:
        attributes += f' colspan="{laid_out.colspan}"'
    if laid_out.rowspan > 1:
        attributes += f' rowspan="{laid_out.rowspan}"'
    return f"<{tag}{attributes}>{_content(laid_out.cell, laid_out.content)}</{tag}>"


def _content(cell: Cell, blocks: tuple[Text, ...]) -> str:
    """A single paragraph needs no element of its own."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph) and _align(blocks[0], cell) is None:
        return words_html(blocks[0].spans)
    return "".join(_block(block, cell) for block in blocks)


def _align(paragraph: Paragraph, cell: Cell) -> str | None:
    """What a paragraph has of its own: `justify` is the default of running text and means nothing here."""
    return None if paragraph.align in (cell.align, "justify") else paragraph.align


def _block(block: Text, cell: Cell) -> str:
    words = words_html(block.spans)
    match block:
        case ListItem():
            return f"<p>{escape(block.marker)}\N{NO-BREAK SPACE}{words}</p>"
        case Heading():
            return f"<h{block.level}>{words}</h{block.level}>"
    return f"<p{_class(_align(block, cell) or '')}>{words}</p>"
