"""Tags for all templates."""

from django import template
from django.utils.html import format_html

register = template.Library()

# A sign beside each word, so that colour is not the only difference.
_STATUS_SIGNS = {"not_started": "○", "in_progress": "◐", "done": "●", "not_done": "✕", "postponed": "→"}


@register.simple_tag
def status_chip(status: str, label: str, count: int = 0) -> str:
    """A status as sign and word, with how many there are of it where several are counted."""
    words = f"{label} — {count}" if count else label
    return format_html(
        '<span class="chip chip-{}"><span aria-hidden="true">{}</span> {}</span>', status, _STATUS_SIGNS[status], words
    )
