"""A last day in the words of somebody who counts days."""

import datetime

from django.utils.timesince import TIME_STRINGS

from roadmap.models import Assignment

# Further away than that the day itself says more than how many days are left.
_COUNTED = 14


def due_words(assignment: Assignment, on: datetime.date) -> str:
    """«до 20.11.2026, просрочено на 5 дней»; what can't be dated has its term as written."""
    last = assignment.deadline_on
    if last is None:
        return assignment.term or "срок не указан"
    if assignment.review == Assignment.Review.WAITING or assignment.is_finished:
        return f"до {last:%d.%m.%Y}"
    left = (last - on).days
    if left < 0:
        return f"до {last:%d.%m.%Y}, просрочено на {_days(-left)}"
    if left == 0:
        return "сегодня последний день"
    if left > _COUNTED:
        return f"до {last:%d.%m.%Y}"
    verb = "остался" if left == 1 else "осталось"
    return f"до {last:%d.%m.%Y}, {verb} {_days(left)}"


def _days(number: int) -> str:
    return TIME_STRINGS["day"] % {"num": number}
