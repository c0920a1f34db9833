"""The file formats in which a document can be downloaded."""

from collections.abc import Callable
from dataclasses import dataclass

from reports.blocks.content import Content
from reports.blocks.paper import Paper
from reports.layout.docx.rendering import render_docx
from reports.layout.pdf import render_pdf
from reports.layout.xlsx import render_xlsx

_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class Format:
    name: str
    ending: str
    content_type: str
    render: Callable[[Content, Paper], bytes]


def _pdf(content: Content, paper: Paper) -> bytes:
    return render_pdf(content, numbers=paper.numbers)


def _docx(content: Content, paper: Paper) -> bytes:
    return render_docx(content, letterhead=paper.letterhead, numbers=paper.numbers)


def _xlsx(content: Content, paper: Paper) -> bytes:
    return render_xlsx(content)


FORMATS = {
    "pdf": Format("PDF", "pdf", "application/pdf", _pdf),
    "docx": Format("Word", "docx", _OFFICE + "wordprocessingml.document", _docx),
    "xlsx": Format("Excel", "xlsx", _OFFICE + "spreadsheetml.sheet", _xlsx),
}
