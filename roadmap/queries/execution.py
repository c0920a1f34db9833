"""What is known of an activity's execution, from the document and from reports in the portal."""

from roadmap.models import Activity, ExecutionReport


def reported_text(activity: Activity) -> str | None:
    """The document's own words on the execution, then each report of the portal, a paragraph each; None if neither."""
    written = [] if activity.report is None else [activity.report]
    entered = [report_sentence(report) for report in activity.reports.all()]
    return "\n\n".join(written + entered) if written or entered else None


def report_sentence(report: ExecutionReport) -> str:
    """«МБОУ СОШ № 1: выполнено. Проведён семинар. Приказ № 12 от 03.09.2026»; the department's has no name before it."""
    status = report.get_status_display()
    parts = [f"{report.school}: {status}" if report.school else status[0].upper() + status[1:]]
    if text := report.text.strip():
        parts.append(text)
    if report.order_number or report.order_on:
        number = f" № {report.order_number}" if report.order_number else ""
        parts.append(f"Приказ{number}" + (f" от {report.order_on:%d.%m.%Y}" if report.order_on else ""))
    return ". ".join(part.removesuffix(".") for part in parts)
