"""A document's content as HTML for the page, well-formed as XML: a template for each kind of block but tables."""

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
# Of what is not words, roughly.
_HEIGHTS_MM = {"check_address": 30, "chart": 80}
_FRAMING_MM = 80


@dataclass
class LaidOutPart:
    """`height` is in millimetres and rough; words of the opening stand above a table of contents."""

    setting: PageSetting
    starts_page: bool
    height: float = 0
    pieces: list[str] = field(default_factory=list)
    opening_pieces: int = 0

    @property
    def opening(self) -> SafeString:
        return _joined(self.pieces[: self.opening_pieces])

    @property
    def content(self) -> SafeString:
        return _joined(self.pieces[self.opening_pieces :])


@dataclass
class LaidOutContent:
    content: Content
    parts: list[LaidOutPart] = field(default_factory=list)
    contents: Contents = field(default_factory=Contents)
    # Which rows begin a page, as far as that is known; whether any would be other words there.
    page_rows: Set[str] = frozenset()
    tables: int = 0
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


def content_html(content: Content) -> str:
    """Without a table of contents."""
    return lay_out(content).html()


def lay_out(content: Content, page_rows: Set[str] = frozenset()) -> LaidOutContent:
    laid_out = LaidOutContent(content, page_rows=page_rows)
    for part in content.parts:
        laid_out.parts.append(_part(part, laid_out, is_first=not laid_out.parts))
    return laid_out


def _part(part: DocumentPart, whole: LaidOutContent, *, is_first: bool) -> LaidOutPart:
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
            made.height += _height(block, setting)
            made.pieces.append(chart_html(block, setting.width))
        else:
            made.height += _height(block, setting)
            made.pieces.append(_block(block, whole.contents if index >= made.opening_pieces else None))
    return made


def _height(block: Block, setting: PageSetting) -> float:
    if hasattr(block, "spans"):
        return cell_height(TableCell((block,)), setting.width, RUNNING_POINTS)
    return _HEIGHTS_MM.get(block.block, _FRAMING_MM)


def _block(block: Block, contents: Contents | None) -> SafeString:
    context = asdict(block)
    if hasattr(block, "spans"):
        context["words"] = _words(*block.spans, is_running=True)
    if isinstance(block, Heading) and contents is not None and block.level <= LOWEST_LEVEL:
        context["anchor"] = contents.anchor(text_of(block), block.level)
    if isinstance(block, Caption):
        context["lines"] = [_words(ProseSpan(line)) for line in block.lines]
    if isinstance(block, ApprovalStamp | DateAndNumber | SignatureLine):
        context |= {name: _words(ProseSpan(text)) for name, text in context.items()}
    if isinstance(block, CheckAddress):
        context["code"] = code_svg(block.address)
    return get_template(f"reports/layout/blocks/{block.block}.html").render(context)


def _words(*spans: ProseSpan, is_running: bool = False) -> SafeString:
    return mark_safe(words_html(spans, is_running=is_running))  # noqa: S308 - escaped there


def _joined(pieces: list[str]) -> SafeString:
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is escaped where it is made
