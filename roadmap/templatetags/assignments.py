import datetime

from django import template
from django.utils.html import format_html

from roadmap.due import due_words
from roadmap.models import Assignment

register = template.Library()


@register.simple_tag
def due(assignment: Assignment, on: datetime.date) -> str:
    """Until when, marked where the day has passed."""
    late = assignment.is_overdue(on) and assignment.review != Assignment.Review.WAITING
    return format_html(
        '<span class="chip chip-not_done"><span aria-hidden="true">⚠</span> {}</span>' if late else "<span>{}</span>",
        due_words(assignment, on),
    )
