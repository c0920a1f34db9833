"""A document's content as HTML for the page: one template for each kind of block, every word escaped."""

import re
from dataclasses import asdict, dataclass

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from portal.prose import Span
from reports.content.blocks import Block, Content, Part, Table
from reports.layout.rows import TableCell, TableRow, laid_out_rows
from reports.layout.typography import kept_together
from reports.layout.widths import Setting, choose_setting, widths_of

# Without spaces, and in narrow columns only.
_UNBROKEN = re.compile(r"((?<!\w)п/п(?!\w))")


@dataclass(frozen=True)
class LaidOutPart:
    orientation: str
    starts_page: bool
    content: SafeString


def content_html(content: Content) -> str:
    parts = [_part(part) for part in content.parts]
    return _render("document", {"title": content.title, "parts": parts})


def _render(template: str, context: dict) -> SafeString:
    return get_template(f"reports/{template}.html").render(context)


def _joined(pieces) -> SafeString:
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is a rendered template


def _part(part: Part) -> LaidOutPart:
    tables = [block for block in part.blocks if isinstance(block, Table)]
    setting = choose_setting(tables)
    widths = iter(widths_of(tables, setting))
    content = _joined(
        _table(block, setting, next(widths)) if isinstance(block, Table) else _block(block) for block in part.blocks
    )
    return LaidOutPart(setting.orientation, part.starts_page, content)


def _block(block: Block) -> SafeString:
    context = asdict(block)
    if hasattr(block, "spans"):
        context["words"] = _words(block.spans)
    return _render(f"blocks/{block.block}", context)


def _words(spans: tuple[Span, ...]) -> SafeString:
    """Runs of words, those that must not be broken marked."""
    runs = [
        {"text": text, "bold": span.bold, "underlined": span.underlined, "unbroken": index % 2 == 1}
        for span in spans
        for index, text in enumerate(_UNBROKEN.split(kept_together(span.text)))
        if text
    ]
    return _render("blocks/words", {"runs": runs})


def _table(table: Table, setting: Setting, widths: list[float]) -> SafeString:
    header = [TableRow([TableCell(cell, cell.colspan, cell.rowspan) for cell in row.cells]) for row in table.header]
    rows = laid_out_rows(table, widths, setting.points)
    context = {
        "points": setting.points,
        "widths": [f"{width:.2f}" for width in widths],
        "header": _joined(_row(row, "th") for row in header),
        "rows": _joined(_row(row, "td") for row in rows),
    }
    return _render("blocks/table", context)


def _row(row: TableRow, element: str) -> SafeString:
    cells = _joined(_cell(cell, element) for cell in row.cells)
    return _render("blocks/row", {"cells": cells, "classes": row.classes})


def _cell(laid_out: TableCell, element: str) -> SafeString:
    content = _joined(_block(block) for block in laid_out.content)
    return _render(f"blocks/{element}", {"cell": laid_out, "content": content})
