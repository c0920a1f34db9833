from django.db import transaction
from django.db.models import Case, When

from portal.bulk import create_many
from portal.history.actions import Recorded, record_changes
from roadmap.models import Assignment, Programme, Roadmap
from roadmap.queries.expected import Expected, expected_assignments


@transaction.atomic
def derive_assignments(roadmap: Roadmap, *, by) -> None:
    """Bring the assignments into line with the roadmap's words; drafts ask nobody for anything.

    What the words no longer ask for is taken away, or, where somebody has reported, kept as no longer expected.
    """
    approved = roadmap.programme.status == Programme.Status.APPROVED
    expected = expected_assignments(roadmap) if approved else set()
    of_roadmap = Assignment.objects.filter(activity__direction__roadmap=roadmap)
    known = {
        Expected(*key): (pk, is_expected)
        for pk, is_expected, *key in of_roadmap.values_list("pk", "is_expected", *Expected._fields)
    }
    surplus = [pk for key, (pk, was_expected) in known.items() if was_expected and key not in expected]
    again = [pk for key, (pk, was_expected) in known.items() if not was_expected and key in expected]
    Assignment.objects.filter(pk__in=surplus, version=0).delete()
    Assignment.objects.filter(pk__in=[*surplus, *again]).update(
        is_expected=Case(When(pk__in=again, then=True), default=False)
    )
    new = sorted(expected - known.keys(), key=str)
    create_many([Assignment(**key._asdict(), deadline_on=key.ends_on) for key in new])
    if surplus or again or new:
        change = {"new": len(new) + len(again), "gone": len(surplus)}
        record_changes([Recorded(roadmap.programme, "поручения приведены в соответствие", after=change)], by=by)
