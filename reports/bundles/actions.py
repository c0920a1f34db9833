"""A bundle is asked for, and may be cancelled until it is made."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.history.actions import Recorded, record_changes
from reports.bundles.models import Bundle
from reports.bundles.running import make_bundle, watch_later


class AnotherIsMade(Exception):
    """A person has one bundle made at a time; `bundle` is that one."""

    def __init__(self, bundle: Bundle):
        super().__init__(f"Ещё собирается «{bundle}»: дождитесь её или отмените, тогда можно собрать другую.")
        self.bundle = bundle


@transaction.atomic
def ask_for_bundle(bundle: Bundle, *, by) -> Bundle:
    """The bundle, saved and put into the queue; the same one where it is being made already."""
    bundle.asked_by = by
    try:
        with transaction.atomic():
            bundle.save(force_insert=True)
    except IntegrityError:
        active = Bundle.objects.active().get(asked_by=by)
        if (active.what, active.subject) != (bundle.what, bundle.subject):
            raise AnotherIsMade(active) from None
        return active
    record_changes([Recorded(bundle, "запрошена", after={"what": bundle.what})], by=by)
    make_bundle.enqueue(bundle.pk)
    watch_later(bundle.pk)
    return bundle


@transaction.atomic
def cancel_bundle(*, bundle: Bundle, by) -> bool:
    """Whether it was still there to cancel. Its worker finds out within a second or with the file it is at."""
    now = timezone.now()
    cancelled = Bundle.objects.filter(pk=bundle.pk).move("cancel", finished_at=now, message="")
    if cancelled:
        record_changes([Recorded(bundle, "отменена")], by=by)
    return bool(cancelled)
