"""Shows a PDF's pages as pictures, which every browser shows alike, even one that only saves PDF files."""

import base64
import io
from dataclasses import dataclass

import pypdfium2

MOST_PAGES = 40
_DOTS_PER_INCH = 110


@dataclass(frozen=True)
class Preview:
    """Pictures of a document's first pages as data URLs, and how many pages it has."""

    pictures: list[str]
    count: int


def preview_pages(pdf: bytes, most: int = MOST_PAGES) -> Preview:
    document = pypdfium2.PdfDocument(pdf)
    try:
        count = len(document)
        return Preview([_picture(document[number]) for number in range(min(count, most))], count)
    finally:
        document.close()


def _picture(page: pypdfium2.PdfPage) -> str:
    """Draw a page in 16 shades of grey, which gives sharp letters in a small file, and close it."""
    image = page.render(scale=_DOTS_PER_INCH / 72, grayscale=True).to_pil().quantize(16)
    file = io.BytesIO()
    image.save(file, "PNG", optimize=False)
    page.close()
    return f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}"
