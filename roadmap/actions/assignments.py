import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Case, When

from portal.bulk import create_many, update_many
from portal.history.actions import Recorded, record_changes
from roadmap.models import Assignment, Programme, Roadmap
from roadmap.queries.expected import Expected, expected_assignments


@transaction.atomic
def derive_assignments(roadmap: Roadmap, *, by) -> None:
    """Bring the assignments into line with the roadmap's words; drafts ask nobody for anything.

    Where a responsible's spans have moved, one for one, their assignments move along with what was reported. What the
    words no longer ask for is taken away, or, where somebody has reported, kept as no longer expected.
    """
    approved = roadmap.programme.status == Programme.Status.APPROVED
    expected = expected_assignments(roadmap) if approved else set()
    of_roadmap = Assignment.objects.filter(activity__direction__roadmap=roadmap)
    known = {
        Expected(*key): (pk, is_expected)
        for pk, is_expected, *key in of_roadmap.values_list("pk", "is_expected", *Expected._fields)
    }
    moved = _moved([key for key, (_, was_expected) in known.items() if was_expected], expected - known.keys(), expected)
    _move({known[old][0]: new for old, new in moved.items()})
    known |= {new: known[old] for old, new in moved.items()}
    surplus = [
        pk for key, (pk, was_expected) in known.items() if was_expected and key not in expected and key not in moved
    ]
    again = [pk for key, (pk, was_expected) in known.items() if not was_expected and key in expected]
    Assignment.objects.filter(pk__in=surplus, version=0).delete()
    Assignment.objects.filter(pk__in=[*surplus, *again]).update(
        is_expected=Case(When(pk__in=again, then=True), default=False)
    )
    new = sorted(expected - known.keys(), key=str)
    create_many([Assignment(**key._asdict(), deadline_on=key.ends_on) for key in new])
    if surplus or again or new or moved:
        change = {"new": len(new) + len(again), "gone": len(surplus), "moved": len(moved)}
        record_changes([Recorded(roadmap.programme, "поручения приведены в соответствие", after=change)], by=by)


def _moved(known: Iterable[Expected], new: Iterable[Expected], expected: set[Expected]) -> dict[Expected, Expected]:
    """Of each responsible of a place the spans that are gone, with those that came, where both are as many."""
    gone_of, new_of = defaultdict(list), defaultdict(list)
    for key in known:
        if key not in expected:
            gone_of[key[:3]].append(key)
    for key in new:
        new_of[key[:3]].append(key)
    moved = {}
    for place, gone in gone_of.items():
        if len(gone) == len(came := new_of[place]):
            moved |= zip(sorted(gone, key=_by_days), sorted(came, key=_by_days), strict=True)
    return moved


def _by_days(key: Expected) -> tuple[bool, datetime.date]:
    return key.starts_on is None, key.starts_on or datetime.date.max


def _move(places: dict[int, Expected]) -> None:
    """A later day that was agreed upon belonged to the old span."""
    moved = [Assignment(pk=pk, **key._asdict(), deadline_on=key.ends_on) for pk, key in places.items()]
    update_many(moved, ["starts_on", "ends_on", "deadline_on"])
