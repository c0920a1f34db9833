"""The pages of a PDF as pictures: every browser shows them alike, also one that only saves PDF files."""

import base64
import io
from dataclasses import dataclass

import pypdfium2

MOST_PAGES = 40
_DOTS_PER_INCH = 110


@dataclass(frozen=True)
class Preview:
    """Pictures as data addresses; of a long document its first pages."""

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
    """In 16 greys: sharp letters in a small file."""
    image = page.render(scale=_DOTS_PER_INCH / 72, grayscale=True).to_pil().quantize(16)
    file = io.BytesIO()
    image.save(file, "PNG", optimize=False)
    page.close()
    return f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}"
