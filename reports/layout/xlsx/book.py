"""Puts a document's workbook together: the sheet of its words, and a sheet for each table and chart in their order."""

from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from portal.text.prose import Heading
from portal.workbook import put_text, set_widths, sheet_title, workbook_bytes
from reports.blocks.content import (
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
from reports.layout.charts.figures_in_words import one_line
from reports.layout.xlsx.chart import write_chart
from reports.layout.xlsx.sheets import FONT, column_letters, fit_row, lay_out_paper, link, set_letters, write_caption
from reports.layout.xlsx.table import write_table

PROSE = "Текст"
MOST_CAPTIONS = 3  # more texts before a table aren't repeated above it
_WIDTH_MM = 170
_POINTS = 12


def render_xlsx(content: Content) -> bytes:
    workbook = Workbook()
    workbook.properties.title, workbook.properties.creator = one_line(content.title), None
    set_letters(workbook)
    prose = workbook.active
    prose.title = PROSE
    lines: list[tuple[str, Block | Worksheet]] = []
    for part in content.parts:
        captions = Captions()
        for block in part.blocks:
            if isinstance(block, Table | Chart):
                sheet = _write_sheet(workbook, block, captions)
                lines.append((f"{'Таблица' if isinstance(block, Table) else 'Диаграмма'}: лист «{sheet.title}»", sheet))
            else:
                captions.add(block)
                lines += [(text, block) for text in lines_of(block)]
    _write_prose(prose, lines)
    return workbook_bytes(workbook)


def lines_of(block: Block) -> Iterator[str]:
    """Yield the block's words line by line, as they are printed."""
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


class Captions:
    """Collects what stands above a table: the headings that it belongs to, and the few texts between these and it."""

    def __init__(self) -> None:
        self.headings: list[Heading] = []
        self._is_run = True
        self._words: list[str] = []

    def add(self, block: Block) -> None:
        """Add a block. A heading ends earlier ones of its level and below, unless they stand right above it."""
        if not isinstance(block, Heading):
            self._words += lines_of(block)
        elif self._is_run and not self._words:
            self.headings.append(block)
        else:
            self.headings = [*(each for each in self.headings if each.level < block.level), block]
            self._words = []
        self._is_run = isinstance(block, Heading)

    def take(self) -> list[tuple[str, bool]]:
        """Return the lines above the next table, each with whether it is a heading.

        The texts are used up by this table; the headings also belong to the one after it.
        """
        words, self._words, self._is_run = self._words, [], False
        taken = [(text_of(each), True) for each in self.headings]
        return taken + [(text, False) for text in words if len(words) <= MOST_CAPTIONS]

    @property
    def nearest(self) -> str:
        return text_of(self.headings[-1]) if self.headings else ""


def _write_sheet(workbook: Workbook, block: Table | Chart, captions: Captions) -> Worksheet:
    is_chart = isinstance(block, Chart)
    name = block.title if is_chart else captions.nearest
    sheet = workbook.create_sheet(sheet_title(name, workbook, "Диаграмма" if is_chart else "Таблица"))
    lines = captions.take()
    width = (write_chart if is_chart else write_table)(sheet, block, len(lines) + 1)
    for row, (text, is_heading) in enumerate(lines, 1):
        write_caption(sheet, row, text, width, is_heading=is_heading)
    return sheet


def _write_prose(prose: Worksheet, lines: list[tuple[str, Block | Worksheet]]) -> None:
    """Write the lines, each given with its block, or with the sheet to which it is to be a link."""
    set_widths(prose, [column_letters(_WIDTH_MM)])
    lay_out_paper(prose, "portrait")
    for row, (text, about) in enumerate(lines, 1):
        place = prose.cell(row, 1)
        put_text(place, text)
        is_heading = isinstance(about, Heading)
        points = _POINTS + (is_heading and about.level == 1)
        fit_row(prose, row, text, _WIDTH_MM, points, bold=is_heading)
        place.font = Font(FONT, points, bold=is_heading)
        side = "center" if is_heading else getattr(about, "align", "left")
        place.alignment = Alignment("left" if side == "justify" else side, "top", wrap_text=True)
        if isinstance(about, Worksheet):
            link(place, about)
