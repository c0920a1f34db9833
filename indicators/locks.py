"""Which values a user can't change now, and why."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone

from indicators.models import Submission
from indicators.permissions import READ_ONLY, can_enter

# A school (None is the municipality), an indicator, a period by its label.
Place = tuple[int | None, int, str]


@dataclass(frozen=True)
class Locks:
    """Whole schools that are not the user's to write, and single values that a collection holds."""

    schools: dict[int | None, str] = field(default_factory=dict)
    values: dict[Place, str] = field(default_factory=dict)

    def why(self, school_id: int | None, indicator_id: int, label: str) -> str:
        """ "" where the value may be changed."""
        return self.schools.get(school_id) or self.values.get((school_id, indicator_id, label), "")


def locks_for(user, municipality_id: int, schools: Iterable[int | None]) -> Locks:
    """What the department accepted is locked for the school; the department itself may always write."""
    schools = set(schools)
    closed = {
        place: READ_ONLY for place in schools if not can_enter(user, municipality_id=municipality_id, school_id=place)
    }
    if can_enter(user, municipality_id=municipality_id, school_id=None):
        return Locks(closed)
    return Locks(closed, _accepted(schools - {None} - set(closed)))


def _accepted(schools: set[int]) -> dict[Place, str]:
    if not schools:
        return {}
    today = timezone.localdate()
    submissions = (
        Submission.objects.filter(school__in=schools)
        .select_related("collection__period")
        .prefetch_related("collection__indicators")
        .order_by("pk")
    )
    return {
        (submission.school_id, indicator.pk, submission.collection.period.label): why
        for submission in submissions
        if (why := submission.locked_for_school(today))
        for indicator in submission.collection.indicators.all()
    }
