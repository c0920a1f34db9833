"""Sets which indicators activities are to change."""

from collections.abc import Iterable

from django.db import transaction

from indicators.catalogue.models import Indicator
from portal.history.actions import Recorded, record_changes
from roadmap.plan.models import Activity


@transaction.atomic
def aim_activities(activities: Iterable[Activity], indicators: Iterable[Indicator], *, by) -> None:
    """Set which indicators each of the activities is to change, replacing what was set before."""
    indicators = list(indicators)
    after = {"indicators": [str(indicator) for indicator in indicators]}
    changes = []
    for activity in activities:
        before = {"indicators": [str(indicator) for indicator in activity.indicators.all()]}
        if before != after:
            activity.indicators.set(indicators)
            changes.append(Recorded(activity, "какие показатели изменит", before, after))
    record_changes(changes, by=by)
