"""Reads a roadmap from the database: directions with their activities and stages, in the order of the document."""

from collections.abc import Callable, Mapping
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
    # What is said of its execution, and of the execution of its control events by their keys.
    report: str | None
    event_reports: Mapping[int, str | None] = field(default_factory=dict)

    @property
    def has_events(self) -> bool:
        """Return whether the stages are control events, printed in rows of their own below the activity."""
        return _are_events(self.stages)


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


# Makes the mark of an activity, given its control events, or of one of these events.
MarkOf = Callable[..., str | None]


def read_plan(programme: Programme, *, mark_of: MarkOf | None = None) -> PlannedRoadmap | None:
    """Read the programme's plan; None if it has none.

    Its reports are the document's own words, or marks that `mark_of` makes of the reports in the portal.
    """
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
    activities = [_plan_activity(each, stages.get(each.pk, []), mark_of) for each in records]
    return PlannedRoadmap(roadmap, _nest(roadmap, activities), activities)


def _plan_activity(activity: Activity, stages: list[Stage], mark_of: MarkOf | None) -> PlannedActivity:
    if mark_of is None:
        return PlannedActivity(activity, stages, activity.report)
    events = stages if _are_events(stages) else []
    marks = {event.pk: mark_of(activity, events, event) for event in events}
    return PlannedActivity(activity, stages, mark_of(activity, events), marks)


def _are_events(stages: list[Stage]) -> bool:
    """Return whether stages are control events: one has a name, which needs a row, or all have a place for one."""
    return any(stage.name for stage in stages) or (bool(stages) and all(stage.name is not None for stage in stages))


def _nest(roadmap: Roadmap, activities: list[PlannedActivity]) -> list[PlannedDirection]:
    """Put activities and directions into the directions that they belong to, and return the top ones."""
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
