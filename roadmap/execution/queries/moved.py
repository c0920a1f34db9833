"""Finds the reports of a superseded revision, which are kept with the activities of the later one."""

from collections.abc import Iterable

from roadmap.execution.models import Assignment
from roadmap.execution.queries.reported import reported_assignments
from roadmap.plan.models import Activity
from roadmap.programmes.editions import edition_ids
from roadmap.programmes.models import Programme


def moved_to(programme: Programme) -> dict[int, int]:
    """Return {activity of another revision: activity of this one that it was made from}, by ids.

    It is empty unless the programme is superseded: only then have its reports gone to a later revision.
    """
    if programme.status != Programme.Status.SUPERSEDED:
        return {}
    later = Activity.objects.filter(direction__roadmap__programme__in=edition_ids(programme))
    later = later.exclude(direction__roadmap__programme__status=Programme.Status.DRAFT)
    origins = dict(later.values_list("pk", "origin"))
    own = set(later.filter(direction__roadmap__programme=programme).values_list("pk", flat=True))
    found = {}
    for pk in origins.keys() - own:
        origin = origins[pk]
        while origin in origins and origin not in own:
            origin = origins[origin]
        if origin in own:
            found[pk] = origin
    return found


def add_moved_reports(programme: Programme, activities: Iterable[Activity]) -> None:
    """Add the reports that went to later revisions to `reported` of the activities of a superseded one.

    The activities have to be fetched with `reported_assignments`, which fills `reported`.
    """
    if not (moved := moved_to(programme)):
        return
    own = {each.pk: each for each in activities}
    later = Activity.objects.filter(pk__in=moved).prefetch_related(reported_assignments(Assignment.objects.all()))
    for each in later:
        if moved[each.pk] in own:
            own[moved[each.pk]].reported += each.reported
