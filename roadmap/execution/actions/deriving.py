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


@transaction.atomic
def derive_assignments(roadmap: Roadmap, *, by) -> None:
    """Bring the assignments into line with the roadmap's words; drafts ask nobody for anything.

    Where a responsible's spans have moved, one for one, their assignments move along with what was reported. What the
    words no longer ask for is taken away, or, where somebody has reported or decided that it is not required, kept as
    no longer expected. What was over before the programme asks for anything is not required.
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
    came = [known[old][0] for old in moved]
    known |= {new: known[old] for old, new in moved.items()}
    surplus = [
        pk for key, (pk, was_expected) in known.items() if was_expected and key not in expected and key not in moved
    ]
    again = [pk for key, (pk, was_expected) in known.items() if not was_expected and key in expected]
    is_decided = Q(review=Assignment.Review.WAIVED, waived_by__isnull=False)
    Assignment.objects.filter(~is_decided, pk__in=surplus, version=0).delete()
    Assignment.objects.filter(pk__in=[*surplus, *again]).update(
        is_expected=Case(When(pk__in=again, then=True), default=False)
    )
    new = sorted(expected - known.keys(), key=str)
    made = [Assignment(**key._asdict(), deadline_on=key.ends_on) for key in new]
    for each in made:
        _follow_the_approval(each, roadmap.programme)
    create_many(made)
    _renew_waivers([*came, *again], roadmap.programme)
    if surplus or again or new or moved:
        change = {"new": len(new) + len(again), "gone": len(surplus), "moved": len(moved)}
        record_changes([Recorded(roadmap.programme, "поручения приведены в соответствие", after=change)], by=by)


def _renew_waivers(pks: list[int], programme: Programme) -> None:
    """Of what has got other days, or is expected again."""
    if pks:
        renewed = list(Assignment.objects.filter(pk__in=pks))
        update_many([each for each in renewed if _follow_the_approval(each, programme)], FIELDS)


def _follow_the_approval(assignment: Assignment, programme: Programme) -> bool:
    """What was over before the programme was approved makes no debt; what a person decided stays. True: it changed."""
    begins, ends = programme.asks_from, assignment.ends_on
    is_past = begins is not None and ends is not None and ends < begins
    if assignment.review == Assignment.Review.WAIVED:
        if is_past or assignment.waived_by_id:
            return False
        take_waiver_back(assignment)
        return True
    if not is_past or assignment.version or assignment.review != Assignment.Review.NONE:
        return False
    put_waiver(assignment, _why_past(programme, begins), by=None)
    return True


def _why_past(programme: Programme, begins: datetime.date) -> str:
    order = programme.approval_order
    if order and order.issued_on not in (None, begins):
        return f"срок закончился до дня, с которого спрашивают о программе ({begins:%d.%m.%Y})"
    what = "этой редакции" if programme.amends_id else "программы"
    return f"срок закончился до утверждения {what} ({begins:%d.%m.%Y})"


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
