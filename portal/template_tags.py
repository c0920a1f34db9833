"""Tags for all templates."""

from django import template
from django.utils.html import format_html, format_html_join

from portal.prose import Heading, ListItem, Span, Text, parse_prose

register = template.Library()

# A sign beside each word, so that colour is not the only difference.
_SUBMISSIONS = {
    "open": ("○", "not_started"),
    "sent": ("◐", "in_progress"),
    "returned": ("↩", "postponed"),
    "accepted": ("●", "done"),
}
SIGNS = {
    "nothing": "·",
    "overdue": "!",
    "returned": "↩",
    "waiting": "?",
    "not_started": "○",
    "in_progress": "◐",
    "done": "●",
    "partly_done": "◑",
    "not_done": "✕",
    "postponed": "→",
}


@register.simple_tag
def status_chip(status: str, label: str, count: int = 0) -> str:
    """A status as sign and word, with how many there are of it where several are counted."""
    words = f"{label} — {count}" if count else label
    return format_html(
        '<span class="chip chip-{}"><span aria-hidden="true">{}</span> {}</span>', status, SIGNS[status], words
    )


@register.simple_tag
def mark_sign(status: str) -> str:
    """The sign alone, where the word stands beside it."""
    return format_html('<span aria-hidden="true">{}</span>', SIGNS[status])


@register.simple_tag
def submission_chip(status: str, label: str) -> str:
    """The state of a school's answer as sign and word."""
    sign, colour = _SUBMISSIONS[status]
    return format_html('<span class="chip chip-{}"><span aria-hidden="true">{}</span> {}</span>', colour, sign, label)


@register.filter
def prose(text: str | None) -> str:
    """A document's text in its subset of Markdown, as HTML."""
    return format_html_join("", "{}", ((_block(block),) for block in parse_prose(text)))


@register.filter
def plain(text: str | None) -> str:
    """The words of such a text without its marks, in one run."""
    blocks = parse_prose(str(text or ""))
    words = ("".join(span.text for span in block.spans) for block in blocks)
    return " ".join(" ".join(words).split())


def _block(block: Text) -> str:
    spans = format_html_join("", "{}", ((_span(span),) for span in block.spans))
    if isinstance(block, ListItem):
        return format_html('<p class="item">{} {}</p>', block.marker, spans)
    return format_html("<h3>{}</h3>" if isinstance(block, Heading) else '<p class="written">{}</p>', spans)


def _span(span: Span) -> str:
    shown = format_html("<u>{}</u>" if span.underlined else "{}", span.text)
    return format_html("<strong>{}</strong>" if span.bold else "{}", shown)
