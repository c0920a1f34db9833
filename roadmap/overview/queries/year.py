"""Reads a year of the roadmap: the spans of each activity, and how each span stands."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from roadmap.dates.queries import term_of
from roadmap.execution.models import AssignmentQuerySet
from roadmap.execution.queries.tallies import tallies_of
from roadmap.execution.tally import AssignmentTally
from roadmap.overview.queries.table import ActivityLine, Choice, roadmap_table
from roadmap.plan.models import Activity, Direction, Roadmap
from roadmap.programmes.models import Programme


@dataclass(frozen=True)
class Stretch:
    """One span of an activity with its own first and last day, which may lie outside the year."""

    start: datetime.date
    end: datetime.date
    tally: AssignmentTally


@dataclass(frozen=True)
class TimelineRow:
    """A direction, or an activity with its spans; `undated` counts assignments without days."""

    item: Direction | Activity
    stretches: list[Stretch] = field(default_factory=list)
    undated: AssignmentTally | None = None

    @property
    def activity(self) -> Activity | None:
        return self.item if isinstance(self.item, Activity) else None


def roadmap_year(roadmap: Roadmap, assignments: AssignmentQuerySet, year: int, on: datetime.date) -> list[TimelineRow]:
    """Return activities with something to do in the year, or without days, under their directions.

    A programme that isn't approved has no assignments; its activities have the spans that their words mean.
    """
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    of_year = assignments.filter(Q(starts_on=None) | Q(starts_on__lte=last, ends_on__gte=first))
    asks = roadmap.programme.status == Programme.Status.APPROVED
    table = roadmap_table(roadmap, of_year, on, Choice(only_assigned=asks))
    spans: dict[int, dict] = defaultdict(dict)
    for (activity_id, start, end), tally in tallies_of(of_year, on, "activity", "starts_on", "ends_on").items():
        spans[activity_id][start, end] = tally
    rows = []
    for line in table.lines:
        if not isinstance(line, ActivityLine):
            rows.append(TimelineRow(line.direction))
            continue
        own = spans[line.activity.pk] if asks else _read_spans(line, roadmap, first, last)
        if own:
            stretches = [Stretch(*days, tally) for days, tally in own.items() if days[0]]
            stretches.sort(key=lambda each: (each.start, each.end))
            rows.append(TimelineRow(line.activity, stretches, own.get((None, None))))
    return _drop_empty_directions(rows)


def _read_spans(line: ActivityLine, roadmap: Roadmap, first: datetime.date, last: datetime.date) -> dict:
    """Return the spans that the words of the activity or its stages mean, as far as they touch the year."""
    places = [stage or line.activity for stage in line.activity.asked_places]
    spans = [span for place in places for span in term_of(place, roadmap).spans or (None,)]
    return {
        (span and span.start, span and span.end): AssignmentTally({})
        for span in spans
        if span is None or (span.start <= last and span.end >= first)
    }


def _drop_empty_directions(rows: list[TimelineRow]) -> list[TimelineRow]:
    """Drop directions in which, at any depth, there is no activity."""
    kept: list[TimelineRow] = []
    wanted: set[int] = set()
    for row in reversed(rows):
        if row.activity:
            wanted.add(row.activity.direction_id)
            kept.append(row)
        elif row.item.pk in wanted:
            wanted.add(row.item.parent_id)
            kept.append(row)
    return kept[::-1]
