"""Assignments with their reports, readings and programmes of a school that is joined to another."""

import datetime

from portal.history.actions import Recorded, record_changes
from portal.text.plurals import counted
from roadmap.execution.models import Assignment
from roadmap.programmes.models import Programme, ProgrammeSchool
from roadmap.responsibles.models import Executors
from schools.directory.models import School
from schools.mergers.movers import MergerConflict, SchoolMover

_NOWHERE = datetime.date.min


def told_assignments(absorbed: School, into: School) -> list[str]:
    assignments = Assignment.objects.filter(school=absorbed)
    count, reported = assignments.count(), assignments.filter(version__gt=0).count()
    return [f"{counted(count, 'поручение', 'поручения', 'поручений')}, из них с отчётом {reported}"] if count else []


def reported_twice(absorbed: School, into: School) -> list[MergerConflict]:
    return [
        MergerConflict(f"assignment-{own.pk}", f"Отчёт: {own.activity}", _in_words(there), _in_words(own))
        for own, there in _pairs(absorbed, into)
        if own.version and there.version
    ]


def move_assignments(*, absorbed: School, into: School, taken: frozenset[str], by) -> None:
    """What both owe is owed once. A report that isn't taken stays with the closed school, no longer expected."""
    pairs = _pairs(absorbed, into)
    for own, there in pairs:
        if own.version and (not there.version or f"assignment-{own.pk}" in taken):
            _swap(own, there)
    moved = Assignment.objects.filter(school=absorbed).exclude(pk__in=[each.pk for pair in pairs for each in pair])
    history = [Recorded(each, "школы объединены", {"school": absorbed.name}, {"school": into.name}) for each in moved]
    moved.update(school=into)
    left = Assignment.objects.filter(school=absorbed)
    left.filter(version=0, review=Assignment.Review.NONE).delete()
    left.update(is_expected=False)
    _move_readings(absorbed, into)
    Programme.objects.filter(school=absorbed).update(school=into)
    there = ProgrammeSchool.objects.filter(school=into).values("programme")
    ProgrammeSchool.objects.filter(school=absorbed).exclude(programme__in=there).update(school=into)
    record_changes(history, by=by)


MOVER = SchoolMover(move_assignments, told_assignments, reported_twice)


def _pairs(absorbed: School, into: School) -> list[tuple[Assignment, Assignment]]:
    of = Assignment.objects.select_related("activity").order_by("pk")
    there = {_place(each): each for each in of.filter(school=into)}
    return [(each, there[_place(each)]) for each in of.filter(school=absorbed) if _place(each) in there]


def _place(each: Assignment) -> tuple:
    return each.activity_id, each.stage_id, each.starts_on, each.ends_on


def _in_words(each: Assignment) -> str:
    return f"{each.get_status_display()}: {each.text[:200]}" if each.text else each.get_status_display()


def _swap(own: Assignment, there: Assignment) -> None:
    """Each takes the other's school. An assignment is there once, so that one waits meanwhile on a day of its own."""
    days = {"starts_on": there.starts_on, "ends_on": there.ends_on, "deadline_on": there.deadline_on}
    places = Assignment.objects.filter(pk=there.pk)
    places.update(school=own.school_id, **dict.fromkeys(days, _NOWHERE))
    Assignment.objects.filter(pk=own.pk).update(school=there.school_id)
    places.update(**days)


def _move_readings(absorbed: School, into: School) -> None:
    """Also those that people corrected by hand, which are never read anew."""
    for executors in Executors.objects.filter(schools=absorbed):
        executors.schools.remove(absorbed)
        executors.schools.add(into)
