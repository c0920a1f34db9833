"""Derives assignments from the words of an approved programme's plan, and keeps them in agreement with it."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Case, Q, When

from portal.bulk import create_many, update_many
from portal.history.actions import Recorded, record_changes
from roadmap.execution.actions.waiving import FIELDS, put_waiver, take_waiver_back
from roadmap.execution.models import Assignment
from roadmap.execution.queries.expected import Expected, expected_assignments
from roadmap.plan.models import Roadmap
from roadmap.programmes.models import Programme

DAYS = ["starts_on", "ends_on", "deadline_on"]


@transaction.atomic
def derive_assignments(roadmap: Roadmap, *, by) -> None:
    """Make the assignments agree with the roadmap's words; a draft has none.

    Where the spans of a responsible have changed but not their number, the assignments move to the new days with their
    reports. An assignment that the words no longer ask for is deleted; if somebody has reported on it, or decided that
    it is not required, it is kept as no longer expected. What ended before `asks_from` is marked as not required.
    """
    approved = roadmap.programme.status == Programme.Status.APPROVED
    expected = expected_assignments(roadmap) if approved else set()
    of_roadmap = Assignment.objects.of_roadmap(roadmap)
    known = {
        Expected(*key): (pk, is_expected)
        for pk, is_expected, *key in of_roadmap.values_list("pk", "is_expected", *Expected._fields)
    }
    moved = _match_moved(
        [key for key, (_, was_expected) in known.items() if was_expected], expected - known.keys(), expected
    )
    history = _move_assignments({known[old][0]: new for old, new in moved.items()})
    came = [known[old][0] for old in moved]
    known |= {new: known[old] for old, new in moved.items()}
    surplus = [
        pk for key, (pk, was_expected) in known.items() if was_expected and key not in expected and key not in moved
    ]
    again = [pk for key, (pk, was_expected) in known.items() if not was_expected and key in expected]
    is_decided = Q(review=Assignment.Review.WAIVED, waived_by__isnull=False)
    Assignment.objects.filter(~is_decided, pk__in=surplus, version=0).delete()
    history += _expected_otherwise([*surplus, *again], set(again))
    Assignment.objects.filter(pk__in=[*surplus, *again]).update(
        is_expected=Case(When(pk__in=again, then=True), default=False)
    )
    new = sorted(expected - known.keys(), key=str)
    made = [Assignment(**key._asdict(), deadline_on=key.ends_on) for key in new]
    for each in made:
        _follow_the_approval(each, roadmap.programme)
    create_many(made)
    history += _renew_waivers([*came, *again], roadmap.programme)
    if surplus or again or new or moved:
        change = {"new": len(new) + len(again), "gone": len(surplus), "moved": len(moved)}
        told = Recorded(roadmap.programme, "поручения приведены в соответствие", after=change)
        record_changes([told, *history], by=by)


def _expected_otherwise(pks: list[int], again: set[int]) -> list[Recorded]:
    """Return what the history keeps of assignments that the plan has begun, or ceased, to require."""
    if not pks:
        return []
    return [
        Recorded(
            each, "снова ожидается" if each.pk in again else "больше не ожидается",
            {"is_expected": each.pk not in again}, {"is_expected": each.pk in again},
        )
        for each in Assignment.objects.filter(pk__in=pks).select_related(*Assignment.told_by)
    ]  # fmt: skip


def _renew_waivers(pks: list[int], programme: Programme) -> list[Recorded]:
    """Decide anew whether assignments are required that have got other days or are expected again."""
    if not pks:
        return []
    found = {each.pk: each for each in Assignment.objects.filter(pk__in=pks).select_related(*Assignment.told_by)}
    before = {pk: _waived(each) for pk, each in found.items()}
    renewed = [each for each in found.values() if _follow_the_approval(each, programme)]
    update_many(renewed, FIELDS)
    return [Recorded(each, "не требуется: срок прошёл до утверждения" if each.waived_because else "снова требуется",
                     before[each.pk], _waived(each)) for each in renewed]  # fmt: skip


def _waived(assignment: Assignment) -> dict:
    return {"review": str(assignment.review), "because": assignment.waived_because}


def _follow_the_approval(assignment: Assignment, programme: Programme) -> bool:
    """Mark the assignment as not required if it ended before the programme asks for anything, else take that back.

    Leaves alone what a person has decided or reported. Returns whether the assignment changed; saves nothing.
    """
    begins, ends = programme.asks_from, assignment.ends_on
    is_past = begins is not None and ends is not None and ends < begins
    if assignment.review == Assignment.Review.WAIVED:
        if is_past or assignment.waived_by_id:
            return False
        take_waiver_back(assignment)
        return True
    if not is_past or assignment.version or assignment.review != Assignment.Review.NONE:
        return False
    put_waiver(assignment, _explain_past(programme, begins), by=None)
    return True


def _explain_past(programme: Programme, begins: datetime.date) -> str:
    order = programme.approval_order
    if order and order.issued_on not in (None, begins):
        return f"срок закончился до дня, с которого спрашивают о программе ({begins:%d.%m.%Y})"
    what = "этой редакции" if programme.amends_id else "программы"
    return f"срок закончился до утверждения {what} ({begins:%d.%m.%Y})"


def _match_moved(
    known: Iterable[Expected], new: Iterable[Expected], expected: set[Expected]
) -> dict[Expected, Expected]:
    """Return old assignments with the new ones that replace them, by the order of their days.

    They are matched for each activity, stage and school on its own, and only if as many came as are gone.
    """
    gone_of, new_of = defaultdict(list), defaultdict(list)
    for key in known:
        if key not in expected:
            gone_of[key[:3]].append(key)
    for key in new:
        new_of[key[:3]].append(key)
    moved = {}
    for place, gone in gone_of.items():
        if len(gone) == len(came := new_of[place]):
            moved |= zip(sorted(gone, key=_key_of_days), sorted(came, key=_key_of_days), strict=True)
    return moved


def _key_of_days(key: Expected) -> tuple[bool, datetime.date]:
    return key.starts_on is None, key.starts_on or datetime.date.max


def _move_assignments(places: dict[int, Expected]) -> list[Recorded]:
    """Give assignments, by their ids, new days; a later day that was agreed for the old span is dropped."""
    if not places:
        return []
    moved = list(Assignment.objects.filter(pk__in=places).select_related(*Assignment.told_by))
    before = {each.pk: _days(each) for each in moved}
    for each in moved:
        key = places[each.pk]
        each.starts_on, each.ends_on, each.deadline_on = key.starts_on, key.ends_on, key.ends_on
    update_many(moved, DAYS)
    return [Recorded(each, "дни перенесены вслед за планом", before[each.pk], _days(each)) for each in moved]


def _days(assignment: Assignment) -> dict:
    days = {name: getattr(assignment, name) for name in DAYS}
    return {name: day and day.isoformat() for name, day in days.items()}
