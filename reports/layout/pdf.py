"""A document's content as a PDF file, tagged for assistive programs; the same content gives the same bytes."""

import os
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from weasyprint import CSS

from reports.content.blocks import Content
from reports.layout.html import content_html
from reports.layout.typesetting import WellFormed, refuse

# Published documents are to be readable by assistive programs: structure, language and title are in the file.
VARIANT = "pdf/a-2a"

# The fonts put into the file carry the moment of their making unless this is set.
os.environ.setdefault("SOURCE_DATE_EPOCH", "0")


def render_pdf(content: Content) -> bytes:
    html = WellFormed(content_html(content))
    return html.write_pdf(stylesheets=[_stylesheet()], pdf_variant=VARIANT, pdf_tags=True, custom_metadata=False)


@cache
def _stylesheet() -> CSS:
    return CSS(string=Path(finders.find("reports/document.css")).read_text(encoding="utf-8"), url_fetcher=refuse)
