"""Words what is known of an activity's execution, from the document and from reports in the portal."""

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch
from django.utils import timezone

from portal.text.plurals import counted
from roadmap.execution.models import Assignment
from roadmap.execution.state import state_of
from roadmap.execution.state_words import WORDS
from roadmap.plan.models import Activity
from roadmap.term import DateSpan, write_span

# If there are more responsibles than this, their number is given instead of their names.
_NAMED = 6
_RESPONSIBLES = "исполнитель", "исполнителя", "исполнителей"


def reported_assignments(assignments=None) -> Prefetch:
    """Prefetch as `reported` the assignments that somebody has reported on, the department's first.

    A report that the department has returned is left out: no document shows it.
    """
    assignments = Assignment.objects.all() if assignments is None else assignments
    reported = (
        assignments.reported()
        .exclude(review=Assignment.Review.RETURNED)
        .select_related("school", "reported_by", "stage")
        .prefetch_related("evidence__files")
    )
    return Prefetch("assignments", reported.department_first(), to_attr="reported")


def reported_text(activity: Activity) -> str | None:
    """Return the document's own words on the execution, then a paragraph for each report; None if there is neither."""
    written = [] if activity.report is None else [activity.report]
    several = len({each.ends_on for each in activity.reported}) > 1
    entered = [report_sentence(each, with_span=several) for each in activity.reported]
    return "\n\n".join(written + entered) if written or entered else None


def report_sentence(assignment: Assignment, *, with_span: bool = False) -> str:
    """Return «СОШ № 1: выполнено. Проведён семинар. Приказ № 12 от 03.09.2026»; the department isn't named."""
    status = _describe_status(assignment)
    who = str(assignment.school or "")
    if with_span and assignment.ends_on:
        span = write_span(DateSpan(assignment.starts_on, assignment.ends_on))
        who = f"{who} ({span})" if who else span[0].upper() + span[1:]
    parts = [f"{who}: {status}" if who else status[0].upper() + status[1:]]
    if text := assignment.text.strip():
        parts.append(text)
    parts += [str(evidence) for evidence in assignment.evidence.all() if evidence.number or evidence.issued_on]
    return ". ".join(part.removesuffix(".") for part in parts)


def waived_assignments() -> Prefetch:
    """Prefetch as `not_required` the waived assignments that nobody has reported on, the department's first."""
    waived = (
        Assignment.objects.waived()
        .filter(is_expected=True, version=0)
        .select_related("school", "stage")
        .department_first()
    )
    return Prefetch("assignments", waived, to_attr="not_required")


def waived_sentences(not_required: Iterable[Assignment]) -> list[str]:
    """Return «Не требуется (май 2026): отдел, СОШ № 1. Срок закончился …», one for each reason and set of names."""
    by_reason: dict[str, dict[DateSpan | None, list[str]]] = {}
    for each in not_required:
        span = DateSpan(each.starts_on, each.ends_on) if each.ends_on else None
        by_reason.setdefault(each.waived_because, {}).setdefault(span, []).append(str(each.school or "отдел"))
    return [sentence for reason, by_span in by_reason.items() for sentence in _write_waived(reason, by_span)]


def _write_waived(reason: str, by_span: dict[DateSpan | None, list[str]]) -> Iterator[str]:
    spans_of_names: dict[tuple[str, ...], list[str]] = {}
    for span, names in sorted(by_span.items(), key=lambda item: (item[0] is None, item[0])):
        spans_of_names.setdefault(tuple(names), []).extend([write_span(span)] if span else [])
    for names, spans in spans_of_names.items():
        when = f" ({'; '.join(spans)})" if spans else ""
        whose = ", ".join(names) if len(names) <= _NAMED else counted(len(names), *_RESPONSIBLES)
        yield f"{WORDS['waived'].capitalize()}{when}: {whose}. {reason[0].upper()}{reason[1:].rstrip('.')}."


def _describe_status(assignment: Assignment) -> str:
    if assignment.review == Assignment.Review.WAIVED:
        return f"{WORDS['waived']} ({assignment.waived_because.rstrip('.')})"
    if assignment.status != Assignment.Status.POSTPONED:
        return assignment.get_status_display()
    state = state_of(assignment, timezone.localdate())
    words = state.label if state.is_waiting else assignment.get_status_display()
    return words + (f" на {assignment.postponed_to:%d.%m.%Y}" if assignment.postponed_to else "")
