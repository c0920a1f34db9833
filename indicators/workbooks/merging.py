"""Moves the names that people matched for a school that is joined to another (a `SchoolMover`)."""

from indicators.workbooks.models import NameChoice
from portal.history.actions import Recorded, record_changes
from schools.directory.models import School
from schools.mergers.movers import SchoolMover

_FORGOTTEN = "сопоставление забыто"


def move_name_choices(*, absorbed: School, into: School, taken: frozenset[str], by) -> None:
    """Let names that mean the absorbed school mean the other one, and move the names that it chose for its own files.

    Where both schools have chosen a meaning for the same name, the remaining school's choice is kept.
    """
    meant = NameChoice.objects.filter(school=absorbed)
    was, becomes = {"school": absorbed.name}, {"school": into.name}
    history = [Recorded(choice, "название сопоставлено", was, becomes) for choice in meant]
    meant.update(school=into)
    said = set(NameChoice.objects.filter(of_school=into).values_list("what", "name_key"))
    for choice in NameChoice.objects.filter(of_school=absorbed):
        if (choice.what, choice.name_key) in said:
            history.append(Recorded(choice, _FORGOTTEN, {"name": choice.name}))
        else:
            history.append(Recorded(choice, "название перешло к другой школе", was, becomes))
            NameChoice.objects.filter(pk=choice.pk).update(of_school=into)
    record_changes(history, by=by)
    NameChoice.objects.filter(pk__in=[each.subject.pk for each in history if each.action == _FORGOTTEN]).delete()


MOVER = SchoolMover(move_name_choices)
