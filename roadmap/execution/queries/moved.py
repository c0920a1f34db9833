"""Reports of a revision that another took the place of: they are kept with the later one's activities."""

from collections.abc import Iterable

from roadmap.execution.models import Assignment
from roadmap.execution.queries.reported import reported_assignments
from roadmap.plan.models import Activity
from roadmap.programmes.editions import edition_ids
from roadmap.programmes.models import Programme


def moved_to(programme: Programme) -> dict[int, int]:
    """Activities of later revisions that this one's reports went over to, each with this one's own activity."""
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
    """To `reported` of a superseded revision's activities, where `reported_assignments` has put what stayed."""
    if not (moved := moved_to(programme)):
        return
    own = {each.pk: each for each in activities}
    later = Activity.objects.filter(pk__in=moved).prefetch_related(reported_assignments(Assignment.objects.all()))
    for each in later:
        if moved[each.pk] in own:
            own[moved[each.pk]].reported += each.reported
