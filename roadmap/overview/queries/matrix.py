"""Reads a matrix of schools and activities, with one sign for what each school has to do of each activity."""

import datetime
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q

from roadmap.execution.models import AssignmentQuerySet
from roadmap.execution.queries.tallies import cells_of, tallies_of
from roadmap.execution.tally import AssignmentTally
from roadmap.plan.models import Activity, Roadmap
from schools.directory.models import School

SCHOOLS_ON_A_PAGE = 100


@dataclass(frozen=True)
class MatrixCell:
    """What a school has to do of an activity; `assignment_id` is given if it is a single assignment."""

    tally: AssignmentTally
    assignment_id: int | None


@dataclass(frozen=True)
class MatrixRow:
    """A school, or the department (None), with a cell for each activity, None where it has nothing to do."""

    school: School | None
    tally: AssignmentTally
    cells: list[MatrixCell | None]


@dataclass(frozen=True)
class Matrix:
    activities: list[Activity]
    totals: list[AssignmentTally]
    rows: list[MatrixRow]
    page: Page

    @property
    def tally(self) -> AssignmentTally:
        return sum(self.totals, AssignmentTally({}))


def roadmap_matrix(
    roadmap: Roadmap,
    assignments: AssignmentQuerySet,
    on: datetime.date,
    *,
    direction_id: int | None = None,
    by_name: bool = False,
    page: str | None = None,
) -> Matrix:
    """Return one page of schools, those with most overdue first; the department stands above them on the first page.

    Activities that nobody has to do are left out.
    """
    within = list(activities_within(roadmap, direction_id))
    assignments = assignments.filter(activity__in=within)
    of_activities, of_schools = tallies_of(assignments, on), tallies_of(assignments, on, "school")
    activities = [activity for activity in within if activity.pk in of_activities]
    schools = list(School.objects.filter(pk__in=[school_id for (school_id,) in of_schools if school_id]))
    if not by_name:
        schools.sort(key=lambda school: _rank(of_schools[school.pk,]), reverse=True)
    shown = Paginator(schools, SCHOOLS_ON_A_PAGE).get_page(page)
    rows: list[School | None] = list(shown)
    if (None,) in of_schools and shown.number == 1:
        rows.insert(0, None)
    cells = _read_cells(assignments, on, rows)
    ids = [activity.pk for activity in activities]
    return Matrix(
        activities,
        [of_activities[activity_id] for activity_id in ids],
        [
            MatrixRow(school, of_schools[school_id,], [cells.get((school_id, activity_id)) for activity_id in ids])
            for school, school_id in ((each, each and each.pk) for each in rows)
        ],
        shown,
    )


def activities_within(roadmap: Roadmap, direction_id: int | None):
    """Return the activities of the direction and of directions within it, in the document's order."""
    activities = Activity.objects.filter(direction__roadmap=roadmap).in_document_order()
    if direction_id is None:
        return activities
    within, parents = {direction_id}, {each.pk: each.parent_id for each in roadmap.directions.all()}
    while found := {pk for pk, parent in parents.items() if parent in within} - within:
        within |= found
    return activities.filter(direction__in=within)


def _rank(tally: AssignmentTally) -> tuple:
    return tally.overdue, tally.returned, tally.waiting, tally.total - tally.finished


def _read_cells(assignments: AssignmentQuerySet, on: datetime.date, rows: list[School | None]) -> dict:
    of_rows = Q(school__in=[school.pk for school in rows if school])
    if None in rows:
        of_rows |= Q(school=None)
    found = cells_of(assignments.filter(of_rows), on)
    return {
        key: MatrixCell(tally, pk if tally.total + tally.waived == 1 else None) for key, (tally, pk) in found.items()
    }
