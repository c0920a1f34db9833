"""Words a report uses of an assignment: how it stands, what was done, by whom, until when, proved by what."""

from collections.abc import Sequence

from django.utils import timezone

from reports.kinds.execution.queries import SILENT, AssignmentOutcome, is_waiting, outcome_of
from roadmap.dates.queries import term_of
from roadmap.execution.models import Assignment
from roadmap.execution.queries.reported import report_sentence, waived_sentences
from roadmap.execution.state import state_of
from roadmap.plan.models import Activity, Stage
from roadmap.responsibles.read_responsible import words_for_department
from roadmap.term import DateSpan, write_span

UNCONFIRMED = "не подтверждено отделом"
_DEPARTMENT = "Отдел"
_DATED = (AssignmentOutcome.IN_TIME, AssignmentOutcome.LATE, AssignmentOutcome.DONE)


def whole_mark(activity: Activity, events: Sequence[Stage], event: Stage | None = None) -> str | None:
    """Return the plan's mark on an activity, or on one of its control events; None if there is nothing to say.

    First comes the mark that the document has itself, then a sentence for each report in the portal, then what is not
    required. Assignments about one of the activity's control `events` belong to that `event`, not to the activity.
    """
    others = {each.pk for each in events}
    reported, waived = (
        [each for each in assignments if (each.stage_id == event.pk if event else each.stage_id not in others)]
        for assignments in (activity.reported, activity.not_required)
    )
    several = len({each.ends_on for each in reported}) > 1
    marks = [report_sentence(each, with_span=several) + _note_unconfirmed(each, " ({})") for each in reported]
    written = [] if event or activity.report is None else [activity.report]
    words = [*written, *marks, *waived_sentences(waived)]
    return "\n\n".join(words) if words else None


def mark(assignment: Assignment) -> str:
    """Say how an assignment stands: «выполнено 12.05.2026, с опозданием», «(не подтверждено отделом)».

    Where the plan's term means several spans of days («ежеквартально»), the mark adds which of them it is about.
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
    if _is_one_of_several(assignment):
        words += f"\n({write_span(DateSpan(assignment.starts_on, assignment.ends_on))})"
    return words + _note_unconfirmed(assignment, "\n({})")


def done(assignment: Assignment) -> str:
    """Return the report's text; empty where nobody reported, or the department returned the report."""
    return "" if outcome_of(assignment) in SILENT or _is_returned(assignment) else assignment.text


def documents(assignment: Assignment) -> str:
    """Name the evidence by its documents' numbers and dates; what has neither, by the names of its files."""
    if _is_returned(assignment):
        return ""
    named = (
        str(each) if each.number or each.issued_on else ", ".join(map(str, each.files.all()))
        for each in assignment.evidence.all()
    )
    return "; ".join(filter(None, named))


def term(assignment: Assignment) -> str:
    """Return the term in the plan's words, the day to which it was put off, and before them its control event."""
    words = (assignment.term or "").strip() or "не указан"
    if assignment.ends_on and assignment.deadline_on > assignment.ends_on:
        words += f", перенесён на {assignment.deadline_on:%d.%m.%Y}"
    return f"{assignment.event}\n{words}" if assignment.event else words


def _is_one_of_several(assignment: Assignment) -> bool:
    """Return whether the plan's term for this assignment means several spans of days."""
    if not (assignment.term or "").strip() or assignment.ends_on is None:
        return False
    own = assignment.stage if assignment.stage and assignment.stage.term else assignment.activity
    return len(term_of(own, assignment.activity.direction.roadmap).spans) > 1


def who(assignment: Assignment, *, with_schools: bool) -> str:
    """Name who has to do it: the school, or the department in the words of the plan's responsibles.

    `with_schools` leaves out of these words the schools that have assignments of their own.
    """
    if assignment.school:
        return assignment.school.name
    stage = assignment.stage
    written = ((stage and stage.responsible) or assignment.activity.responsible or "").strip()
    return (words_for_department(written) if with_schools else written) or _DEPARTMENT


def _is_returned(assignment: Assignment) -> bool:
    return state_of(assignment, timezone.localdate()).is_returned


def _note_unconfirmed(assignment: Assignment, form: str) -> str:
    return form.format(UNCONFIRMED) if is_waiting(assignment) else ""
