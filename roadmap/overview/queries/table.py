"""Reads the roadmap as its pages show it: the document's rows in order, and how each activity stands."""

import datetime
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from roadmap.execution.models import Assignment, AssignmentQuerySet
from roadmap.execution.queries.tallies import tallies_of
from roadmap.execution.tally import AssignmentTally, Standing
from roadmap.plan.models import Activity, Direction, Roadmap, Stage
from roadmap.programmes.permissions import can_see_all_schools
from schools.access.scope import scope_of


@dataclass(frozen=True)
class DirectionProgress:
    """How many of a direction's activities are done, including those of directions within it.

    Activities that are not required at all aren't counted.
    """

    done: int = 0
    total: int = 0

    def __add__(self, other: "DirectionProgress") -> "DirectionProgress":
        return DirectionProgress(self.done + other.done, self.total + other.total)


@dataclass(frozen=True)
class DirectionLine:
    direction: Direction
    depth: int
    progress: DirectionProgress


@dataclass(frozen=True)
class StageLine:
    """A stage with its number in the activity, where stages left out by a filter are counted too."""

    stage: Stage
    number: int
    tally: AssignmentTally


@dataclass(frozen=True)
class ActivityLine:
    activity: Activity
    tally: AssignmentTally
    stages: list[StageLine]
    direction: Direction


@dataclass(frozen=True)
class Choice:
    """Which rows are asked for; `shows` decides by an activity's tally whether it is one of them."""

    direction_id: int | None = None
    only_assigned: bool = False
    shows: Callable[[AssignmentTally], bool] | None = None

    @property
    def narrows(self) -> bool:
        return bool(self.direction_id or self.only_assigned or self.shows)


@dataclass(frozen=True)
class RoadmapTable:
    """The rows that were asked for, with the tally of all activities in them."""

    lines: list[DirectionLine | ActivityLine] = field(default_factory=list)

    @property
    def activities(self) -> list[ActivityLine]:
        return [line for line in self.lines if isinstance(line, ActivityLine)]

    @property
    def tally(self) -> AssignmentTally:
        return sum((line.tally for line in self.activities), AssignmentTally({}))


def followed_assignments(roadmap: Roadmap, user) -> AssignmentQuerySet:
    """Return the assignments planned today: all of them, or only the user's schools' if they don't see all schools."""
    assignments = Assignment.objects.planned().of_roadmap(roadmap)
    if can_see_all_schools(user, roadmap.programme):
        return assignments
    return assignments.filter(school__in=scope_of(user).school_ids)


def roadmap_table(
    roadmap: Roadmap, assignments: AssignmentQuerySet, on: datetime.date, choice: Choice | None = None
) -> RoadmapTable:
    """Return the chosen rows in the document's order; progress counts all `assignments`, also of rows not shown."""
    return RoadmapTable(_Rows(roadmap, assignments, on, choice or Choice()).lines)


class _Rows:
    def __init__(self, roadmap: Roadmap, assignments: AssignmentQuerySet, on: datetime.date, choice: Choice):
        self.choice = choice
        self.items: dict[int | None, list[Direction | Activity]] = defaultdict(list)
        for direction in roadmap.directions.all():
            self.items[direction.parent_id].append(direction)
        for activity in Activity.objects.with_dates().filter(direction__roadmap=roadmap):
            self.items[activity.direction_id].append(activity)
        self.tallies = tallies_of(assignments, on, "activity", "stage")
        self.of_activity: dict[int, AssignmentTally] = {}
        for (activity_id, _), tally in self.tallies.items():
            self.of_activity[activity_id] = self.of_activity.get(activity_id, AssignmentTally({})) + tally
        self.lines: list[DirectionLine | ActivityLine] = []
        self._unroll(None, 0, is_chosen=choice.direction_id is None)

    def _unroll(self, parent: Direction | None, depth: int, *, is_chosen: bool) -> DirectionProgress:
        """Add the rows of everything within the direction, and return its progress."""
        progress = DirectionProgress()
        for item in sorted(self.items[parent and parent.pk], key=lambda item: item.position):
            if isinstance(item, Activity):
                progress += self._add_activity(item, parent, is_chosen=is_chosen)
                continue
            place = len(self.lines)
            inner = self._unroll(item, depth + 1, is_chosen=is_chosen or item.pk == self.choice.direction_id)
            progress += inner
            if len(self.lines) > place or not self.choice.narrows:
                self.lines.insert(place, DirectionLine(item, depth, inner))
        return progress

    def _add_activity(self, activity: Activity, direction: Direction, *, is_chosen: bool) -> DirectionProgress:
        tally = self.of_activity.get(activity.pk, AssignmentTally({}))
        if self.choice.only_assigned and not (tally.total or tally.waived):
            return DirectionProgress()
        if is_chosen and (self.choice.shows is None or self.choice.shows(tally)):
            stages = [
                StageLine(stage, number, self.tallies.get((activity.pk, stage.pk), AssignmentTally({})))
                for number, stage in enumerate(activity.stages.all(), 1)
            ]
            if self.choice.only_assigned:
                stages = [each for each in stages if each.tally.total or each.tally.waived]
            self.lines.append(ActivityLine(activity, tally, stages, direction))
        return DirectionProgress(int(tally.standing == Standing.DONE), int(not tally.is_waived))
