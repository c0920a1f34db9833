"""Word tables: fixed widths, merged cells, a header on every page, and rows that stay whole as in the PDF."""

from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from portal.text.prose import Heading, Paragraph, Text
from reports.blocks.content import Table, TableCell, TableRow, grid
from reports.layout.docx.lists import sequences
from reports.layout.docx.manuscript import Manuscript
from reports.layout.docx.paragraphs import keep_with_next, paragraph, text_spans
from reports.layout.docx.xml import element, twips
from reports.layout.rows import fits_a_page, laid_out_rows
from reports.layout.widths import PageSetting

STANDARD_POINTS = 12


@dataclass(frozen=True)
class _Place:
    """A place in one row. `cell` is None where nothing stands, or where a cell of a row above reaches (`is_below`)."""

    cell: TableCell | None
    width: int
    is_merged: bool = False
    is_below: bool = False


def table_elements(
    table: Table, widths: list[float], setting: PageSetting, manuscript: Manuscript
) -> tuple[BaseOxmlElement, ...]:
    """Return the table and the paragraph after it, or nothing for a table without rows; `widths` in millimetres."""
    points = setting.points
    columns = [twips(width) for width in widths]
    made = element("tbl", _properties(manuscript.styles["TableGrid"], columns), _grid(columns))
    for places in _row_places(table.header, len(columns)):
        row = _row(places, columns, points, manuscript, is_header=True)
        keep_with_next(row)
        made.append(row)
    rows = laid_out_rows(table, widths, points)
    stays_together = table.stays_together and fits_a_page(rows, setting)
    for places, laid_out in zip(_row_places(table.rows, len(columns)), rows, strict=True):
        row = _row(places, columns, points, manuscript, may_break=laid_out.may_break)
        if laid_out.keeps_next or (stays_together and laid_out is not rows[-1]):
            keep_with_next(row)
        made.append(row)
    if made.find(qn("w:tr")) is None:
        return ()
    return made, paragraph(manuscript.styles["TableEnd"])


def layout_table(cells: list[BaseOxmlElement], widths: list[float], manuscript: Manuscript) -> BaseOxmlElement:
    """Return a table without lines, whose only row has the paragraphs side by side."""
    columns = [twips(width) for width in widths]
    row = element("tr", element("trPr", element("cantSplit")))
    for each, width in zip(cells, columns, strict=True):
        row.append(
            element("tc", element("tcPr", element("tcW", w=width, type="dxa"), element("vAlign", val="bottom")), each)
        )
    return element("tbl", _properties(manuscript.styles["TableNormal"], columns), _grid(columns), row)


def _properties(style: str, columns: list[int]) -> BaseOxmlElement:
    return element(
        "tblPr",
        element("tblStyle", val=style),
        element("tblW", w=sum(columns), type="dxa"),
        element("tblLayout", type="fixed"),
        element("tblLook", val="0000"),
    )


def _grid(columns: list[int]) -> BaseOxmlElement:
    return element("tblGrid", *(element("gridCol", w=width) for width in columns))


def _row_places(rows: tuple[TableRow, ...], width: int) -> Iterator[list[_Place]]:
    """Yield each row's places from left to right, which together span all columns."""
    above: dict[int, tuple[int, int]] = {}
    for y, line in enumerate(grid(rows, width)):
        places, x = [], 0
        while x < width:
            cell = line[x]
            if cell is not None:
                place = _Place(cell, min(cell.colspan, width - x), is_merged=cell.rowspan > 1 and y < len(rows) - 1)
                above[x] = y + cell.rowspan, place.width
            elif above.get(x, (0, 0))[0] > y:
                place = _Place(None, above[x][1], is_merged=True, is_below=True)
            else:
                place = _Place(None, 1)
            places.append(place)
            x += place.width
        yield places


def _row(
    places: list[_Place],
    columns: list[int],
    points: int,
    manuscript: Manuscript,
    *,
    is_header: bool = False,
    may_break: bool = False,
) -> BaseOxmlElement:
    marks = []
    if not may_break:
        marks.append(element("cantSplit"))
    if is_header:
        marks.append(element("tblHeader"))
    row = element("tr", *([element("trPr", *marks)] if marks else []))
    x = 0
    for place in places:
        width = sum(columns[x : x + place.width])
        x += place.width
        row.append(_cell(place, width, points, manuscript, is_header=is_header))
    return row


def _cell(place: _Place, width: int, points: int, manuscript: Manuscript, *, is_header: bool) -> BaseOxmlElement:
    properties = element("tcPr", element("tcW", w=width, type="dxa"))
    if place.width > 1:
        properties.append(element("gridSpan", val=place.width))
    if place.is_merged:
        properties.append(element("vMerge") if place.is_below else element("vMerge", val="restart"))
    if is_header:
        properties.append(element("vAlign", val="center"))
    cell = place.cell or TableCell()
    return element("tc", properties, *_paragraphs(cell, points, manuscript))


def _paragraphs(cell: TableCell, points: int, manuscript: Manuscript) -> Iterator[BaseOxmlElement]:
    for block, sequence in zip(cell.content, sequences(cell.content), strict=True):
        is_bold = cell.bold or isinstance(block, Heading)
        spans = block.spans if sequence else text_spans(block)
        made = paragraph(_style(points, is_bold, manuscript), spans, align=_align(block, cell, is_bold))
        if sequence:
            manuscript.lists.put(made, sequence, indent=0)
        yield made
    if not cell.content:
        yield paragraph(_style(points, cell.bold, manuscript))


def _style(points: int, is_bold: bool, manuscript: Manuscript) -> str:
    name = "TableHeading" if is_bold else "TableText"
    return manuscript.styles[name if points == STANDARD_POINTS else f"{name}{points}"]


def _align(block: Text, cell: TableCell, is_bold: bool) -> str | None:
    """Return the paragraph's alignment where it differs from its style's.

    It is the block's own, else the cell's; a heading in a cell stands at the left.
    """
    if isinstance(block, Paragraph) and block.align != "justify":
        align = block.align
    else:
        align = "left" if isinstance(block, Heading) or cell.align == "justify" else cell.align
    return None if align == ("center" if is_bold else "left") else align
