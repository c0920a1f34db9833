"""Checks of what the portal needs for its work. Each returns "" if all is well; else it says what isn't, or raises."""

import datetime
import logging
import tempfile
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.scanning.clamd import ping

_log = logging.getLogger(__name__)
# A worker looks for work every few seconds, and the queue notes when it begins and ends a task.
UNATTENDED_AFTER = datetime.timedelta(minutes=5)
# If a task takes longer, its worker is assumed to be gone.
SILENT_AFTER = datetime.timedelta(minutes=30)


def is_ready() -> bool:
    """Return whether all checks pass; log each one that doesn't. Nothing is raised, whatever a check raises."""
    faults = {check.__name__.strip("_"): _fault(check) for check in CHECKS}
    for name, fault in faults.items():
        if fault:
            _log.error("Not ready, %s: %s", name, fault)
    return not any(faults.values())


def _fault(check: Callable[[], str]) -> str:
    try:
        return check()
    except Exception as error:  # a database, driver or disk may raise anything
        return f"{type(error).__name__}: {error}"


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(waiting)} migrations wait for `make prepare`" if waiting else ""


def _storage() -> str:
    """Write a temporary file, which also finds a full disk."""
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=settings.MEDIA_ROOT) as file:
        file.write(bytes(4096))
        file.flush()
    return ""


def _worker() -> str:
    """Find out whether tasks have been due for a while, and no worker has begun or ended any lately."""
    now = timezone.now()
    due = Q(run_after__lte=now - UNATTENDED_AFTER) | Q(
        run_after__year__gte=9999, enqueued_at__lte=now - UNATTENDED_AFTER
    )
    at_work = Q(status=TaskResultStatus.RUNNING, started_at__gte=now - SILENT_AFTER)
    lately = Q(finished_at__gte=now - UNATTENDED_AFTER)
    waiting = DBTaskResult.objects.filter(due, status=TaskResultStatus.READY).count()
    seen = waiting and DBTaskResult.objects.filter(at_work | lately).order_by().exists()
    return f"{waiting} tasks wait and no worker has been seen" if waiting and not seen else ""


def _scanner() -> str:
    """Ask the virus scanner, if there is one, because without it every upload is refused."""
    if settings.CLAMD:
        ping(settings.CLAMD)
    return ""


CHECKS = [_database, _migrations, _storage, _worker, _scanner]
