"""How an assignment stands, in the words of a report."""

from reports.queries.execution import SILENT, Outcome, is_waiting, outcome_of
from roadmap.models import Activity, Assignment
from roadmap.queries.reported import report_sentence
from roadmap.term import Span, write_span

UNCONFIRMED = "не подтверждено отделом"


def whole_mark(activity: Activity) -> str | None:
    """As the document has it, then each report of the portal; None if neither."""
    several = len({each.ends_on for each in activity.reported}) > 1
    marks = [report_sentence(each, with_span=several) + _unconfirmed(each, " ({})") for each in activity.reported]
    written = [] if activity.report is None else [activity.report]
    return "\n\n".join([*written, *marks]) if written or marks else None


def mark(assignment: Assignment) -> str:
    """«выполнено 12.05.2026», with what is later than it should be and what nobody has confirmed."""
    outcome = outcome_of(assignment)
    words = str(outcome.label)
    if outcome in (Outcome.IN_TIME, Outcome.LATE):
        day = f" {assignment.done_on:%d.%m.%Y}" if assignment.done_on else ""
        words = f"выполнено{day}" + (", с опозданием" if outcome == Outcome.LATE else "")
    if outcome == Outcome.POSTPONED and assignment.postponed_to:
        words = f"просят перенести на {assignment.postponed_to:%d.%m.%Y}"
    return words + _unconfirmed(assignment, "\n({})")


def done(assignment: Assignment) -> str:
    """The report's words; what was returned stands in no document."""
    return "" if outcome_of(assignment) in SILENT or _is_returned(assignment) else assignment.text


def documents(assignment: Assignment) -> str:
    """By number and date; what has neither, by the names of its files."""
    if _is_returned(assignment):
        return ""
    named = (
        str(each) if each.number or each.issued_on else ", ".join(map(str, each.files.all()))
        for each in assignment.evidence.all()
    )
    return "; ".join(filter(None, named))


def term(assignment: Assignment) -> str:
    if assignment.ends_on is None:
        return assignment.term or "не указан"
    words = write_span(Span(assignment.starts_on, assignment.ends_on))
    if assignment.deadline_on > assignment.ends_on:
        words += f", перенесён на {assignment.deadline_on:%d.%m.%Y}"
    return words


def _is_returned(assignment: Assignment) -> bool:
    return assignment.review == Assignment.Review.RETURNED


def _unconfirmed(assignment: Assignment, form: str) -> str:
    return form.format(UNCONFIRMED) if is_waiting(assignment) else ""
