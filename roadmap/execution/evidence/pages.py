"""Makes pictures for the screen of files: photos in a smaller size, and pages of PDF and TIFF."""

import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pypdfium2
from django.db.models.fields.files import FieldFile

from roadmap.execution.evidence.file_kinds import NotTaken, kind_of_name
from roadmap.execution.evidence.pictures import as_jpeg, opened_picture

MOST_PAGES = 40
SIDES = {"small": 240, "large": 1600}  # the longest side, in pixels
_QUALITY = 80
_PDF = "application/pdf"
_FAULTS = (OSError, ValueError, EOFError, NotTaken, pypdfium2.PdfiumError)
_one_at_once = threading.Lock()  # PDFium knows no threads
_PDF_PAGE = Path(__file__).with_name("pdf_page.py")
# Of addresses, libraries among them, for a small file and another; by the clock, whatever else the machine does.
_MEGABYTES, _MEGABYTES_OF_LARGE, _SMALL = 350, 1_000, 2**20
_CLOCK = 30  # seconds


def count_pages(file: FieldFile, name: str) -> int:
    """Return how many pages the file has; 0 if it is damaged or the portal can't show it."""
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
    """Return a page, counted from 1, as JPEG with the longest side of `side` pixels.

    Raises LookupError if there is no such page or it can't be shown.
    """
    kind = kind_of_name(name)
    if not kind.has_pages or not 1 <= number <= MOST_PAGES:
        raise LookupError(number)
    try:
        with file.open() as content:
            if kind.content_type == _PDF:
                return _pdf_page(content.read(), number, side)
            picture = opened_picture(content)
            if number > 1:
                picture.seek(number - 1)
            # Black and white is made grey, so that the letters of a scan stay readable in a smaller picture.
            picture = picture.convert("L") if picture.mode == "1" else picture
            picture.thumbnail((side, side))
            return as_jpeg(picture, quality=_QUALITY)
    except _FAULTS as fault:
        raise LookupError(number) from fault


def _pdf_page(content: bytes, number: int, side: int) -> bytes:
    """In a process with limits: a small file may draw without end."""
    command = [sys.executable, "-I", str(_PDF_PAGE), str(number), str(side), str(_QUALITY)]
    command.append(str(_MEGABYTES if len(content) <= _SMALL else _MEGABYTES_OF_LARGE))
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=_CLOCK, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise LookupError(number) from None
    if done.returncode:
        raise LookupError(number)
    return done.stdout
