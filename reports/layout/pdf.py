"""A document's content as a PDF file, tagged for assistive programs; the same content gives the same bytes."""

import os
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from weasyprint import CSS, HTML

from reports.content.blocks import Content
from reports.layout.html import content_html

# Published documents are to be readable by assistive programs: structure, language and title are in the file.
VARIANT = "pdf/ua-1"

# The fonts put into the file carry the moment of their making unless this is set.
os.environ.setdefault("SOURCE_DATE_EPOCH", "0")


class NothingIsFetched(ValueError):
    """A document consists of its own words: whatever address stands in them is text."""


def render_pdf(content: Content) -> bytes:
    html = HTML(string=content_html(content), url_fetcher=_refuse)
    return html.write_pdf(stylesheets=[_stylesheet()], pdf_variant=VARIANT, pdf_tags=True, custom_metadata=False)


def _refuse(url: str, *args, **kwargs):
    raise NothingIsFetched(url)


@cache
def _stylesheet() -> CSS:
    return CSS(string=Path(finders.find("reports/document.css")).read_text(encoding="utf-8"), url_fetcher=_refuse)
