"""The kinds of file that a document can be had as."""

from collections.abc import Callable
from dataclasses import dataclass

from reports.content.blocks import Content
from reports.layout.docx.rendering import render_docx
from reports.layout.pdf import render_pdf
from reports.layout.xlsx import render_xlsx

_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class Format:
    name: str
    ending: str
    content_type: str
    render: Callable[..., bytes]
    # Whether `render` takes a letterhead, the department's own file that an order is printed on.
    has_letterhead: bool = False

    def file(self, content: Content, *, letterhead: bytes | None = None) -> bytes:
        if letterhead is None or not self.has_letterhead:
            return self.render(content)
        return self.render(content, letterhead=letterhead)


FORMATS = {
    "pdf": Format("PDF", "pdf", "application/pdf", render_pdf),
    "docx": Format("Word", "docx", _OFFICE + "wordprocessingml.document", render_docx, has_letterhead=True),
    "xlsx": Format("Excel", "xlsx", _OFFICE + "spreadsheetml.sheet", render_xlsx),
}
