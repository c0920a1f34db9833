"""How a municipality's programme is going, on one sheet, for the head of a department or to show it to others."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q

from indicators.catalogue.models import Period
from indicators.collections.models import Collection
from indicators.collections.queries.progress import with_counts
from reports.blocks.content import Chart, Series
from reports.desks.queries.course import CourseShares, ProgrammeCourse, courses_of
from reports.desks.queries.department import DueActivity, due_activities
from reports.kinds.indicators.achievement import PlanAchievement, achievement, reached_sentence
from roadmap.execution.models import IS_OPEN, Assignment
from roadmap.plan.models import Direction
from roadmap.programmes.models import Programme
from roadmap.targets.models import IndicatorTable
from roadmap.targets.queries.lines import TargetLine, table_lines, table_periods
from schools.directory.models import Municipality, School

_SHOWN = 5


@dataclass
class DirectionCourse(CourseShares):
    """A top-level direction, with the assignments of everything within it."""

    direction: Direction
    total: int = 0
    finished: int = 0
    overdue: int = 0
    due: int = 0


@dataclass(frozen=True)
class SchoolBehind:
    school: School
    overdue: int
    finished: int
    total: int


@dataclass(frozen=True)
class JudgedTarget:
    line: TargetLine
    plan: str
    fact: str
    achievement: PlanAchievement


@dataclass(frozen=True)
class TargetsOfYear:
    """The indicators in the table's last period with a fact."""

    period: Period
    targets: list[JudgedTarget]

    @property
    def sentence(self) -> str:
        return reached_sentence(str(self.period), [each.achievement for each in self.targets])

    @property
    def missed(self) -> list[JudgedTarget]:
        return [each for each in self.targets if each.achievement.reached is False]


@dataclass(frozen=True)
class ProgrammeDesk:
    course: ProgrammeCourse
    others: list[Programme]
    directions: list[DirectionCourse]
    behind: list[SchoolBehind]
    schools_behind: int
    due: list[DueActivity]
    targets: TargetsOfYear | None
    collections: list[Collection]

    @property
    def number_missed(self) -> int:
        return len(self.targets.missed) if self.targets else 0

    @property
    def chart(self) -> Chart | None:
        """Chart how much of each direction is closed, and how much was due by today, in per cent."""
        planned = [each for each in self.directions if each.total]
        if not planned:
            return None
        shares = tuple(Decimal(each.done_share) for each in planned)
        due = tuple(Decimal(each.due_share) for each in planned)
        names = tuple(str(each.direction) for each in planned)
        series = Series("закрыто", shares), Series("полагалось к сегодняшнему дню", due)
        return Chart("Закрыто поручений по направлениям", "bars", names, series, "%")


def programme_desk(municipality: Municipality, on: datetime.date, asked: str = "") -> ProgrammeDesk | None:
    """Return the desk of the programme with the id `asked`, else of the one in force with most assignments.

    None if none is in force. It takes thirteen queries, however many schools, directions and indicators there are.
    """
    courses = sorted(courses_of(municipality, on), key=lambda each: each.total, reverse=True)
    course = next((each for each in courses if str(each.programme.pk) == asked), courses[0] if courses else None)
    if course is None:
        return None
    assignments = Assignment.objects.in_force().of_programme(course.programme)
    behind = _schools_behind(assignments, on)
    running = with_counts(Collection.objects.filter(municipality=municipality, state=Collection.State.RUNNING))
    return ProgrammeDesk(
        course,
        [each.programme for each in courses if each is not course],
        _directions(course.programme, assignments, on),
        behind[:_SHOWN],
        len(behind),
        due_activities(assignments, on, _SHOWN),
        _latest_targets(course.programme),
        list(running[:_SHOWN]),
    )


def _counts(on: datetime.date) -> dict:
    return {
        "total": Count("pk"),
        "finished": Count("pk", filter=~IS_OPEN),
        "overdue": Count("pk", filter=IS_OPEN & Q(deadline_on__lt=on)),
    }


def _directions(programme: Programme, assignments, on: datetime.date) -> list[DirectionCourse]:
    directions = list(Direction.objects.filter(roadmap__programme=programme))
    parents = {each.pk: each.parent_id for each in directions}
    courses = {each.pk: DirectionCourse(each) for each in directions if each.parent_id is None}
    counts = _counts(on) | {"due": Count("pk", filter=Q(deadline_on__lt=on))}
    for pk, *figures in assignments.order_by().values_list("activity__direction").annotate(**counts):
        while parents[pk]:
            pk = parents[pk]
        course = courses[pk]
        for name, number in zip(("total", "finished", "overdue", "due"), figures, strict=True):
            setattr(course, name, getattr(course, name) + number)
    return list(courses.values())


def _schools_behind(assignments, on: datetime.date) -> list[SchoolBehind]:
    """Return schools that have something overdue, those with most first."""
    counts = assignments.exclude(school=None).order_by().values_list("school").annotate(**_counts(on))
    found = {pk: figures for pk, *figures in counts if figures[2]}
    schools = School.objects.in_bulk(found)
    behind = [SchoolBehind(schools[pk], overdue, finished, total) for pk, (total, finished, overdue) in found.items()]
    return sorted(behind, key=lambda each: (-each.overdue, each.school.name_key))


def _latest_targets(programme: Programme) -> TargetsOfYear | None:
    table = IndicatorTable.objects.filter(programme=programme).first()
    if table is None:
        return None
    periods = table_periods(table)
    lines = [line for group in table_lines(table, periods, None) for line in group.lines]
    known = [number for number in range(len(periods)) if any(line.cells[number].fact for line in lines)]
    if not known:
        return None
    number = known[-1]
    judged = []
    for line in lines:
        cell = line.cells[number]
        judged.append(JudgedTarget(line, cell.plan, cell.fact, achievement(cell.plan, cell.fact, line.indicator)))
    return TargetsOfYear(periods[number], judged)
