"""Words of a block as HTML: every letter escaped, bold and underlined runs marked."""

import re

from django.utils.html import escape

from portal.prose import Span
from reports.layout.typography import kept_together

# Without spaces, and in narrow columns only.
_UNBROKEN = re.compile(r"(?<!\w)п/п(?!\w)")


def words_html(spans: tuple[Span, ...], *, is_running: bool = False) -> str:
    return "".join(_run(span, is_running) for span in spans)


def _run(span: Span, is_running: bool) -> str:
    words = escape(kept_together(span.text, is_running=is_running))
    if "п/п" in words:
        words = _UNBROKEN.sub('<span class="unbroken">п/п</span>', words)
    if span.underlined:
        words = f"<u>{words}</u>"
    return f"<b>{words}</b>" if span.bold else words
