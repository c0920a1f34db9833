"""Removes bundles' files when their time is over; the bundles stay as a record of what people took."""

import datetime

from django.core.files.storage import default_storage
from django.db import transaction

from portal.history.actions import Recorded, record_changes
from reports.bundles.models import Bundle


def remove_old_bundles(now: datetime.datetime) -> int:
    """Remove files that were kept for long enough, and return how many.

    The bundle is changed before its file is deleted, so that no page offers a file that isn't there.
    """
    removed = 0
    for bundle in Bundle.objects.outdated(now):
        name = bundle.file.name
        with transaction.atomic():
            if Bundle.objects.outdated(now).filter(pk=bundle.pk).update(file="", removed_at=now):
                record_changes([Recorded(bundle, "файл удалён по сроку", {"sha256": bundle.sha256})], by=None)
                removed += 1
        default_storage.delete(name)
    return removed
