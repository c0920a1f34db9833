"""Files as pictures to look at: photos of a size for screens, pages of PDF and TIFF; alike on a phone and on a desk."""

import threading
from contextlib import closing

import pypdfium2
from django.db.models.fields.files import FieldFile
from PIL import Image

from roadmap.execution.evidence.file_kinds import NotTaken, kind_of_name
from roadmap.execution.evidence.pictures import as_jpeg, opened_picture

MOST_PAGES = 40
SIDES = {"small": 240, "large": 1600}  # the longest side, in pixels
_QUALITY = 80
_PDF = "application/pdf"
_FAULTS = (OSError, ValueError, EOFError, NotTaken, pypdfium2.PdfiumError)
_one_at_once = threading.Lock()  # PDFium knows no threads


def count_pages(file: FieldFile, name: str) -> int:
    """0: the portal can't show it, or it is damaged."""
    kind = kind_of_name(name)
    if not kind.has_pages:
        return 0
    try:
        with file.open() as content:
            if kind.content_type == _PDF:
                with _one_at_once, closing(pypdfium2.PdfDocument(content)) as document:
                    return len(document)
            picture = opened_picture(content)
            return getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
    except _FAULTS:
        return 0


def page_picture(file: FieldFile, name: str, number: int, side: int) -> bytes:
    """A page, counted from 1, as JPEG. LookupError: there is none."""
    kind = kind_of_name(name)
    if not kind.has_pages or not 1 <= number <= MOST_PAGES:
        raise LookupError(number)
    try:
        with file.open() as content:
            if kind.content_type == _PDF:
                return as_jpeg(_pdf_page(content, number, side), quality=_QUALITY)
            picture = opened_picture(content)
            if number > 1:
                picture.seek(number - 1)
            picture = picture.convert("L") if picture.mode == "1" else picture  # letters of a scan stay readable
            picture.thumbnail((side, side))
            return as_jpeg(picture, quality=_QUALITY)
    except _FAULTS as fault:
        raise LookupError(number) from fault


def _pdf_page(content, number: int, side: int) -> Image.Image:
    with _one_at_once, closing(pypdfium2.PdfDocument(content)) as document:
        if number > len(document):
            raise LookupError(number)
        page = document[number - 1]
        return page.render(scale=side / max(*page.get_size(), 1)).to_pil()
