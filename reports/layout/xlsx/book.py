"""The workbook of a document: its sheets in the order of its blocks."""

from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from portal.prose import Heading
from portal.workbook import put_text, sheet_title, workbook_bytes
from reports.content.blocks import (
    ApprovalStamp,
    Block,
    Caption,
    Chart,
    CheckAddress,
    Content,
    DateAndNumber,
    SignatureLine,
    Table,
    text_of,
)
from reports.layout.charts.words import one_line
from reports.layout.xlsx.chart import write_chart
from reports.layout.xlsx.sheets import FONT, column_letters, fit_row, lay_out_paper, link, write_caption
from reports.layout.xlsx.table import write_table

PROSE = "Текст"
MOST_CAPTIONS = 3  # texts above a table besides headings
_WIDTH_MM = 185
_POINTS = 12


def render_xlsx(content: Content) -> bytes:
    workbook = Workbook()
    workbook.properties.title, workbook.properties.creator = one_line(content.title), None
    prose = workbook.active
    prose.title = PROSE
    prose.column_dimensions["A"].width = column_letters(_WIDTH_MM)
    lay_out_paper(prose, "portrait")
    for part in content.parts:
        above: list[Block] = []
        for block in part.blocks:
            if isinstance(block, Table | Chart):
                _write_sheet(workbook, prose, block, above)
                above = _headings_of(above)
            else:
                above.append(block)
                for text in lines_of(block):
                    _write_line(prose, text, block)
    return workbook_bytes(workbook)


def lines_of(block: Block) -> Iterator[str]:
    """The block's words as they are printed."""
    match block:
        case Caption():
            yield from block.lines
        case ApprovalStamp():
            yield from ("УТВЕРЖДАЮ", block.position, f"_______________ {block.name}")
            yield "«____» ________________ 20____ г."
        case SignatureLine():
            yield f"{block.position}    {block.name}"
        case DateAndNumber():
            yield f"{block.date}    {block.number}"
        case CheckAddress():
            yield f"Проверить документ: {block.address}"
        case _:
            yield text_of(block)


def _write_sheet(workbook: Workbook, prose: Worksheet, block: Table | Chart, above: list[Block]) -> None:
    headings = [text_of(each) for each in above if isinstance(each, Heading)]
    name = block.title if isinstance(block, Chart) else (headings or ["Таблица"])[-1]
    sheet = workbook.create_sheet(sheet_title(name, workbook, "Таблица"))
    captions = _captions(above)
    if isinstance(block, Chart):
        captions = [*captions[:-1], (block.title, True)] if captions[-1:] == [(block.title, True)] else captions
    for row, (text, is_heading) in enumerate(captions, 1):
        write_caption(sheet, row, text, is_heading=is_heading)
    first = len(captions) + 1
    (write_table if isinstance(block, Table) else write_chart)(sheet, block, first)
    place = _write_line(prose, f"{'Таблица' if isinstance(block, Table) else 'Диаграмма'}: лист «{sheet.title}»")
    link(place, sheet)


def _captions(above: list[Block]) -> list[tuple[str, bool]]:
    """The headings that stand one after the other before a table, and the few words between them and it."""
    last = max((place for place, each in enumerate(above) if isinstance(each, Heading)), default=-1)
    first = last
    while first > 0 and isinstance(above[first - 1], Heading):
        first -= 1
    headings = [(text_of(each), True) for each in above[max(first, 0) : last + 1]]
    words = [(line, False) for each in above[last + 1 :] for line in lines_of(each)]
    return headings + (words if len(words) <= MOST_CAPTIONS else [])


def _headings_of(above: list[Block]) -> list[Block]:
    """What a next table without a heading of its own stands under."""
    return [each for each in above if isinstance(each, Heading)]


def _write_line(prose: Worksheet, text: str, block: Block | None = None):
    place = prose.cell(prose.max_row + 1 if prose["A1"].value is not None else 1, 1)
    put_text(place, text)
    fit_row(prose, place.row, text, _WIDTH_MM, _POINTS)
    is_heading = isinstance(block, Heading)
    place.font = Font(FONT, _POINTS + (1 if is_heading and block.level == 1 else 0), bold=is_heading)
    side = "center" if is_heading else getattr(block, "align", "left")
    place.alignment = Alignment("left" if side == "justify" else side, "top", wrap_text=True)
    return place
