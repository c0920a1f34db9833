"""Names that people matched with a school that is joined to another."""

from indicators.workbooks.models import NameChoice
from schools.directory.models import School
from schools.mergers.movers import SchoolMover


def move_name_choices(*, absorbed: School, into: School, taken: frozenset[str], by) -> None:
    """What the school that stays has said of its own files wins."""
    NameChoice.objects.filter(school=absorbed).update(school=into)
    said = set(NameChoice.objects.filter(of_school=into).values_list("what", "name_key"))
    for choice in NameChoice.objects.filter(of_school=absorbed):
        if (choice.what, choice.name_key) in said:
            choice.delete()
        else:
            NameChoice.objects.filter(pk=choice.pk).update(of_school=into)


MOVER = SchoolMover(move_name_choices)
