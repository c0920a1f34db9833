"""A document's content as a PDF file, tagged for assistive programs; the same content gives the same bytes."""

import io
import os
from functools import cache
from hashlib import md5
from importlib.resources import files
from pathlib import Path

import pydyf
from django.contrib.staticfiles import finders
from weasyprint import CSS
from weasyprint.css import ColorProfile
from weasyprint.document import Document

from reports.content.blocks import Content
from reports.kinds import PageNumbers
from reports.layout.contents import MOST_PAGES_WITHOUT
from reports.layout.html import lay_out
from reports.layout.typesetting import WellFormed, Written, refuse, without_collections
from reports.layout.xmp import with_accessibility

# For keeping, and readable by assistive programs: structure, language and title are in the file.
VARIANT = "pdf/a-2a"
COLOURS = "--srgb"

# The fonts put into the file carry the moment of their making unless this is set.
os.environ.setdefault("SOURCE_DATE_EPOCH", "0")

# The only lists are of tables of contents.
_TAGS = {"/L": "/TOC", "/LI": "/TOCI", "/LBody": "/Reference"}
_NUMBERS_OF_TOTAL = """
@page { @top-center { content: counter(page) " из " counter(pages) } }
@page :first { @top-center { content: none } }
"""


def render_pdf(content: Content, *, numbers: PageNumbers = PageNumbers.NUMBER) -> bytes:
    with without_collections():
        laid_out = lay_out(content)
        may_have_contents = len(laid_out.contents.entries) > 1
        with_contents = may_have_contents and laid_out.estimated_pages > MOST_PAGES_WITHOUT
        markup = laid_out.html(with_contents=with_contents)
        document = _rendered(markup, numbers)
        if may_have_contents and with_contents != (len(document.pages) > MOST_PAGES_WITHOUT):
            markup = laid_out.html(with_contents=not with_contents)
            document = _rendered(markup, numbers)
        return _written(document, markup)


def _rendered(markup: str, numbers: PageNumbers) -> Document:
    return WellFormed(markup).render(
        stylesheets=_stylesheets(numbers),
        color_profiles={COLOURS: _colours()},
        output_intent=COLOURS,
        pdf_variant=VARIANT,
        pdf_tags=True,
    )


def _written(document: Document, markup: str) -> bytes:
    document.metadata.generate_rdf_metadata = with_accessibility(document.metadata.generate_rdf_metadata)
    # Of the words rather than of the file, which would have to be made twice for it.
    identifier = md5(markup.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
    return document.write_pdf(
        finisher=_finish, pdf_variant=VARIANT, pdf_tags=True, pdf_identifier=identifier, output_intent=COLOURS
    )


def _finish(document: Document, pdf: pydyf.PDF) -> None:
    """What WeasyPrint leaves out of the tags: whose header a header cell is, and what a table of contents is."""
    for element in pdf.objects:
        if isinstance(element, pydyf.Dictionary) and element.get("Type") == "/StructElem":
            if element["S"] == "/TH":
                element["A"]["Scope"] = "/Column"
            element["S"] = _TAGS.get(element["S"], element["S"])
    pdf.objects = [Written(each) if each.free == "n" else each for each in pdf.objects]


@cache
def _stylesheets(numbers: PageNumbers) -> list[CSS]:
    sheet = Path(finders.find("reports/document.css")).read_text(encoding="utf-8")
    sheets = [sheet, _NUMBERS_OF_TOTAL] if numbers == PageNumbers.NUMBER_OF_TOTAL else [sheet]
    return [CSS(string=each, url_fetcher=refuse) for each in sheets]


def _colours() -> ColorProfile:
    """WeasyPrint's own, which it leaves open as a file when it opens it itself."""
    return ColorProfile(io.BytesIO(_profile()), COLOURS, "relative-colorimetric", ("r", "g", "b"))


@cache
def _profile() -> bytes:
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
