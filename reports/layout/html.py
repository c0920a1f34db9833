"""Lays a document's content out as HTML that is well-formed XML, by a template for each kind of block but tables."""

from collections.abc import Set
from dataclasses import asdict, dataclass, field
from math import ceil

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from portal.text.prose import Heading, ProseSpan
from reports.blocks.content import (
    ApprovalStamp,
    Block,
    Caption,
    Chart,
    CheckAddress,
    Content,
    DateAndNumber,
    DocumentPart,
    SignatureLine,
    Table,
    TableCell,
    text_of,
)
from reports.layout.charts.svg import chart_html
from reports.layout.check_code import code_svg
from reports.layout.contents import LOWEST_LEVEL, Contents, opening
from reports.layout.prose_html import words_html
from reports.layout.table_html import LaidOutTable
from reports.layout.widths import PageSetting, cell_height, choose_setting, widths_of

RUNNING_POINTS = 14
# Rough heights of blocks that aren't text.
_HEIGHTS_MM = {"check_address": 30, "chart": 80}
_FRAMING_MM = 80


@dataclass
class LaidOutPart:
    """A part as HTML. Its `height` is a rough one in millimetres; the opening stands above a table of contents."""

    setting: PageSetting
    starts_page: bool
    height: float = 0
    pieces: list[str] = field(default_factory=list)
    opening_pieces: int = 0

    @property
    def opening(self) -> SafeString:
        return _join(self.pieces[: self.opening_pieces])

    @property
    def content(self) -> SafeString:
        return _join(self.pieces[self.opening_pieces :])


@dataclass
class LaidOutContent:
    content: Content
    parts: list[LaidOutPart] = field(default_factory=list)
    contents: Contents = field(default_factory=Contents)
    # Keys of the rows that are known to begin a page.
    page_rows: Set[str] = frozenset()
    tables: int = 0
    # Whether any row would repeat words if it began a page.
    may_repeat: bool = False

    @property
    def estimated_pages(self) -> int:
        pages = 0.0
        for part in self.parts:
            pages = (ceil(pages) if part.starts_page else pages) + part.height / part.setting.height
        return ceil(pages)

    def html(self, *, with_contents: bool = False) -> str:
        entries = self.contents.entries if with_contents else []
        context = {"document": self.content, "parts": self.parts, "entries": entries}
        return get_template("reports/layout/document.html").render(context)


def lay_out(content: Content, page_rows: Set[str] = frozenset()) -> LaidOutContent:
    """Lay the content out; rows with the keys `page_rows` repeat the words of cells merged over them."""
    laid_out = LaidOutContent(content, page_rows=page_rows)
    for part in content.parts:
        laid_out.parts.append(_lay_out_part(part, laid_out, is_first=not laid_out.parts))
    return laid_out


def _lay_out_part(part: DocumentPart, whole: LaidOutContent, *, is_first: bool) -> LaidOutPart:
    tables = [block for block in part.blocks if isinstance(block, Table)]
    setting = choose_setting(tables)
    made = LaidOutPart(setting, part.starts_page, opening_pieces=opening(part.blocks) if is_first else 0)
    widths = iter(widths_of(tables, setting))
    for index, block in enumerate(part.blocks):
        if isinstance(block, Table):
            table = LaidOutTable(block, setting, next(widths), whole.tables, whole.page_rows)
            whole.tables += 1
            whole.may_repeat |= table.may_repeat
            made.height += table.height
            made.pieces.append(table.html(whole.contents))
        elif isinstance(block, Chart):
            made.height += _estimate_height(block, setting)
            made.pieces.append(chart_html(block, setting.width))
        else:
            made.height += _estimate_height(block, setting)
            made.pieces.append(_block_html(block, whole.contents if index >= made.opening_pieces else None))
    return made


def _estimate_height(block: Block, setting: PageSetting) -> float:
    if hasattr(block, "spans"):
        return cell_height(TableCell((block,)), setting.width, RUNNING_POINTS)
    return _HEIGHTS_MM.get(block.block, _FRAMING_MM)


def _block_html(block: Block, contents: Contents | None) -> SafeString:
    context = asdict(block)
    if hasattr(block, "spans"):
        context["words"] = _spans_html(*block.spans, is_running=True)
    if isinstance(block, Heading) and contents is not None and block.level <= LOWEST_LEVEL:
        context["anchor"] = contents.anchor(text_of(block), block.level)
    if isinstance(block, Caption):
        context["lines"] = [_spans_html(ProseSpan(line)) for line in block.lines]
    if isinstance(block, ApprovalStamp | DateAndNumber | SignatureLine):
        context |= {name: _spans_html(ProseSpan(text)) for name, text in context.items()}
    if isinstance(block, CheckAddress):
        context["code"] = code_svg(block.address)
    return get_template(f"reports/layout/blocks/{block.block}.html").render(context)


def _spans_html(*spans: ProseSpan, is_running: bool = False) -> SafeString:
    return mark_safe(words_html(spans, is_running=is_running))  # noqa: S308 - escaped there


def _join(pieces: list[str]) -> SafeString:
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is escaped where it is made
