"""Answers to collections of a school that is joined to another."""

from indicators.collections.models import Collection, Submission
from portal.history.actions import Recorded, record_changes
from schools.directory.models import School
from schools.mergers.movers import SchoolMover


def move_submissions(*, absorbed: School, into: School, taken: frozenset[str], by) -> None:
    """Where both schools are asked, nothing more is awaited of the joined one; what it sent stays as sent."""
    both = Submission.objects.filter(school=absorbed, collection__submissions__school=into)
    awaited = both.filter(
        collection__state=Collection.State.RUNNING, status__in=[Submission.Status.OPEN, Submission.Status.RETURNED]
    )
    gone = [Recorded(each.collection, "школа присоединена, ответ не ждут", {"school": absorbed.name})
            for each in awaited.select_related("collection")]  # fmt: skip
    kept = set(both.values_list("pk", flat=True))
    Submission.objects.filter(pk__in=list(awaited.values_list("pk", flat=True))).delete()
    Submission.objects.filter(school=absorbed).exclude(pk__in=kept).update(school=into)
    record_changes(gone, by=by)


MOVER = SchoolMover(move_submissions)
