"""Places on lists of a school that is joined to another: what a list owes it is owed by that one now."""

from indicators.identification.models import ListedSchool
from portal.history.actions import Recorded, record_changes
from schools.directory.models import School
from schools.mergers.movers import SchoolMover


def move_listings(*, absorbed: School, into: School, taken: frozenset[str], by) -> None:
    """The list says the name that it was approved with; where both stand on it, both places stay."""
    both = ListedSchool.objects.filter(school=into).values("low_result_list")
    moved = ListedSchool.objects.filter(school=absorbed).exclude(low_result_list__in=both)
    history = [Recorded(each, "школы объединены", {"school": absorbed.name}, {"school": into.name}) for each in moved]
    ListedSchool.objects.filter(pk__in=[each.subject.pk for each in history]).update(school=into)
    record_changes(history, by=by)


MOVER = SchoolMover(move_listings)
