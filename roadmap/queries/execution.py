"""What is known of an activity's execution, from the document and from reports in the portal."""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import F, Prefetch

from roadmap.models import Activity, Direction, ExecutionReport, Programme, Roadmap
from roadmap.models.plan import ActivityQuerySet
from schools.models import School


def reported_text(activity: Activity) -> str | None:
    """The document's own words on the execution, then each report of the portal, a paragraph each; None if neither."""
    written = [] if activity.report is None else [activity.report]
    entered = [report_sentence(report) for report in activity.reports.all()]
    return "\n\n".join(written + entered) if written or entered else None


def report_sentence(report: ExecutionReport) -> str:
    """«СОШ № 1: выполнено. Проведён семинар. Приказ № 12 от 03.09.2026»; the department has no name before it."""
    status = report.get_status_display()
    parts = [f"{report.school}: {status}" if report.school else status[0].upper() + status[1:]]
    if text := report.text.strip():
        parts.append(text)
    if report.order_number or report.order_on:
        number = f" № {report.order_number}" if report.order_number else ""
        parts.append(f"Приказ{number}" + (f" от {report.order_on:%d.%m.%Y}" if report.order_on else ""))
    return ". ".join(part.removesuffix(".") for part in parts)


@dataclass(frozen=True)
class DirectionLine:
    direction: Direction
    depth: int


@dataclass(frozen=True)
class ActivityLine:
    activity: Activity
    reports: list[ExecutionReport]
    expected: int

    @property
    def reported(self) -> int:
        """How many of those who are expected to have reported that it is at least begun."""
        own = {school.pk for school in self.activity.schools.all()}
        return sum(
            report.status != ExecutionReport.Status.NOT_STARTED
            and (
                self.activity.concerns_department
                if report.school_id is None
                else self.activity.concerns_all_schools or report.school_id in own
            )
            for report in self.reports
        )

    @property
    def counted(self) -> list[tuple[str, str, int]]:
        """Status, its name and how many reports have it, in the order of statuses."""
        counts = Counter(report.status for report in self.reports)
        return [(status.value, status.label, counts[status]) for status in ExecutionReport.Status if counts[status]]


def roadmap_lines(roadmap: Roadmap, user) -> list[DirectionLine | ActivityLine]:
    """The roadmap as the document has it, top to bottom, with the reports that the user may see."""
    children: dict[int | None, list[Direction]] = defaultdict(list)
    for direction in roadmap.directions.all():
        children[direction.parent_id].append(direction)
    activities: dict[int, list[Activity]] = defaultdict(list)
    for activity in activities_with_reports(user).filter(direction__roadmap=roadmap):
        activities[activity.direction_id].append(activity)
    active_schools = School.objects.active().filter(municipality=roadmap.programme.municipality_id).count()
    lines = []

    def unroll(parent: int | None, depth: int) -> None:
        for item in sorted([*children[parent], *activities[parent]], key=lambda item: item.position):
            if isinstance(item, Direction):
                lines.append(DirectionLine(item, depth))
                unroll(item.pk, depth + 1)
            else:
                schools = active_schools if item.concerns_all_schools else len(item.schools.all())
                expected = schools + item.concerns_department
                lines.append(ActivityLine(item, item.reports.all(), expected))

    unroll(None, 0)
    return lines


def activities_with_reports(user) -> ActivityQuerySet:
    """Activities, each with its stages, its schools and those of its reports that the user may see."""
    reports = ExecutionReport.objects.visible_to(user).select_related("school", "reported_by")
    return Activity.objects.prefetch_related(
        "stages", "schools", Prefetch("reports", reports.order_by(F("school__name_key").asc(nulls_first=True)))
    )


@dataclass(frozen=True)
class SchoolTask:
    """An activity that a school carries out, with what the school reported on it."""

    activity: Activity
    report: ExecutionReport | None

    @property
    def programme(self) -> Programme:
        return self.activity.direction.roadmap.programme

    @property
    def status(self) -> ExecutionReport.Status:
        return ExecutionReport.Status(self.report.status if self.report else ExecutionReport.Status.NOT_STARTED)


@dataclass(frozen=True)
class SchoolTasks:
    """What is expected of a school now, what it has closed, and what belongs to programmes that are over."""

    school: School
    expected: list[SchoolTask] = field(default_factory=list)
    closed: list[SchoolTask] = field(default_factory=list)
    past: list[SchoolTask] = field(default_factory=list)


def school_tasks(school: School, on: datetime.date) -> SchoolTasks:
    """The school's activities, those of the latest programme first, each programme's in its own order."""
    tasks = SchoolTasks(school)
    for activity in (
        Activity.objects.for_school(school)
        .order_by("-direction__roadmap__programme__start_year", "direction__roadmap", "sequence")
        .select_related("direction__roadmap__programme")
        .prefetch_related("stages", Prefetch("reports", ExecutionReport.objects.filter(school=school)))
    ):
        task = SchoolTask(activity, next(iter(activity.reports.all()), None))
        if task.programme.end_year < on.year:
            tasks.past.append(task)
        elif task.status in (ExecutionReport.Status.DONE, ExecutionReport.Status.NOT_DONE):
            tasks.closed.append(task)
        else:
            tasks.expected.append(task)
    return tasks
