"""The state of the portal itself: its people, background work, letters, disk and backups."""

import datetime
import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.accounts.models import User
from portal.backup.keeping import newest_backup
from portal.letters.mail_way import MailWay, mail_way, where_letters_go
from portal.letters.models import Letter
from schools.access.models import Membership
from schools.directory.models import Municipality

_SHOWN = 8
# A worker looks for work every few seconds, so what has waited for longer waits for a worker that doesn't run.
_SLOW = datetime.timedelta(minutes=5)
_LITTLE = 0.1  # the part of the disk below which free space counts as low


@dataclass(frozen=True)
class PeopleState:
    """Numbers of active people: `silent` ones have never logged in, those `without_role` see nothing."""

    active: int
    silent: int
    without_role: int
    latest: list[User]


@dataclass(frozen=True)
class WorkState:
    waiting: int
    running: int
    failed: int
    oldest_at: datetime.datetime | None
    last_at: datetime.datetime | None
    is_slow: bool


@dataclass(frozen=True)
class MailState:
    way: MailWay
    words: str
    waiting: int
    failed: int
    last_at: datetime.datetime | None


@dataclass(frozen=True)
class DiskState:
    """Disk space in bytes; `copy_at` is when the newest backup in the folder `copies` was made, if there is one."""

    free: int
    total: int
    copies: Path | None
    copy_at: datetime.datetime | None

    @property
    def is_low(self) -> bool:
        return self.free < self.total * _LITTLE


@dataclass(frozen=True)
class PortalState:
    people: PeopleState
    mail: MailState
    # Only for people who administer the whole installation.
    work: WorkState | None
    disk: DiskState | None


def portal_state(municipalities: QuerySet[Municipality], now: datetime.datetime, *, is_whole: bool) -> PortalState:
    """Return the state, in four queries at most. Unless `is_whole`, it is limited to people of these municipalities."""
    return PortalState(
        _people(municipalities, is_whole=is_whole),
        _mail(municipalities, is_whole=is_whole),
        _work(now) if is_whole else None,
        _disk() if is_whole else None,
    )


def _works_in(municipalities: QuerySet[Municipality]) -> Q:
    return Q(municipality__in=municipalities) | Q(school__municipality__in=municipalities)


def _people(municipalities: QuerySet[Municipality], *, is_whole: bool) -> PeopleState:
    places = Membership.objects.filter(user=OuterRef("pk"))
    people = User.objects.filter(is_active=True)
    if not is_whole:
        people = people.filter(Exists(places.filter(_works_in(municipalities))))
    counts = people.aggregate(
        active=Count("pk"),
        silent=Count("pk", filter=Q(last_login=None)),
        without_role=Count("pk", filter=~Exists(places) & Q(is_superuser=False)),
    )
    latest = people.exclude(last_login=None).order_by("-last_login")[:_SHOWN]
    return PeopleState(**counts, latest=list(latest))


def _mail(municipalities: QuerySet[Municipality], *, is_whole: bool) -> MailState:
    letters = Letter.objects.all()
    if not is_whole:
        letters = letters.filter(recipient__memberships__in=Membership.objects.filter(_works_in(municipalities)))
    counts = letters.aggregate(
        waiting=Count("pk", filter=Q(state=Letter.State.WAITING), distinct=True),
        failed=Count("pk", filter=Q(state=Letter.State.FAILED), distinct=True),
        last_at=Max("gone_at"),
    )
    return MailState(mail_way(), where_letters_go(on_the_server=is_whole), **counts)


def _work(now: datetime.datetime) -> WorkState:
    ready = Q(status=TaskResultStatus.READY, run_after__lte=now) | Q(
        status=TaskResultStatus.READY, run_after__year__gte=9999
    )
    counts = DBTaskResult.objects.aggregate(
        waiting=Count("pk", filter=ready),
        running=Count("pk", filter=Q(status=TaskResultStatus.RUNNING)),
        failed=Count("pk", filter=Q(status=TaskResultStatus.FAILED)),
        oldest_at=Min("enqueued_at", filter=ready),
        last_at=Max("finished_at"),
    )
    oldest = counts["oldest_at"]
    return WorkState(**counts, is_slow=oldest is not None and now - oldest > _SLOW)


def _disk() -> DiskState:
    usage = shutil.disk_usage(settings.DATA_DIR)
    copies = settings.BACKUP_DIR
    return DiskState(usage.free, usage.total, copies, newest_backup(copies) if copies else None)
