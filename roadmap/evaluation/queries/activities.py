"""Finds out how each activity of a year went: as a person decided, or by its reports, or by the document's words."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from indicators.catalogue.models import Period
from roadmap.dates.queries import term_of
from roadmap.evaluation.activity_marks import ActivityMark, mark_in_words
from roadmap.evaluation.models import EvaluationActivity
from roadmap.execution.models import Assignment
from roadmap.execution.queries.moved import moved_to
from roadmap.execution.state import DONE, OVERDUE, AssignmentState
from roadmap.plan.models import Activity, Roadmap
from roadmap.programmes.models import Programme

_FIELDS = (
    "activity", "state", "version", "deadline_on", "done_on", "reported_at", "text", "school__name", "waived_because",
)  # fmt: skip


@dataclass(frozen=True)
class EvaluatedActivity:
    """An activity with its mark; `told` is what reports or the document say of it, as a help to write the reason."""

    activity_id: int | None
    direction: str
    number: str
    name: str
    term: str
    done_on: str
    mark: ActivityMark
    told: str = ""
    reason: str = ""
    verdict: str = ""
    waived_because: str = ""

    @property
    def shown_reason(self) -> str:
        """Return the typed reason, or what reports say of a deviation; for a waived activity also why it is waived.

        A kept evaluation has only the typed reason.
        """
        if self.mark is ActivityMark.WAIVED:
            return "; ".join(filter(None, [self.waived_because, self.reason]))
        return self.reason or (self.told if self.deviates else "")

    @property
    def deviates(self) -> bool:
        return self.mark in (ActivityMark.NOT_DONE, ActivityMark.LATE)

    @property
    def owes_reason(self) -> bool:
        return self.deviates and not self.reason.strip()


@dataclass(frozen=True)
class _Report:
    state: str
    version: int
    deadline_on: datetime.date | None
    done_on: datetime.date | None
    reported_at: datetime.datetime | None
    text: str
    school: str | None
    waived_because: str

    @property
    def is_waived(self) -> bool:
        return self.state == AssignmentState.WAIVED

    @property
    def is_done(self) -> bool:
        return self.state in DONE

    @property
    def is_open(self) -> bool:
        """Return whether it is neither closed nor overdue."""
        return not self.is_closed and self.state not in OVERDUE

    @property
    def is_closed(self) -> bool:
        return AssignmentState(self.state).is_finished

    @property
    def is_late(self) -> bool:
        return self.deadline_on is not None and self.day is not None and self.day > self.deadline_on

    @property
    def day(self) -> datetime.date | None:
        """Return the day when it was done; without one, the day of the report, as it can't have been later."""
        return self.done_on or (timezone.localdate(self.reported_at) if self.reported_at else None)


def activities_of_year(
    programme: Programme, period: Period, on: datetime.date, typed: Mapping[int, EvaluationActivity]
) -> list[EvaluatedActivity]:
    """Return the activities with a span that ends in the year, and, in the programme's years, those without days."""
    roadmap = getattr(programme, "roadmap", None)
    if roadmap is None:
        return []
    activities = Activity.objects.filter(direction__roadmap=roadmap).in_document_order()
    activities = activities.with_dates().select_related("direction")
    reports = _read_reports(roadmap, period, on)
    runs = programme.start_year <= period.end_on.year and period.start_on.year <= programme.end_year
    found = []
    for activity in activities:
        falls_due = _falls_due(activity, roadmap, period)
        if falls_due or (falls_due is None and runs):
            own = typed.get(activity.pk) or EvaluationActivity()
            found.append(_evaluate(activity, reports[activity.pk], own, is_dated=bool(falls_due)))
    return found


def _falls_due(activity: Activity, roadmap: Roadmap, period: Period) -> bool | None:
    """Return whether a span of its term ends in the year; None if its words can't be dated."""
    places = [stage or activity for stage in activity.asked_places]
    spans = [span for place in places for span in term_of(place, roadmap).spans]
    return any(period.start_on <= span.end <= period.end_on for span in spans) if spans else None


def _read_reports(roadmap: Roadmap, period: Period, on: datetime.date) -> dict[int, list[_Report]]:
    """Return the assignments due in the year with their reports, by activity."""
    moved = moved_to(roadmap.programme)
    of_plan = Q(activity__direction__roadmap=roadmap) | Q(activity__in=moved)
    is_counted = Q(activity__direction__roadmap__programme__status=Programme.Status.APPROVED)
    if moved:  # reports that stayed with a superseded revision are on what was required until then
        is_counted |= Q(version__gt=0)
    assignments = Assignment.objects.with_state(on).filter(of_plan & is_counted, is_expected=True)
    due = Q(ends_on=None) | Q(ends_on__range=(period.start_on, period.end_on))
    found: dict[int, list[_Report]] = defaultdict(list)
    for activity_id, *fields in assignments.filter(due).department_first().values_list(*_FIELDS):
        found[moved.get(activity_id, activity_id)].append(_Report(*fields))
    return found


def _evaluate(
    activity: Activity, planned: list[_Report], own: EvaluationActivity, *, is_dated: bool
) -> EvaluatedActivity:
    """Mark an activity by what was due of it; it counts as waived only if nothing else was planned."""
    reports = [report for report in planned if not report.is_waived]
    is_reported = any(report.version for report in reports)
    mark = _mark_by_reports(reports) if is_reported or not activity.report else mark_in_words(activity.report)
    if mark is ActivityMark.NOT_DONE and not is_dated and not any(report.is_closed for report in reports):
        mark = mark_in_words(activity.report) if activity.report else ActivityMark.NOT_DUE
    if planned and not reports and mark is ActivityMark.UNKNOWN:
        mark = ActivityMark.WAIVED
    told = _quote_reports(reports) if is_reported else activity.report or ""
    return EvaluatedActivity(
        activity.pk, str(activity.direction), activity.number or "", activity.name or "", activity.term or "",
        _write_done_on(reports), ActivityMark(own.verdict) if own.verdict else mark, told, own.reason,
        own.verdict, "; ".join(dict.fromkeys(report.waived_because for report in planned if report.is_waived)),
    )  # fmt: skip


def _mark_by_reports(reports: list[_Report]) -> ActivityMark:
    """Return the mark: done only if all have done it, not due while somebody is still within the term."""
    if reports and all(report.is_done for report in reports):
        return ActivityMark.LATE if any(report.is_late for report in reports) else ActivityMark.DONE
    if any(each.is_open for each in reports):
        return ActivityMark.NOT_DUE
    return ActivityMark.NOT_DONE if reports else ActivityMark.UNKNOWN


def _write_done_on(reports: list[_Report]) -> str:
    """Return the last day on which somebody did it; the day of a report that names none is marked as such."""
    done = [report for report in reports if report.is_done and report.day]
    if not done:
        return ""
    last = max(done, key=lambda report: (report.day, report.done_on is not None))
    return f"{last.day:%d.%m.%Y}" + ("" if last.done_on else " (дата отчёта)")


def _quote_reports(reports: list[_Report]) -> str:
    """Return what those say who haven't done it or were late, a line for each school, at most 20."""
    lines = []
    for report in reports:
        if not report.is_done or report.is_late:
            words = report.text.strip() or ("отчёта нет" if not report.version else "")
            lines.append(": ".join(filter(None, [report.school, words])))
    return "\n".join(line for line in lines[:20] if line)
