"""A programme's plan with what is done by the department's word; reports that it hasn't confirmed don't count."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models

from roadmap.execution.models import Assignment
from roadmap.execution.state import NOT_REPORTED, OVERDUE, AssignmentState
from roadmap.execution.state_words import SIGNS
from roadmap.execution.tally import AssignmentTally
from roadmap.overview.queries.table import ActivityLine, DirectionLine, roadmap_table
from roadmap.plan.models import Activity, Direction, Roadmap, Stage
from roadmap.programmes.models import Programme

State = AssignmentState


class OpenMark(models.TextChoices):
    DONE = "done", "выполнено"
    PARTLY_DONE = "partly_done", "выполнено не всеми"
    NOT_DONE = "not_done", "не выполнено"
    OVERDUE = "overdue", "срок прошёл, выполнение не подтверждено"
    IN_PROGRESS = "in_progress", "выполняется"
    POSTPONED = "postponed", "перенесено"
    AHEAD = "ahead", "срок не истёк"
    WAIVED = "waived", "отчёт не требуется"
    NOTHING = "nothing", "отметок нет"

    @property
    def sign(self) -> str:
        return SIGNS[self]


_UNTOUCHED = {State.AHEAD, State.RUNNING, State.NOT_STARTED}


def open_mark(tally: AssignmentTally) -> OpenMark:
    """Return the one mark for an activity, by the states of all its assignments."""
    present = {state for state, count in tally.counts.items() if count}
    if not present:
        return OpenMark.WAIVED if tally.is_waived else OpenMark.NOTHING
    if present <= {State.DONE, State.NOT_DONE}:
        return _mark_of_closed(present)
    if present & OVERDUE:
        return OpenMark.OVERDUE
    if present <= _UNTOUCHED:
        return OpenMark.AHEAD
    return OpenMark.POSTPONED if present == {State.POSTPONED} else OpenMark.IN_PROGRESS


def _mark_of_closed(present: set[AssignmentState]) -> OpenMark:
    if len(present) == 2:
        return OpenMark.PARTLY_DONE
    return OpenMark.DONE if State.DONE in present else OpenMark.NOT_DONE


@dataclass(frozen=True)
class OpenActivity:
    activity: Activity
    direction: Direction
    mark: OpenMark
    stages: tuple[Stage, ...] = ()

    @property
    def events(self) -> list[Stage]:
        """Return the activity's control events, whose marks are part of its own."""
        return [stage for stage in self.stages if stage.name]

    @property
    def term(self) -> str:
        """Return the activity's term, else those of its stages on a line each."""
        return self.activity.term or _lines(stage.term for stage in self.stages)

    @property
    def responsible(self) -> str:
        return self.activity.responsible or _lines(stage.responsible for stage in self.stages)


def _lines(words: Iterable[str | None]) -> str:
    return "\n".join(dict.fromkeys(filter(None, words)))


@dataclass(frozen=True)
class OpenPlan:
    """A plan's rows in the document's order; `is_reported` tells whether anybody ever reported in the portal."""

    roadmap: Roadmap
    lines: list[DirectionLine | OpenActivity]
    is_reported: bool = True

    @property
    def activities(self) -> list[OpenActivity]:
        return [line for line in self.lines if isinstance(line, OpenActivity)]

    @property
    def done(self) -> int:
        return self.numbers[OpenMark.DONE]

    @property
    def required(self) -> int:
        return len(self.activities) - self.numbers[OpenMark.WAIVED]

    @property
    def numbers(self) -> Counter:
        return Counter(each.mark for each in self.activities)

    @property
    def marks_with_numbers(self) -> list[tuple[OpenMark, int]]:
        return [(mark, self.numbers[mark]) for mark in OpenMark if self.numbers[mark]]


def open_plan(programme: Programme, on: datetime.date) -> OpenPlan | None:
    """Return the programme's plan, or None. If nobody ever reported in the portal, nothing is called overdue."""
    roadmap = Roadmap.objects.filter(programme=programme).first()
    if roadmap is None:
        return None
    assignments = Assignment.objects.planned().of_roadmap(roadmap)
    table = roadmap_table(roadmap, assignments, on)
    is_reported = any(state not in NOT_REPORTED for state, count in table.tally.counts.items() if count)
    lines = [_open_activity(line, is_reported) if isinstance(line, ActivityLine) else line for line in table.lines]
    return OpenPlan(roadmap, lines, is_reported)


def _open_activity(line: ActivityLine, is_reported: bool) -> OpenActivity:
    mark = open_mark(line.tally)
    if mark == OpenMark.OVERDUE and not is_reported:
        mark = OpenMark.NOTHING
    return OpenActivity(line.activity, line.direction, mark, tuple(each.stage for each in line.stages))
