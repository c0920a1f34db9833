"""The roadmap as a page shows it: the document's rows, top to bottom, and how each activity stands."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q

from roadmap.models import Activity, Assignment, Direction, Roadmap
from roadmap.standing import Tally


@dataclass(frozen=True)
class DirectionLine:
    direction: Direction
    depth: int


@dataclass(frozen=True)
class ActivityLine:
    activity: Activity
    tally: Tally


def roadmap_lines(roadmap: Roadmap, user, on: datetime.date) -> list[DirectionLine | ActivityLine]:
    """The roadmap as the document has it, with the state of those assignments that the user may see."""
    children: dict[int | None, list[Direction]] = defaultdict(list)
    for direction in roadmap.directions.all():
        children[direction.parent_id].append(direction)
    activities: dict[int, list[Activity]] = defaultdict(list)
    for activity in Activity.objects.filter(direction__roadmap=roadmap).prefetch_related("stages"):
        activities[activity.direction_id].append(activity)
    tallies = tallies_of(Assignment.objects.visible_to(user).filter(activity__direction__roadmap=roadmap), on)
    lines = []

    def unroll(parent: int | None, depth: int) -> None:
        for item in sorted([*children[parent], *activities[parent]], key=lambda item: item.position):
            if isinstance(item, Direction):
                lines.append(DirectionLine(item, depth))
                unroll(item.pk, depth + 1)
            else:
                lines.append(ActivityLine(item, tallies.get(item.pk, Tally({}))))

    unroll(None, 0)
    return lines


def tallies_of(assignments, on: datetime.date, *group_by: str) -> dict:
    """How the assignments in force stand, counted by activity, or by `group_by` as a tuple; in one query."""
    keys = group_by or ("activity",)
    late = Count("pk", filter=Q(pk__in=Assignment.objects.overdue(on).values("pk")))
    rows = (
        assignments.in_force().order_by().values_list(*keys, "status", "review").annotate(number=Count("pk"), late=late)
    )
    counted: dict = defaultdict(lambda: (defaultdict(int), [0, 0]))
    for *key, status, review, number, late_number in rows:
        counts, others = counted[tuple(key) if group_by else key[0]]
        if review == Assignment.Review.RETURNED and status in Assignment.CLOSED:
            status = Assignment.Status.IN_PROGRESS
        counts[status] += number
        others[0] += late_number
        others[1] += number if review == Assignment.Review.WAITING else 0
    return {key: Tally(dict(counts), *others) for key, (counts, others) in counted.items()}
