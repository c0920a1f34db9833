import datetime

from django import template
from django.utils.html import format_html

from roadmap.execution.due_words import due_words
from roadmap.execution.models import Assignment
from roadmap.execution.state_words import SIGNS, WORDS
from roadmap.execution.tally import waived_words

register = template.Library()


@register.simple_tag
def due(assignment: Assignment, on: datetime.date) -> str:
    """Say until when it has to be done, and how late it is in a chip."""
    words, late, days = due_words(assignment, on).partition(WORDS["overdue"])
    if not late:
        return format_html("<span>{}</span>", words)
    return format_html(
        '<span>{}</span> <span class="chip chip-not_done"><span aria-hidden="true">⚠</span> {}</span>',
        words.rstrip(", "),
        late + days,
    )


@register.simple_tag
def status_chip(status: str, label: str, count: int = 0) -> str:
    """Show a status as a sign and a word, with the number if several are counted."""
    words = f"{label} — {count}" if count else label
    return format_html(
        '<span class="chip chip-{}"><span aria-hidden="true">{}</span> {}</span>', status, SIGNS[status], words
    )


@register.simple_tag
def mark_sign(status: str) -> str:
    """Show the sign alone, for where the word stands beside it."""
    return format_html('<span aria-hidden="true">{}</span>', SIGNS[status])


register.filter(waived_words)


@register.simple_tag
def attention_chip(attention: str, count: int) -> str:
    """Show how many assignments need attention for this reason; nothing if none does."""
    if not count:
        return ""
    return format_html(
        '<span class="chip chip-{}">{} {}: {}</span>', attention, SIGNS[attention], WORDS[attention], count
    )
