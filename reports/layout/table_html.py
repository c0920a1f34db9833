"""Writes a table as HTML, without templates and with few elements, because a plan has thousands of cells."""

from collections.abc import Iterable, Set

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.text.prose import Heading, ListItem, Paragraph, Text
from reports.blocks.content import Table, TableCell
from reports.layout.contents import DIRECTION_LEVEL, Contents
from reports.layout.prose_html import words_html
from reports.layout.rows import LaidOutCell, LaidOutRow, fits_a_page, header_rows, laid_out_rows, row_groups
from reports.layout.typography import NO_BREAK_SPACE
from reports.layout.widths import PageSetting


class LaidOutTable:
    """A table whose columns have these widths in millimetres.

    `number` is its index among the document's tables; `page_rows` are keys of rows that begin a page.
    """

    def __init__(self, table: Table, setting: PageSetting, widths: list[float], number: int, page_rows: Set[str]):
        self.setting = setting
        self.widths = widths
        self.header = header_rows(table, widths, setting.points)
        self.rows = laid_out_rows(table, widths, setting.points)
        for place, row in enumerate(self.rows):
            if row.may_repeat:
                row.key = f"{number}-{place}"
                for each in row.cells:
                    each.begins_page = row.key in page_rows
        self.stays_together = table.stays_together and fits_a_page(self.rows, setting)
        self.headings = [place for place, row in enumerate(table.rows) if row.is_heading]

    @property
    def may_repeat(self) -> bool:
        return any(row.key for row in self.rows)

    @property
    def height(self) -> float:
        return sum(row.height for row in self.rows)

    def html(self, contents: Contents) -> SafeString:
        for place in self.headings:
            row = self.rows[place]
            words = " ".join(cell.cell.text for cell in row.cells if cell.cell.text)
            row.anchor = contents.anchor(words, DIRECTION_LEVEL) if words else ""
        columns = "".join(f'<col style="width: {width:.2f}mm" />' for width in self.widths)
        head = f"<thead>{_rows(self.header, 'th')}</thead>" if self.header else ""
        # Draws the line at each page's foot, where a row or a merged cell continues on the next page.
        foot = f'<tfoot><tr><td colspan="{len(self.widths)}"></td></tr></tfoot>'
        classes = f"points-{self.setting.points}{' together' if self.stays_together else ''}"
        opening = f'<table class="{classes}"><colgroup>{columns}</colgroup>'
        made = f"{opening}{head}{foot}{self._body()}</table>"
        return mark_safe(made)  # noqa: S308 - words are escaped where they are written

    def _body(self) -> str:
        return "".join(
            f"<tbody{_attribute('class', 'together' if group.stays_together else '')}>{_rows(group.rows, 'td')}</tbody>"
            for group in row_groups(self.rows)
        )


def _rows(rows: Iterable[LaidOutRow], tag: str) -> str:
    return "".join(
        f"<tr{_attribute('class', row.classes)}{_attribute('id', row.anchor)}{_attribute('data-row', row.key)}>"
        f"{''.join(_cell(cell, tag) for cell in row.cells)}</tr>"
        for row in rows
    )


def _attribute(name: str, value: str) -> str:
    return f' {name}="{value}"' if value else ""


def _cell(laid_out: LaidOutCell, tag: str) -> str:
    attributes = _attribute("class", laid_out.classes)
    if laid_out.colspan > 1:
        attributes += f' colspan="{laid_out.colspan}"'
    if laid_out.rowspan > 1:
        attributes += f' rowspan="{laid_out.rowspan}"'
    return f"<{tag}{attributes}>{_content(laid_out.cell, laid_out.content)}</{tag}>"


def _content(cell: TableCell, blocks: tuple[Text, ...]) -> str:
    """Return the cell's inner HTML; a single paragraph needs no element of its own."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph) and not _own_align(blocks[0], cell):
        return words_html(blocks[0].spans)
    return "".join(_block(block, cell) for block in blocks)


def _own_align(paragraph: Paragraph, cell: TableCell) -> str:
    """Return the paragraph's alignment if it differs from the cell's; `justify` is only running text's default."""
    return "" if paragraph.align in (cell.align, "justify") else paragraph.align


def _block(block: Text, cell: TableCell) -> str:
    words = words_html(block.spans)
    if isinstance(block, ListItem):
        return f"<p>{escape(block.marker)}{NO_BREAK_SPACE}{words}</p>"
    if isinstance(block, Heading):
        return f"<h{block.level}>{words}</h{block.level}>"
    return f"<p{_attribute('class', _own_align(block, cell))}>{words}</p>"
