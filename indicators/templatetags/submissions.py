"""Shows the states of schools' answers to collections."""

from django import template
from django.utils.html import format_html

from indicators.collections.models import Submission

register = template.Library()
Status = Submission.Status

# The sign and the colour of each state; the sign is for those who can't tell the colours apart.
_CHIPS = {
    Status.OPEN: ("○", "not_started"),
    Status.SENT: ("◐", "in_progress"),
    Status.RETURNED: ("↩", "postponed"),
    Status.ACCEPTED: ("●", "done"),
}


@register.simple_tag
def submission_chip(status: str, label: str) -> str:
    """Show the state of a school's answer as a sign and a word."""
    sign, colour = _CHIPS[status]
    return format_html('<span class="chip chip-{}"><span aria-hidden="true">{}</span> {}</span>', colour, sign, label)
