"""Renders a document's content as a PDF file, tagged for assistive programs; equal content gives equal bytes."""

import os
from functools import cache
from hashlib import md5
from importlib.resources import files
from pathlib import Path

import pydyf
from django.contrib.staticfiles import finders
from weasyprint import CSS, Document

from portal.bulk import many_objects
from reports.blocks.content import Content
from reports.blocks.paper import PageNumbers
from reports.layout.contents import MOST_PAGES_WITHOUT
from reports.layout.fast_weasyprint import make_bytes_once, rows_beginning_pages
from reports.layout.html import LaidOutContent, lay_out
from reports.layout.typesetting import page, refuse
from reports.layout.xmp import with_accessibility

# Words repeated at the top of a page may move rows to other pages, so the document is laid out again.
MOST_LAYOUTS = 6
# PDF/A-2a is meant for archives, and has structure, language and title for assistive programs.
VARIANT = "pdf/a-2a"
COLOURS = "--srgb"

# Without this the embedded fonts would contain the time when the file was made.
os.environ.setdefault("SOURCE_DATE_EPOCH", "0")

# The only lists in a document are tables of contents.
_TAGS = {"/L": "/TOC", "/LI": "/TOCI", "/LBody": "/Reference"}
_NUMBERS_OF_TOTAL = """
@page { @top-center { content: counter(page) " из " counter(pages) } }
@page :first { @top-center { content: none } }
"""


def render_pdf(content: Content, *, numbers: PageNumbers = PageNumbers.NUMBER) -> bytes:
    """Render the content, as often as it takes until the rows that begin a page are those laid out to begin one."""
    with many_objects():
        page_rows: set[str] = set()
        for layouts in range(1, MOST_LAYOUTS + 1):
            laid_out = lay_out(content, page_rows)
            document, markup = _render_with_contents(laid_out, numbers)
            found = rows_beginning_pages(document) if laid_out.may_repeat else set()
            if found == page_rows:
                break
            # If this doesn't settle, words had better stand twice on a page than not at all.
            page_rows = found if layouts < MOST_LAYOUTS - 1 else found | page_rows
        return _write(document, markup)


def _render_with_contents(laid_out: LaidOutContent, numbers: PageNumbers) -> tuple[Document, str]:
    """Render the document with a table of contents if one is asked for or, unless forbidden, if it is long enough.

    The length is estimated first; if the pages prove the estimate wrong, the document is rendered again.
    """
    content = laid_out.content
    entries = len(laid_out.contents.entries)
    asked = content.has_contents if entries > 1 else bool(entries and content.has_contents)
    with_contents = laid_out.estimated_pages > MOST_PAGES_WITHOUT if asked is None else asked
    markup = laid_out.html(with_contents=with_contents)
    document = _render(markup, numbers)
    if asked is None and with_contents != (len(document.pages) > MOST_PAGES_WITHOUT):
        markup = laid_out.html(with_contents=not with_contents)
        document = _render(markup, numbers)
    return document, markup


def _render(markup: str, numbers: PageNumbers) -> Document:
    return page(markup).render(
        stylesheets=_stylesheets(numbers),
        color_profiles=_colours(),
        output_intent=COLOURS,
        pdf_variant=VARIANT,
        pdf_tags=True,
    )


def _write(document: Document, markup: str) -> bytes:
    document.metadata.generate_rdf_metadata = with_accessibility(document.metadata.generate_rdf_metadata)
    # A hash of the markup; for one of the file that would have to be made twice.
    identifier = md5(markup.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
    return document.write_pdf(
        finisher=_finish, pdf_variant=VARIANT, pdf_tags=True, pdf_identifier=identifier, output_intent=COLOURS
    )


def _finish(document: Document, pdf: pydyf.PDF) -> None:
    """Complete WeasyPrint's tags: header cells are of their column, and lists are tables of contents."""
    for element in pdf.objects:
        if isinstance(element, pydyf.Dictionary) and element.get("Type") == "/StructElem":
            if element["S"] == "/TH":
                element.setdefault("A", pydyf.Dictionary({"O": "/Table"}))["Scope"] = "/Column"
            element["S"] = _TAGS.get(element["S"], element["S"])
    make_bytes_once(pdf)


@cache
def _stylesheets(numbers: PageNumbers) -> list[CSS]:
    sheet = Path(finders.find("reports/layout/document.css")).read_text(encoding="utf-8")
    sheets = [sheet, _NUMBERS_OF_TOTAL] if numbers == PageNumbers.NUMBER_OF_TOTAL else [sheet]
    return [CSS(string=each, url_fetcher=refuse) for each in sheets]


def _colours() -> dict:
    """Return WeasyPrint's own colour profile, loaded by a CSS rule: its default is the same but left open."""
    profiles: dict = {}
    address = Path(str(files("weasyprint.pdf") / "sRGB2014.icc")).as_uri()
    CSS(string=f'@color-profile {COLOURS} {{ src: url("{address}"); components: r, g, b }}', color_profiles=profiles)
    return profiles
