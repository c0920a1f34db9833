"""Says how many days are left until an assignment's last day, or have passed since it."""

import datetime

from portal.text.plurals import counted, plural
from roadmap.execution.models import Assignment
from roadmap.execution.state import state_of
from roadmap.execution.state_words import WORDS

# Days left are counted only within so many days; further away the date itself says more.
_COUNTED = 14


def due_words(assignment: Assignment, on: datetime.date) -> str:
    """Return «до 20.11.2026, просрочено на 5 дней»; an assignment without a day gets its term as written."""
    last = assignment.deadline_on
    if last is None:
        return assignment.term or "срок не указан"
    state = state_of(assignment, on)
    if state.is_waiting or state.is_finished:
        return f"до {last:%d.%m.%Y}"
    left = (last - on).days
    if left < 0:
        return f"до {last:%d.%m.%Y}, {WORDS['overdue']} на {_count_days(-left)}"
    if left == 0:
        return "сегодня последний день"
    if left > _COUNTED:
        return f"до {last:%d.%m.%Y}"
    verb = plural(left, "остался", "осталось", "осталось")
    return f"до {last:%d.%m.%Y}, {verb} {_count_days(left)}"


def _count_days(number: int) -> str:
    return counted(number, "день", "дня", "дней")
