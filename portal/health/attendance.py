"""Whether a worker attends to what waits in the queue."""

import datetime

from django_tasks_db.models import DBTaskResult

_LATELY = datetime.timedelta(seconds=20)
_AT_WORK = datetime.timedelta(minutes=3)


def is_anybody_there(now: datetime.datetime) -> bool:
    """A worker that does something, or has just done: one that has nothing to do would have taken what waits."""
    tasks = DBTaskResult.objects.filter(started_at__gte=now - _AT_WORK, status="RUNNING")
    return (tasks | DBTaskResult.objects.filter(finished_at__gte=now - _LATELY)).order_by().exists()
