"""A document's content as HTML for the page, well-formed as XML: a template for each kind of block but tables."""

from dataclasses import asdict, dataclass

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from reports.content.blocks import Block, Content, Part, Table
from reports.layout.table_html import table_html
from reports.layout.widths import choose_setting, widths_of
from reports.layout.words import words_html


@dataclass(frozen=True)
class LaidOutPart:
    orientation: str
    starts_page: bool
    content: SafeString


def content_html(content: Content) -> str:
    parts = [_part(part) for part in content.parts]
    return _render("document", {"title": content.title, "order": content.order, "parts": parts})


def _render(template: str, context: dict) -> SafeString:
    return get_template(f"reports/{template}.html").render(context)


def _part(part: Part) -> LaidOutPart:
    tables = [block for block in part.blocks if isinstance(block, Table)]
    setting = choose_setting(tables)
    widths = iter(widths_of(tables, setting))
    made = "".join(
        table_html(block, setting, next(widths)) if isinstance(block, Table) else _block(block) for block in part.blocks
    )
    return LaidOutPart(setting.orientation, part.starts_page, mark_safe(made))  # noqa: S308 - pieces are escaped


def _block(block: Block) -> SafeString:
    context = asdict(block)
    if hasattr(block, "spans"):
        context["words"] = mark_safe(words_html(block.spans))  # noqa: S308 - escaped there
    return _render(f"blocks/{block.block}", context)
