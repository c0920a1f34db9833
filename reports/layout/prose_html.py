"""Writes a block's words as escaped HTML, with bold and underlined runs marked."""

import re

from django.utils.html import escape

from portal.text.prose import ProseSpan
from reports.layout.typography import WORD_JOINER, kept_together, with_joiners

# No line breaks at a hyphen before a digit anyway; dropping the joiner there makes most cells faster to lay out.
_NEEDLESS = re.compile(f"(?<=-){WORD_JOINER}(?=\\d)")
_HELD = re.compile(f"[^ \\n<>]*{WORD_JOINER}[^ \\n<>]*")
# It has no spaces, and would be broken only in narrow columns.
_UNBROKEN = re.compile(r"(?<!\w)п/п(?!\w)")


def words_html(spans: tuple[ProseSpan, ...], *, is_running: bool = False) -> str:
    return "".join(_run(span, is_running) for span in spans)


def _run(span: ProseSpan, is_running: bool) -> str:
    words = _NEEDLESS.sub("", with_joiners(kept_together(span.text, is_running=is_running)))
    words = _HELD.sub(_unbroken_html, escape(words)) if WORD_JOINER in words else escape(words)
    if "п/п" in words:
        words = _UNBROKEN.sub('<span class="unbroken">п/п</span>', words)
    if span.underlined:
        words = f"<u>{words}</u>"
    return f"<b>{words}</b>" if span.bold else words


def _unbroken_html(words: re.Match) -> str:
    return f'<span class="unbroken">{words[0].replace(WORD_JOINER, "")}</span>'
