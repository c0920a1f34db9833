import datetime

from django import template
from django.utils.html import format_html

from roadmap.due import due_words
from roadmap.models import Assignment

register = template.Library()


@register.simple_tag
def due(assignment: Assignment, on: datetime.date) -> str:
    """Until when; how late it is stands in a mark of its own."""
    words, late, days = due_words(assignment, on).partition("просрочено")
    if not late:
        return format_html("<span>{}</span>", words)
    return format_html(
        '<span>{}</span> <span class="chip chip-not_done"><span aria-hidden="true">⚠</span> {}</span>',
        words.rstrip(", "),
        late + days,
    )
