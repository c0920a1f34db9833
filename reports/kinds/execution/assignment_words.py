"""How an assignment stands, in the words of a report."""

from django.utils import timezone

from reports.kinds.execution.queries import SILENT, AssignmentOutcome, is_waiting, outcome_of
from roadmap.dates.queries import term_of
from roadmap.execution.models import Assignment
from roadmap.execution.queries.reported import report_sentence, waived_sentences
from roadmap.execution.state import state_of
from roadmap.plan.models import Activity
from roadmap.responsibles.read_responsible import words_for_department
from roadmap.term import DateSpan, write_span

UNCONFIRMED = "не подтверждено отделом"
_DEPARTMENT = "Отдел"
_DATED = (AssignmentOutcome.IN_TIME, AssignmentOutcome.LATE, AssignmentOutcome.DONE)


def whole_mark(activity: Activity) -> str | None:
    """As the document has it, then each report of the portal, and what is not required; None if nothing of it."""
    several = len({each.ends_on for each in activity.reported}) > 1
    marks = [report_sentence(each, with_span=several) + _unconfirmed(each, " ({})") for each in activity.reported]
    written = [] if activity.report is None else [activity.report]
    words = [*written, *marks, *waived_sentences(activity)]
    return "\n\n".join(words) if words else None


def mark(assignment: Assignment) -> str:
    """«выполнено 12.05.2026», with what is later than it should be and what nobody has confirmed.

    Of several times that the plan's one term means, the mark says which it is of: the term stands as the plan has it.
    """
    outcome = outcome_of(assignment)
    words = str(outcome.label)
    if outcome == AssignmentOutcome.WAIVED:
        return f"{words}: {assignment.waived_because}"
    if assignment.done_on and outcome in _DATED:
        words = f"выполнено {assignment.done_on:%d.%m.%Y}" + (
            ", с опозданием" if outcome == AssignmentOutcome.LATE else ""
        )
    if outcome in (AssignmentOutcome.POSTPONED, AssignmentOutcome.ASKED) and assignment.postponed_to:
        words = f"{words} на {assignment.postponed_to:%d.%m.%Y}"
    if _is_of_several(assignment):
        words += f"\n({write_span(DateSpan(assignment.starts_on, assignment.ends_on))})"
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
    """The plan's own words, and to which day it was put off."""
    words = (assignment.term or "").strip() or "не указан"
    if assignment.ends_on and assignment.deadline_on > assignment.ends_on:
        words += f", перенесён на {assignment.deadline_on:%d.%m.%Y}"
    return words


def _is_of_several(assignment: Assignment) -> bool:
    if not (assignment.term or "").strip() or assignment.ends_on is None:
        return False
    own = assignment.stage if assignment.stage and assignment.stage.term else assignment.activity
    return len(term_of(own, assignment.activity.direction.roadmap).spans) > 1


def who(assignment: Assignment, *, with_schools: bool) -> str:
    """A school by its name; the department in the plan's own words, without the schools that are named beside it."""
    if assignment.school:
        return assignment.school.name
    stage = assignment.stage
    written = ((stage and stage.responsible) or assignment.activity.responsible or "").strip()
    return (words_for_department(written) if with_schools else written) or _DEPARTMENT


def _is_returned(assignment: Assignment) -> bool:
    return state_of(assignment, timezone.localdate()).is_returned


def _unconfirmed(assignment: Assignment, form: str) -> str:
    return form.format(UNCONFIRMED) if is_waiting(assignment) else ""
