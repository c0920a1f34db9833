"""Decides on which days to remind: 30, 7 and 1 days before a deadline, then weekly, as the person has chosen."""

import datetime

from roadmap.execution.reminders.models import ReminderChoice

_BEFORE = {"month_before": 30, "week_before": 7, "day_before": 1}
_WEEK = 7


def falls_due(deadline: datetime.date, choice: ReminderChoice, after: datetime.date, until: datetime.date) -> bool:
    """Return whether a day to remind of this deadline lies after `after` and not after `until`.

    A missed night, a weekend or holidays only make the span longer: nothing in it is lost, nothing before it repeated.
    """
    for name, days in _BEFORE.items():
        if getattr(choice, name) and after < deadline - datetime.timedelta(days) <= until:
            return True
    if not choice.weekly_after or until <= deadline:
        return False
    return _count_weekly(deadline, until) > _count_weekly(deadline, after)


def _count_weekly(deadline: datetime.date, on: datetime.date) -> int:
    """Return how many weekly reminders were due by that day; the first is due on the day after the deadline."""
    late = (on - deadline).days
    return (late - 1) // _WEEK + 1 if late > 0 else 0
