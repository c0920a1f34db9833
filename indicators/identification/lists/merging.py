"""Moves the places on lists of a school that is joined to another (a `SchoolMover`)."""

from indicators.identification.models import ListedSchool
from portal.history.actions import Recorded, record_changes
from schools.directory.models import School
from schools.mergers.movers import SchoolMover


def move_listings(*, absorbed: School, into: School, taken: frozenset[str], by) -> None:
    """Give the absorbed school's places to the other one, under the names that lists were approved with.

    On a list that has both schools, both places stay as they are.
    """
    both = ListedSchool.objects.filter(school=into).values("low_result_list")
    moved = ListedSchool.objects.filter(school=absorbed).exclude(low_result_list__in=both)
    history = [Recorded(each, "школы объединены", {"school": absorbed.name}, {"school": into.name}) for each in moved]
    ListedSchool.objects.filter(pk__in=[each.subject.pk for each in history]).update(school=into)
    record_changes(history, by=by)


MOVER = SchoolMover(move_listings)
