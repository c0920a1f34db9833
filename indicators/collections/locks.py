"""Tells which values collections close to schools: those accepted by the department or of a closed collection."""

from django.utils import timezone

from indicators.collections.models import Submission
from indicators.values.address import CellAddress


def values_closed_by_collections(schools: set[int]) -> dict[CellAddress, str]:
    """The facts of these schools that are closed today, each with the reason, in Russian, for the school's people."""
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
        CellAddress(indicator.pk, submission.collection.period.label, submission.school_id): why
        for submission in submissions
        if (why := submission.locked_for_school(today))
        for indicator in submission.collection.indicators.all()
    }
