"""A document's content as a PDF file, tagged for assistive programs; the same content gives the same bytes."""

import os
from functools import cache
from hashlib import md5
from pathlib import Path

from django.contrib.staticfiles import finders
from weasyprint import CSS

from reports.content.blocks import Content
from reports.layout.html import content_html
from reports.layout.typesetting import WellFormed, refuse, without_collections

# Published documents are to be readable by assistive programs: structure, language and title are in the file.
VARIANT = "pdf/a-2a"

# The fonts put into the file carry the moment of their making unless this is set.
os.environ.setdefault("SOURCE_DATE_EPOCH", "0")


def render_pdf(content: Content) -> bytes:
    with without_collections():
        markup = content_html(content)
        return WellFormed(markup).write_pdf(
            stylesheets=[_stylesheet()], pdf_variant=VARIANT, pdf_tags=True, pdf_identifier=_identifier(markup)
        )


def _identifier(markup: str) -> str:
    """Of the words rather than of the file, which would have to be made twice for it."""
    return md5(markup.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


@cache
def _stylesheet() -> CSS:
    return CSS(string=Path(finders.find("reports/document.css")).read_text(encoding="utf-8"), url_fetcher=refuse)
