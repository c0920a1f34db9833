"""What is known of an activity's execution, from the document and from reports in the portal, in words."""

from django.db.models import Prefetch

from roadmap.models import Activity, Assignment
from roadmap.term import Span, write_span


def reported_assignments(assignments=None) -> Prefetch:
    """Activities' assignments that somebody has reported on, the department's first, then schools in their order.

    What the department returned is no report yet: it stands in no document.
    """
    assignments = Assignment.objects.all() if assignments is None else assignments
    reported = (
        assignments.reported()
        .exclude(review=Assignment.Review.RETURNED)
        .select_related("school", "reported_by")
        .prefetch_related("evidence__files")
    )
    return Prefetch("assignments", reported.department_first(), to_attr="reported")


def reported_text(activity: Activity) -> str | None:
    """The document's own words on the execution, then each report of the portal, a paragraph each; None if neither."""
    written = [] if activity.report is None else [activity.report]
    several = len({each.ends_on for each in activity.reported}) > 1
    entered = [report_sentence(each, with_span=several) for each in activity.reported]
    return "\n\n".join(written + entered) if written or entered else None


def report_sentence(assignment: Assignment, *, with_span: bool = False) -> str:
    """«СОШ № 1: выполнено. Проведён семинар. Приказ № 12 от 03.09.2026»; the department has no name before it."""
    status = _status(assignment)
    who = str(assignment.school or "")
    if with_span and assignment.ends_on:
        span = write_span(Span(assignment.starts_on, assignment.ends_on))
        who = f"{who} ({span})" if who else span[0].upper() + span[1:]
    parts = [f"{who}: {status}" if who else status[0].upper() + status[1:]]
    if text := assignment.text.strip():
        parts.append(text)
    parts += [str(evidence) for evidence in assignment.evidence.all() if evidence.number or evidence.issued_on]
    return ". ".join(part.removesuffix(".") for part in parts)


def _status(assignment: Assignment) -> str:
    if assignment.status != Assignment.Status.POSTPONED:
        return assignment.get_status_display()
    words = "просят перенести" if assignment.review == Assignment.Review.WAITING else "перенесено"
    return words + (f" на {assignment.postponed_to:%d.%m.%Y}" if assignment.postponed_to else "")
