"""Moves the answers to collections of a school that is joined to another (a `SchoolMover`)."""

from indicators.collections.models import Collection, Submission
from portal.history.actions import Recorded, record_changes
from schools.directory.models import School
from schools.mergers.movers import SchoolMover


def move_submissions(*, absorbed: School, into: School, taken: frozenset[str], by) -> None:
    """Move the absorbed school's answers to the other one.

    If a collection asks both, the absorbed school's answer stays with it if it was sent, and is dropped if awaited.
    """
    both = Submission.objects.filter(school=absorbed, collection__submissions__school=into)
    awaited = both.filter(
        collection__state=Collection.State.RUNNING, status__in=[Submission.Status.OPEN, Submission.Status.RETURNED]
    )
    gone = [Recorded(each.collection, "школа присоединена, ответ не ждут", {"school": absorbed.name})
            for each in awaited.select_related("collection")]  # fmt: skip
    kept = set(both.values_list("pk", flat=True))
    Submission.objects.filter(pk__in=list(awaited.values_list("pk", flat=True))).delete()
    moved = Submission.objects.filter(school=absorbed).exclude(pk__in=kept)
    told = [Recorded(each, "школы объединены", {"school": absorbed.name}, {"school": into.name}) for each in moved]
    moved.update(school=into)
    record_changes([*gone, *told], by=by)


MOVER = SchoolMover(move_submissions)
