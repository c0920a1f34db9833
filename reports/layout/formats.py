"""The kinds of file that a document can be had as."""

from collections.abc import Callable
from dataclasses import dataclass

from reports.content.blocks import Content
from reports.layout.pdf import render_pdf


@dataclass(frozen=True)
class Format:
    name: str
    ending: str
    content_type: str
    render: Callable[[Content], bytes]


FORMATS = {"pdf": Format("PDF", "pdf", "application/pdf", render_pdf)}
