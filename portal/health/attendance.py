"""Tells whether a worker is running that takes tasks from the queue."""

import datetime

from django_tasks_db.models import DBTaskResult

_LATELY = datetime.timedelta(seconds=20)
_AT_WORK = datetime.timedelta(minutes=3)


def is_anybody_there(now: datetime.datetime) -> bool:
    """Return whether a worker is doing something or has just done it; an idle one would have taken what is waiting."""
    tasks = DBTaskResult.objects.filter(started_at__gte=now - _AT_WORK, status="RUNNING")
    return (tasks | DBTaskResult.objects.filter(finished_at__gte=now - _LATELY)).order_by().exists()
