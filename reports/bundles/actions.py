"""Asks for bundles, and cancels those that aren't made yet."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.history.actions import Recorded, record_changes
from portal.locking import lock_record
from reports.bundles.models import Bundle
from reports.bundles.running import make_bundle, watch_later


class AnotherIsMade(Exception):
    """The person's other `bundle` is still being made; each person has one made at a time."""

    def __init__(self, bundle: Bundle):
        super().__init__(f"Ещё собирается «{bundle}»: дождитесь её или отмените, тогда можно собрать другую.")
        self.bundle = bundle


@transaction.atomic
def ask_for_bundle(bundle: Bundle, *, by) -> Bundle:
    """Save the bundle and put it into the queue, or return the same one if it is being made already.

    Raises AnotherIsMade if another bundle of that person is being made.
    """
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
    """Cancel a bundle that is waiting or being made, and tell whether it was.

    Its worker stops within a second, or after the file that it is at.
    """
    now, was = timezone.now(), lock_record(bundle).status
    cancelled = Bundle.objects.filter(pk=bundle.pk).move_all("cancel", finished_at=now, message="")
    if cancelled:
        after = {"status": Bundle.Status.CANCELLED}
        record_changes([Recorded(bundle, "отменена", {"status": was}, after)], by=by)
    return bool(cancelled)
