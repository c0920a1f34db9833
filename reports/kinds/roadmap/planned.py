"""A roadmap read from the database: directions with their activities, in the order of the document."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects

from roadmap.execution.queries.moved import add_moved_reports
from roadmap.execution.queries.reported import reported_assignments, waived_assignments
from roadmap.plan.models import Activity, Direction, Roadmap, Stage
from roadmap.programmes.models import Programme


@dataclass(frozen=True)
class PlannedActivity:
    activity: Activity
    stages: list[Stage]
    report: str | None


@dataclass(frozen=True)
class PlannedDirection:
    direction: Direction
    # Activities and directions of one level stand in one order.
    items: list["PlannedActivity | PlannedDirection"] = field(default_factory=list)


@dataclass(frozen=True)
class PlannedRoadmap:
    roadmap: Roadmap
    directions: list[PlannedDirection]
    activities: list[PlannedActivity]


def read_plan(
    programme: Programme, *, mark_of: Callable[[Activity], str | None] | None = None
) -> PlannedRoadmap | None:
    """The plan with what the document says on its execution, or with marks made of the reports in the portal."""
    roadmap = Roadmap.objects.filter(programme=programme).select_related("programme").first()
    if roadmap is None:
        return None
    records = list(Activity.objects.filter(direction__roadmap=roadmap).in_document_order())
    if mark_of:
        prefetch_related_objects(records, reported_assignments(), waived_assignments())
        add_moved_reports(programme, records)
    stages: dict[int, list[Stage]] = {}
    for stage in Stage.objects.filter(activity__direction__roadmap=roadmap):
        stages.setdefault(stage.activity_id, []).append(stage)
    activities = [
        PlannedActivity(each, stages.get(each.pk, []), mark_of(each) if mark_of else each.report) for each in records
    ]
    return PlannedRoadmap(roadmap, _nested(roadmap, activities), activities)


def _nested(roadmap: Roadmap, activities: list[PlannedActivity]) -> list[PlannedDirection]:
    directions = {each.pk: PlannedDirection(each) for each in roadmap.directions.all()}
    top = []
    for planned in directions.values():
        parent = directions.get(planned.direction.parent_id)
        (parent.items if parent else top).append(planned)
    for planned in activities:
        directions[planned.activity.direction_id].items.append(planned)
    for planned in directions.values():
        planned.items.sort(key=_position)
    return top


def _position(item: PlannedActivity | PlannedDirection) -> int:
    return item.direction.position if isinstance(item, PlannedDirection) else item.activity.position
