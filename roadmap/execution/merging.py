"""Moves the assignments, reports, readings and programmes of a school that is joined to another."""

import datetime

from portal.history.actions import Recorded, record_changes
from portal.text.plurals import counted
from roadmap.execution.models import Assignment
from roadmap.programmes.models import Programme, ProgrammeSchool
from roadmap.responsibles.models import Executors
from schools.directory.models import School
from schools.mergers.movers import MergerConflict, SchoolMover

_JOINED = "школы объединены"
_NOWHERE = datetime.date.min


def describe_moves(absorbed: School, into: School) -> list[str]:
    """Return a line that says how many assignments will move, or nothing if there are none."""
    assignments = Assignment.objects.filter(school=absorbed)
    count, reported = assignments.count(), assignments.filter(version__gt=0).count()
    return [f"{counted(count, 'поручение', 'поручения', 'поручений')}, из них с отчётом {reported}"] if count else []


def find_report_conflicts(absorbed: School, into: School) -> list[MergerConflict]:
    """Return the assignments on which both schools have reported, with both reports: a person chooses one."""
    return [
        MergerConflict(f"assignment-{own.pk}", f"Отчёт: {own.activity}", _describe_report(there), _describe_report(own))
        for own, there in _find_pairs(absorbed, into)
        if own.version and there.version
    ]


def move_assignments(*, absorbed: School, into: School, taken: frozenset[str], by) -> None:
    """Give the assignments of `absorbed` to `into`; what both schools owe stays one assignment of `into`.

    `taken` has the keys of conflicts in which the absorbed school's report was chosen. A report that isn't taken stays
    with the closed school, in an assignment that is no longer expected.
    """
    here, other = {"school": absorbed.name}, {"school": into.name}
    pairs, history = _find_pairs(absorbed, into), []
    for own, there in pairs:
        if own.version and (not there.version or f"assignment-{own.pk}" in taken):
            _swap(own, there)
            history += [Recorded(own, _JOINED, here, other), Recorded(there, _JOINED, other, here)]
    moved = Assignment.objects.filter(school=absorbed).exclude(pk__in=[each.pk for pair in pairs for each in pair])
    history += [Recorded(each, _JOINED, here, other) for each in moved]
    moved.update(school=into)
    left = Assignment.objects.filter(school=absorbed)
    left.filter(version=0, review=Assignment.Review.NONE).delete()
    for each in left.filter(is_expected=True):
        history.append(Recorded(each, "больше не ожидается", {"is_expected": True}, {"is_expected": False}))
    left.update(is_expected=False)
    history += _move_readings(absorbed, into)
    programmes = Programme.objects.filter(school=absorbed)
    there = ProgrammeSchool.objects.filter(school=into).values("programme")
    named = ProgrammeSchool.objects.filter(school=absorbed).exclude(programme__in=there)
    history += [Recorded(each, _JOINED, here, other) for found in (programmes, named) for each in found]
    programmes.update(school=into)
    named.update(school=into)
    record_changes(history, by=by)


MOVER = SchoolMover(move_assignments, describe_moves, find_report_conflicts)


def _find_pairs(absorbed: School, into: School) -> list[tuple[Assignment, Assignment]]:
    """Return the assignments that both schools have of the same activity, stage and days: absorbed's, then into's."""
    assignments = Assignment.objects.select_related("activity").order_by("pk")
    there = {_key_of(each): each for each in assignments.filter(school=into)}
    return [(each, there[_key_of(each)]) for each in assignments.filter(school=absorbed) if _key_of(each) in there]


def _key_of(each: Assignment) -> tuple:
    return each.activity_id, each.stage_id, each.starts_on, each.ends_on


def _describe_report(each: Assignment) -> str:
    return f"{each.get_status_display()}: {each.text[:200]}" if each.text else each.get_status_display()


def _swap(own: Assignment, there: Assignment) -> None:
    """Exchange the schools of two assignments.

    An assignment of the same school, place and days may exist only once, so that the second is moved to an impossible
    day in between.
    """
    days = {"starts_on": there.starts_on, "ends_on": there.ends_on, "deadline_on": there.deadline_on}
    places = Assignment.objects.filter(pk=there.pk)
    places.update(school=own.school_id, **dict.fromkeys(days, _NOWHERE))
    Assignment.objects.filter(pk=own.pk).update(school=there.school_id)
    places.update(**days)


def _move_readings(absorbed: School, into: School) -> list[Recorded]:
    """Replace the school in all readings of responsibles, corrected ones included, as those are never read anew."""
    history = []
    for executors in Executors.objects.filter(schools=absorbed):
        before = executors.as_history()
        executors.schools.remove(absorbed)
        executors.schools.add(into)
        history.append(Recorded(executors, _JOINED, before, executors.as_history()))
    return history
