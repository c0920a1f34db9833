import datetime

from django.db import transaction

from portal.history.actions import Recorded, record_changes
from roadmap.models import Activity, ExecutionReport
from schools.models import School


class ReportedMeanwhile(Exception):
    """Somebody else has reported since the person opened the page; `current` is that report."""

    def __init__(self, current: ExecutionReport):
        super().__init__(str(current))
        self.current = current


@transaction.atomic
def report_on_activity(
    *,
    activity: Activity,
    school: School | None,
    status: ExecutionReport.Status,
    text: str,
    order_number: str,
    order_on: datetime.date | None,
    by,
    version: int | None = None,
) -> ExecutionReport:
    """Report for a school, or without one for the department; the report before it stays in the history.

    `version` is the one that the person saw, 0 for none; without it whatever stands there is replaced.
    """
    report = ExecutionReport.objects.select_for_update(of=("self",)).filter(activity=activity, school=school).first()
    if report and version is not None and report.version != version:
        raise ReportedMeanwhile(report)
    before = _as_history(report) if report else {}
    report = report or ExecutionReport(activity=activity, school=school)
    report.status, report.text = status, text
    report.order_number, report.order_on = order_number, order_on
    after = _as_history(report)
    if before != after:
        report.reported_by = by
        report.version += 1
        report.save()
        record_changes([Recorded(report, "отчёт об исполнении", before, after)], by=by)
    return report


def _as_history(report: ExecutionReport) -> dict:
    return {
        "status": str(report.status),
        "text": report.text,
        "order_number": report.order_number,
        "order_on": report.order_on and report.order_on.isoformat(),
    }
