"""How an assignment stands, in the words of a report."""

from reports.queries.execution import SILENT, Outcome, is_waiting, outcome_of
from roadmap.models import Activity, Assignment
from roadmap.queries.expected import spans_of
from roadmap.queries.reported import report_sentence
from roadmap.responsible import words_for_department
from roadmap.term import Span, write_span

UNCONFIRMED = "не подтверждено отделом"
_DEPARTMENT = "Отдел"


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
    if outcome in (Outcome.IN_TIME, Outcome.LATE, Outcome.DONE):
        words = f"выполнено {assignment.done_on:%d.%m.%Y}" + (", с опозданием" if outcome == Outcome.LATE else "")
    if outcome in (Outcome.POSTPONED, Outcome.ASKED) and assignment.postponed_to:
        words = f"{words} на {assignment.postponed_to:%d.%m.%Y}"
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
    """The plan's own words; where they mean several spans, which of them in brackets."""
    written = (assignment.term or "").strip()
    if assignment.ends_on is None:
        return written or "не указан"
    span = write_span(Span(assignment.starts_on, assignment.ends_on))
    words = written or span
    if written and len(spans_of(written, assignment.activity.direction.roadmap)) > 1:
        words = f"{written}\n({span})"
    if assignment.deadline_on > assignment.ends_on:
        words += f", перенесён на {assignment.deadline_on:%d.%m.%Y}"
    return words


def who(assignment: Assignment, *, with_schools: bool) -> str:
    """A school by its name; the department in the plan's own words, without the schools that are named beside it."""
    if assignment.school:
        return assignment.school.name
    stage = assignment.stage
    written = ((stage and stage.responsible) or assignment.activity.responsible or "").strip()
    return (words_for_department(written) if with_schools else written) or _DEPARTMENT


def _is_returned(assignment: Assignment) -> bool:
    return assignment.review == Assignment.Review.RETURNED


def _unconfirmed(assignment: Assignment, form: str) -> str:
    return form.format(UNCONFIRMED) if is_waiting(assignment) else ""
